"""Speaking as: who speaks at a sitting, and how that is known (docs/cli.md).

What somebody chose at a sitting is kept in `.cocreate/sittings/`, under the key of that sitting. A copy of the
workspace may belong to one person, who then need not choose, as long as nobody else was ever chosen in it. Nothing
heavy is imported, because catching an idea passes here.
"""

import os
import time
from contextlib import suppress

from cocreate.locale import _
from cocreate.model.errors import NotFound, Refused
from cocreate.model.hints import Hint
from cocreate.model.ids import is_person_slug
from cocreate.sittings.terminal import sitting_key, stands
from cocreate.workspace import files, local
from cocreate.workspace.paths import LOCAL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VARIABLE = "COCREATE_AS"

OPTION, FROM_VARIABLE, SITTING, COPY, EMAIL = "option", "variable", "sitting", "copy", "email"
"""How it is known who speaks, in the order in which it is asked (docs/cli.md)."""

FOLDER = f"{LOCAL}/sittings"
BEFORE = f"{LOCAL}/speaking"
"""Where copies made by version 0.1.0 have the one choice that everybody shared."""

DAY = 24 * 60 * 60
OLD = 30 * DAY
"""Seconds without use after which a choice is let go, where nothing else tells that its sitting is over."""


class Speaking:
    """Who speaks, by slug, several people equally, and who types, if that is somebody else; and how that is known."""

    __slots__ = ("by", "known_from", "noted_by")

    def __init__(self, by: "Sequence[str]", noted_by: str = "", known_from: str = "") -> None:
        self.by = tuple(dict.fromkeys(by))
        self.noted_by = "" if noted_by in self.by else noted_by
        self.known_from = known_from

    def __eq__(self, other: object) -> bool:
        """Whether the same people speak and the same person types, however that is known."""
        return isinstance(other, Speaking) and (self.by, self.noted_by) == (other.by, other.noted_by)

    def __hash__(self) -> int:
        return hash((self.by, self.noted_by))

    @property
    def people(self) -> tuple[str, ...]:
        """Those who speak, and whoever types."""
        return (*self.by, self.noted_by) if self.noted_by else self.by


def who_speaks(
    root: str, asked: "Sequence[str]", noted_by: str, environ: "Mapping[str, str]", key: str | None = None
) -> Speaking | None:
    """Who speaks: those `asked` for, else the variable, else the choice of this sitting, else whose copy this is.

    None if none of these says. What is asked must be slugs here; names are looked up where the cards are at hand.

    Args:
        root: the folder of the workspace.
        asked: whom the person named, by slug.
        noted_by: who types, by slug; may be empty.
        environ: the environment.
        key: of the sitting; without it, that of this terminal.

    Raises:
        Refused: something that should be a slug is none.
    """
    spoken = list(asked) or [word.strip() for word in environ.get(VARIABLE, "").split(",") if word.strip()]
    for person in [*spoken, *([noted_by] if noted_by else [])]:
        if not is_person_slug(person):
            raise Refused(
                _("{name} cannot be a person's short name.").format(name=person),
                _("A short name is made of a-z, 0-9 and hyphens, such as ada-trenkel."),
            )
    if spoken:
        return Speaking(spoken, noted_by, OPTION if asked else FROM_VARIABLE)
    if chosen := chosen_at(root, sitting_key(environ) if key is None else key):
        return Speaking(chosen.by, noted_by or chosen.noted_by, SITTING)
    person = whose_copy(root)
    return Speaking([person], noted_by, COPY) if person and chose_nobody_but(root, person) else None


def chosen_at(root: str, key: str) -> Speaking | None:
    """Whom the sitting `key` chose to speak, if it did. What is in use is not swept, so its age begins anew."""
    if not key:
        return None
    path = f"{root}/{FOLDER}/{key}"
    with suppress(OSError):
        if time.time() - os.stat(path).st_mtime > DAY:
            os.utime(path)
    return _read(path)


def whose_copy(root: str) -> str:
    """The one person this copy belongs to, who began it or joined with it; empty where there is none."""
    if person := local.whose_copy(root):
        return person
    before = _read(f"{root}/{BEFORE}")
    return before.by[0] if before and len(before.people) == 1 else ""


def chose_nobody_but(root: str, person: str) -> bool:
    """Whether nobody but `person` was ever chosen to speak in this copy."""
    before = _read(f"{root}/{BEFORE}")
    return {person}.issuperset([*local.ever_chosen(root), *(before.people if before else ())])


def choose(root: str, key: str, speaking: Speaking) -> None:
    """Remember for the sitting `key` who speaks there, and for good that these people spoke in this copy.

    Without a key, only the latter. Choices of sittings that are over are swept.

    Raises:
        NotWritten: the disk said no; nothing has changed but, perhaps, that this copy is known to be used by several.
    """
    _bring_over(root)
    _note_chosen(root, speaking.people)
    if key:
        _write(root, f"{FOLDER}/{key}", f"{','.join(speaking.by)}\n{speaking.noted_by}\n")
    sweep(root)


def sweep(root: str) -> None:
    """Let go of what sittings chose that are over."""
    with suppress(OSError):
        for name in os.listdir(f"{root}/{FOLDER}"):
            path, standing = f"{root}/{FOLDER}/{name}", stands(name)
            if standing is False or (standing is None and time.time() - os.lstat(path).st_mtime > OLD):
                os.unlink(path)


def _bring_over(root: str) -> None:
    """Let what version 0.1.0 kept for everybody at this copy be: the one person named there is whose copy it is."""
    before = _read(f"{root}/{BEFORE}")
    if before is None:
        return
    if not local.whose_copy(root) and len(before.people) == 1:
        local.give_copy(root, before.by[0])
    else:
        _note_chosen(root, before.people)
    with suppress(OSError):
        os.unlink(f"{root}/{BEFORE}")


def _note_chosen(root: str, people: "Sequence[str]") -> None:
    """Add those who are not in it yet to the people who were ever chosen in this copy; none is taken out again."""
    known = set(local.ever_chosen(root))
    new = [person for person in people if person not in known]
    if not new:
        return
    from cocreate.workspace.files import local_folder  # deferred: only who chooses needs it

    try:
        local_folder(root)
        handle = os.open(
            f"{root}/{local.CHOSEN}", os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_NOFOLLOW | os.O_CLOEXEC, 0o666
        )
        try:
            os.write(handle, "".join([f"{person}\n" for person in new]).encode())
            os.fsync(handle)
        finally:
            os.close(handle)
    except OSError as error:
        raise files.not_written(error) from error


def _read(path: str) -> Speaking | None:
    """Who speaks by the file at `path`: short names parted by commas, in the next line whoever types."""
    try:
        with open(path, encoding="utf-8") as file:
            lines = file.read(files.LARGEST_FILE).split("\n")
    except (OSError, UnicodeDecodeError):
        return None
    by = [word for word in lines[0].split(",") if is_person_slug(word)]
    noted_by = lines[1] if len(lines) > 1 and is_person_slug(lines[1]) else ""
    return Speaking(by, noted_by) if by else None


def _write(root: str, path: str, text: str) -> None:
    from cocreate.workspace.files import local_folder  # deferred: only who chooses needs it

    try:
        local_folder(root)
    except OSError as error:
        raise files.not_written(error) from error
    files.replace(root, path, text.encode())


def nobody() -> NotFound:
    """The failure to say that nobody speaks yet; each face says how one does there."""
    return NotFound(_("Nobody is speaking yet."), Hint("speak"))
