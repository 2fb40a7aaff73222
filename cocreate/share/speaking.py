"""Speaking as: who speaks in this copy of the workspace, until somebody says otherwise (docs/cli.md)."""

from cocreate.locale import _
from cocreate.model.errors import NotFound, Refused
from cocreate.model.hints import Hint
from cocreate.model.ids import is_person_slug
from cocreate.workspace import files
from cocreate.workspace.paths import LOCAL

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

VARIABLE = "COCREATE_AS"
FILE = f"{LOCAL}/speaking"


class Speaking:
    """Who speaks, by slug, several people equally, and who types, if that is somebody else."""

    __slots__ = ("by", "noted_by")

    def __init__(self, by: "Sequence[str]", noted_by: str = "") -> None:
        self.by = tuple(dict.fromkeys(by))
        self.noted_by = "" if noted_by in self.by else noted_by

    def __eq__(self, other: object) -> bool:
        """Whether the same people speak and the same person types."""
        return isinstance(other, Speaking) and (self.by, self.noted_by) == (other.by, other.noted_by)

    def __hash__(self) -> int:
        return hash((self.by, self.noted_by))


def who_speaks(root: str, asked: "Sequence[str]", noted_by: str, environ: "Mapping[str, str]") -> "Speaking | None":
    """Who speaks: those `asked` for, else the variable, else this copy's choice; None if none of these says.

    What is asked must be slugs here; names are looked up where the cards are at hand.

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
        return Speaking(spoken, noted_by)
    saved = saved_speaking(root)
    return Speaking(saved.by, noted_by or saved.noted_by) if saved else None


def saved_speaking(root: str) -> "Speaking | None":
    """The choice saved in this copy of the workspace, if there is one."""
    try:
        with open(f"{root}/{FILE}", encoding="utf-8") as file:
            lines = file.read(10_000).split("\n")
    except (OSError, UnicodeDecodeError):
        return None
    by = [word for word in lines[0].split(",") if is_person_slug(word)]
    noted_by = lines[1] if len(lines) > 1 and is_person_slug(lines[1]) else ""
    return Speaking(by, noted_by) if by else None


def save_speaking(root: str, speaking: Speaking) -> None:
    """Remember who speaks in this copy; NotWritten if the disk says no."""
    from cocreate.workspace.local import local_folder  # deferred: only who chooses needs it

    try:
        local_folder(root)
    except OSError as error:
        raise files.not_written(error) from error
    files.replace(root, FILE, f"{','.join(speaking.by)}\n{speaking.noted_by}\n".encode())


def nobody() -> NotFound:
    """The failure to say that nobody speaks yet, with the ways to say who does."""
    return NotFound(
        _("Nobody is speaking yet."),
        Hint("speak"),
    )
