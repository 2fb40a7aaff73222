"""What is found elsewhere, as values: ideas as they stand there, what was said on them, and what cannot come."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from cocreate.locale import Sentence


@dataclass(frozen=True, slots=True)
class Remark:
    """What somebody said on an idea, elsewhere.

    Attributes:
        text: what was said, Markdown.
        by: the name or address of whoever said it; empty where nothing tells.
        at: when it was said; None where nothing tells.
    """

    text: str
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """An idea as it stands elsewhere.

    Attributes:
        title: the idea in one line.
        text: more about it, Markdown.
        by: the names or addresses of those whose idea it is; none where nothing tells.
        at: when it was given; None where nothing tells.
        saved_at: when its file was last saved, for one that tells no moment by itself.
        project: the project it belongs to, as it is called there.
        themes: the words under which it is found.
        state: its state, one of ours.
        because: why it rests, if it does.
        remarks: what was said on it.
        names: what others call it in links.
        line: the line in which it begins.
        file: the file it is in, within a folder; empty where there is only one.
    """

    title: str
    text: str = ""
    by: tuple[str, ...] = ()
    at: datetime | None = None
    saved_at: datetime | None = None
    project: str = ""
    themes: tuple[str, ...] = ()
    state: str = "fresh"
    because: str = ""
    remarks: tuple[Remark, ...] = ()
    names: tuple[str, ...] = ()
    line: int = 1
    file: str = ""


@dataclass(frozen=True, slots=True)
class Cannot:
    """What cannot come: in which line it is, why, and in which file of a folder.

    Attributes:
        line: where it is.
        what: why it cannot.
        file: the file it is in, within a folder.
        told: the whole sentence, where it is a part of something that comes; empty where all of it stays away.
    """

    line: int
    what: Sentence | str
    file: str = ""
    told: Sentence | str = ""


@dataclass(frozen=True, slots=True)
class Read:
    """What a source holds: the ideas, in its order, and what cannot come."""

    found: tuple[Found, ...] = ()
    cannot: tuple[Cannot, ...] = ()


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was read: its name, within a folder its path there, what it holds, and when it was last saved."""

    name: str
    data: bytes
    saved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """What was read of a place: the files, in order; what could not be read; whether they are those of a folder."""

    files: tuple[File, ...]
    cannot: tuple[Cannot, ...] = ()
    is_folder: bool = False
