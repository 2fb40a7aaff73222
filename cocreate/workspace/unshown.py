"""What somebody wrote looking back, and nobody has shown yet: it waits in `.cocreate/unshown/`, unknown to git.

There is a file for each person and question, as it is to stand in the thread, with two keys more that this copy needs.
"""

from __future__ import annotations

import os
from contextlib import suppress

from cocreate.model.errors import Unreadable
from cocreate.model.ids import is_id, is_person_slug
from cocreate.model.moments import parse_moment
from cocreate.model.schema import ASKED
from cocreate.workspace import files
from cocreate.workspace.files import local_folder
from cocreate.workspace.format import reading
from cocreate.workspace.format.documents import parse
from cocreate.workspace.format.writing import document
from cocreate.workspace.merge.edits import writing_lock
from cocreate.workspace.paths import LOCAL, contribution_path, thread_home, type_at

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from contextlib import AbstractContextManager
    from typing import Final

    from cocreate.model.items import Value

FOLDER = f"{LOCAL}/unshown"
ACT, BESIDE = "act", "beside"
"""The keys that only this copy needs: the act in which it was written, and where the looking back is."""


class Unshown:
    """What one person wrote to one question.

    Args:
        fields: the front matter that it will have.
        words: what they wrote.
        act: the name of the act in which they did.
        beside: the path of the looking back.
    """

    __slots__ = ("act", "beside", "fields", "words")

    def __init__(self, fields: Mapping[str, Value], words: str, act: str, beside: str) -> None:
        self.fields: Final = fields
        self.words: Final = words
        self.act: Final = act
        self.beside: Final = beside

    @property
    def on(self) -> str:
        """The id of the looking back."""
        return str(self.fields["on"])

    @property
    def by(self) -> str:
        """Who wrote it, by slug: one person, because each writes alone."""
        return str(self.fields["by"][0])

    @property
    def asked(self) -> str:
        """What was asked, one of `schema.ASKED`."""
        return str(self.fields["asked"])

    @property
    def path(self) -> str:
        """Where it will be; the same however often one begins to show it."""
        at = parse_moment(str(self.fields["at"]))
        assert at  # noqa: S101 - it was checked as any file is
        return contribution_path(thread_home(self.beside), "lookback", str(self.fields["id"]), at)

    @property
    def kept_at(self) -> str:
        """Where it waits."""
        return f"{FOLDER}/{self.on}~{self.by}~{self.asked}.md"


def held(root: str) -> AbstractContextManager[None]:
    """Hold the lock under which what waits is written and shown, so that nothing is shown that is being replaced."""
    return writing_lock(root, "unshown.lock")


def there_is_some(root: str) -> bool:
    """Whether anything waits in this copy, at the price of one look."""
    try:
        return any(not name.startswith(".") for name in os.listdir(f"{root}/{FOLDER}"))
    except OSError:
        return False


def keep(root: str, one: Unshown) -> None:
    """Let it wait, in the place of what the same person wrote there before; on return it is on the disk.

    Raises:
        NotWritten: it is too long, or the disk said no; what they wrote before stands.
    """
    data = document({ACT: one.act, BESIDE: one.beside, **one.fields}, one.words)
    files.check_size(data)
    try:
        local_folder(root, "unshown")
    except OSError as error:
        raise files.not_written(error) from error
    files.replace(root, one.kept_at, data)


def drop(root: str, one: Unshown) -> None:
    """It waits no more: it is shown, or taken back by whoever wrote it."""
    with suppress(FileNotFoundError):
        files.remove(root, one.kept_at)


def waiting(root: str, person: str = "") -> list[Unshown]:
    """What waits, of one `person` or of all; what cannot be read stays where it is, for its writer to find by hand."""
    try:
        names = sorted(os.listdir(f"{root}/{FOLDER}"))
    except OSError:
        return []
    found = (_read(root, name) for name in names if not person or name.split("~")[1:2] == [person])
    return [one for one in found if one]


def _read(root: str, name: str) -> Unshown | None:
    on, _tilde, rest = name.partition("~")
    by, _tilde, asked = rest.removesuffix(".md").partition("~")
    if not (is_id(on) and is_person_slug(by) and asked in ASKED):
        return None
    try:
        kept = parse(files.read(root, f"{FOLDER}/{name}"))
        fields = dict(kept.fields)
        act, beside = str(fields.pop(ACT, "")), str(fields.pop(BESIDE, ""))
        if type_at(beside) != "contribution":
            return None
        reading.item_in(beside, document(fields, kept.words))
    except (Unreadable, FileNotFoundError):
        return None
    one = Unshown(fields, kept.words, act, beside)
    named = [fields.get("kind"), one.on, fields["by"], fields.get("asked")]
    return one if named == ["lookback", on, [by], asked] else None
