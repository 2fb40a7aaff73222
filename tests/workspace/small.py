"""A workspace of one of each: a person, a project, an idea with an answer to it, an agreement."""

from __future__ import annotations

import errno
import os
import time
from typing import TYPE_CHECKING

from cocreate.workspace.format.writing import document
from cocreate.workspace.index.index import Index

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from cocreate.model.collection import Collection

AT = "2026-11-21T14:03:11+01:00"
CUPS = "ideas/2026-11/cup-library-9d2m4x7t0e/idea.md"
YES = "ideas/2026-11/cup-library-9d2m4x7t0e/20261121T131500Z-addition-4h8s1v6w3z.md"
MILK = "projects/milk-foam-school-k7f3q2ab1c/project.md"
AGREED = "commons/2026-11/20261121T140000Z-agreement-x81ma2b4c9.md"


def idea(name: str, title: str, body: str = "") -> bytes:
    return document({"id": name, "title": title, "state": "fresh", "by": ["mavi"], "at": AT}, body)


def said(name: str, on: str, body: str, kind: str = "comment") -> bytes:
    return document({"id": name, "kind": kind, "on": on, "by": ["erkan"], "at": AT}, body)


def put(root: Path, path: str, data: bytes, age: float = 60) -> None:
    """Write a file as somebody else would, `age` seconds ago."""
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_bytes(data)
    then = time.time() - age
    os.utime(root / path, (then, then))


def begin(root: Path) -> Path:
    """Write the small workspace, a minute ago."""
    put(root, "workspace.md", document({"format": "1", "name": "Teambase"}))
    put(root, "people/mavi.md", document({"name": "Mavi"}))
    purpose = {"title": "Milk foam school", "purpose": "Foam for all", "state": "active"}
    put(root, MILK, document({"id": "k7f3q2ab1c", **purpose, "by": ["mavi"], "at": AT}))
    put(root, CUPS, idea("9d2m4x7t0e", "Cup library", "Cups that come back."))
    put(root, YES, said("4h8s1v6w3z", "9d2m4x7t0e", "With a shelf.", "addition"))
    put(root, AGREED, said("x81ma2b4c9", "workspace", "We say du.", "agreement"))
    return root


def look(root: Path) -> Collection:
    """What a program that is started now sees."""
    index = Index(str(root))
    index.refresh()
    index.save()
    return index.collection()


def titles(collection: Collection) -> set[str]:
    return {item.title for item in collection.items()}


ALL_TITLES = {"Mavi", "Milk foam school", "Cup library", "With a shelf.", "We say du."}


def told(index: Index) -> object:
    """All that an index says."""
    here = index.collection()
    items = {item.path: (item.type, dict(item.fields), item.body) for item in here.items()}
    return here.name, items, sorted((one.path, one.reason) for one in here.unread)


def closing(folder: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the system refuse to list a folder, as it does where one may not look into it."""
    real = os.scandir

    def scandir(path: str) -> object:
        if path.endswith(folder):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        return real(path)

    monkeypatch.setattr(os, "scandir", scandir)
