"""Finding the workspace that a command speaks of (docs/cli.md)."""

import os

from cocreate.locale import _
from cocreate.model.errors import NotFound
from cocreate.model.hints import Hint
from cocreate.model.ids import is_person_slug
from cocreate.workspace.paths import MARK, person_path

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

VARIABLE = "COCREATE_WORKSPACE"


def find_workspace(asked: str, environ: "Mapping[str, str]", here: str) -> str:
    """The folder of the workspace, as an absolute path.

    `asked` (the option) counts first, then the variable, then the nearest folder from `here` upwards that has a
    workspace.md, then the only workspace under `here/workspaces`.

    Raises:
        NotFound: none of these is a workspace, or several lie under `workspaces`; or `here` is empty, and would count.
    """
    for named in (asked, environ.get(VARIABLE, "")):
        if named:
            return _named(os.path.abspath(os.path.join(here, os.path.expanduser(named))))
    if not here:
        raise NotFound(_("The folder you are in is gone."), _("Go to one that is there."))
    return workspace_above(here) or _only_below(f"{here.rstrip('/')}/workspaces")


def working_folder() -> str:
    """The folder that a command was given in; empty where it is gone meanwhile."""
    try:
        return os.getcwd()
    except FileNotFoundError:
        return ""


def is_workspace(folder: str) -> bool:
    """Whether `folder` is marked as a workspace."""
    return os.path.isfile(f"{folder}/{MARK}")


def has_card(root: str, person: str) -> bool:
    """Whether there is a card of the person with this slug, as its name tells."""
    return is_person_slug(person) and os.path.lexists(f"{root}/{person_path(person)}")


def _named(folder: str) -> str:
    if is_workspace(folder):
        return folder
    raise NotFound(
        _("{folder} is not a workspace: it has no workspace.md.").format(folder=folder),
        Hint("begin-in", folder),
    )


def workspace_above(folder: str) -> str:
    """The nearest workspace that `folder`, an absolute path, is or lies in; empty where there is none."""
    while not is_workspace(folder):
        parent = os.path.dirname(folder)
        if parent == folder:
            return ""
        folder = parent
    return folder


def _only_below(folder: str) -> str:
    try:
        names = sorted(name for name in os.listdir(folder) if is_workspace(f"{folder}/{name}"))
    except OSError:
        names = []
    if len(names) == 1:
        return f"{folder}/{names[0]}"
    if names:
        raise NotFound(
            _("There are several workspaces here: {names}.").format(names=", ".join(names)),
            Hint("choose-workspace", names[0]),
        )
    raise NotFound(
        _("There is no workspace here."),
        Hint("begin"),
    )
