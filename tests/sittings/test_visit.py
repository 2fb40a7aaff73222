"""A visit, whose screens go on while what was seen is written down in a thread."""

from collections.abc import Iterable
from datetime import timedelta

import pytest

from cocreate.model.catching_up import Seen
from cocreate.model.collection import Collection
from cocreate.sittings import visit as visiting
from cocreate.sittings.visit import Visit
from tests.tui.driver import NOW

LATER = NOW + timedelta(minutes=1)


def test_what_they_are_shown_while_it_is_written_down_is_written_down_too(monkeypatch: pytest.MonkeyPatch) -> None:
    visit, noted = Visit("somewhere"), list[Seen]()

    def note(_root: str, people: Iterable[str], seen: Seen) -> None:
        noted.append(seen)
        if len(noted) == 1:
            visit.show(Collection("", []), people, LATER)

    monkeypatch.setattr(visiting, "note_here", note)
    visit.show(Collection("", []), ["mavi"], NOW)
    visit.leave(NOW)
    visit.leave(LATER)
    assert [seen.at for seen in noted] == [NOW, LATER]


def test_two_who_write_down_the_same_do_not_hinder_each_other(monkeypatch: pytest.MonkeyPatch) -> None:
    visit, noted = Visit("somewhere"), list[Seen]()

    def note(_root: str, _people: Iterable[str], seen: Seen) -> None:
        noted.append(seen)
        if len(noted) == 1:
            visit.leave(LATER)

    monkeypatch.setattr(visiting, "note_here", note)
    visit.show(Collection("", []), ["mavi", "erkan"], NOW)
    visit.leave(NOW)
    visit.leave(LATER)
    assert {seen.at for seen in noted} == {NOW}
