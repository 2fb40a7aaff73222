"""The table: one look for all who sit at it, told to each; and sittings that share nothing but the table."""

from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from datetime import datetime
from pathlib import Path
from threading import Event

import pytest

from cocreate.acts.capture import catch_idea
from cocreate.locale import language, read_in
from cocreate.model.collection import Collection
from cocreate.model.errors import NotFound
from cocreate.sittings.drafts import Draft
from cocreate.sittings.sitting import Sitting
from cocreate.sittings.speaking import Speaking
from cocreate.sittings.table import Table
from cocreate.workspace.local import give_copy
from tests.conftest import NOON, collected, make_voice


@pytest.fixture
def table(teambase: str) -> Table:
    """A table at which nobody sits yet."""
    return Table(teambase, lambda: NOON)


def sit(table: Table, key: str, *asked: str, **environ: str) -> Sitting:
    sitting = Sitting(table, key, asked, environ=environ)
    sitting.identify()
    return sitting


def test_the_first_look_has_what_is_painted_first_and_the_next_everything(table: Table) -> None:
    first = table.first_look()
    assert first.projects
    assert first.people
    assert not first.ideas
    assert not table.has_looked
    everything = table.look()
    assert everything.ideas
    assert table.has_looked
    assert table.first_look() is table.look() is everything
    assert table.overview.ideas
    assert table.find(["foam"])


def test_every_sitting_is_told_what_changed_once_and_nothing_else(table: Table, teambase: str) -> None:
    heard: dict[str, list[Collection]] = {"a": [], "b": []}
    one, other = sit(table, "named-a"), sit(table, "named-b")
    table.seat(one, heard["a"].append)
    table.seat(other, heard["b"].append)
    assert table.sittings == (one, other)
    seen = table.look()
    assert heard == {"a": [seen], "b": [seen]}
    table.look()
    assert len(heard["a"]) == 1
    other.leave()
    assert table.sittings == (one,)
    catch_idea(teambase, make_voice(), "A bell")
    seen = table.look()
    assert (heard["a"][1:], heard["b"][1:]) == ([seen], [])


def test_a_sitting_whose_loop_is_closed_keeps_nobody_from_hearing(table: Table) -> None:
    def closed(_seen: Collection) -> None:
        raise RuntimeError("Event loop is closed")

    heard: list[Collection] = []
    table.seat(sit(table, "named-a"), closed)
    table.seat(sit(table, "named-b"), heard.append)
    seen = table.look()
    assert heard == [seen]


def test_nobody_waits_to_sit_down_or_leave_while_somebody_looks_at_the_files(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    looking, may_end = Event(), Event()

    def long(*_args: object, **_more: object) -> None:
        looking.set()
        assert may_end.wait(30)

    monkeypatch.setattr(table.index, "refresh", long)
    with ThreadPoolExecutor(2) as pool:
        look = pool.submit(table.look)
        assert looking.wait(30)
        sitting = sit(Table(table.root), "named-a", "mavi")
        there = pool.submit(lambda: (table.seat(sitting, len), table.sittings, table.leave(sitting)))
        try:
            assert there.result(5)[1] == (sitting,)
        finally:
            may_end.set()
        look.result()


def test_a_look_at_some_paths_sees_what_changed_there(table: Table, teambase: str) -> None:
    before = table.look()
    path, fields, _body = catch_idea(teambase, make_voice(), "A bell")
    catch_idea(teambase, make_voice(), "A shelf")
    seen = table.look(paths=[path])
    assert set(seen.ideas) - set(before.ideas) == {fields["id"]}
    assert len(table.look().ideas) == len(before.ideas) + 2


def test_a_first_look_at_some_paths_sees_everything(table: Table) -> None:
    assert table.look(paths=[]).ideas


def test_many_threads_look_find_and_sit_at_once(table: Table, teambase: str) -> None:
    heard: list[int] = []
    table.seat(sit(table, "named-a"), lambda seen: heard.append(len(seen.ideas)))

    def work(number: int) -> None:
        path, _fields, _body = catch_idea(teambase, make_voice(), f"Idea {number}")
        table.look(paths=[path] if number % 2 else None)
        table.find(["idea"])
        sitting = sit(table, f"named-{number}", "mavi")
        table.seat(sitting, lambda _seen: None)
        sitting.leave()

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(work, range(24)))
    assert len(table.look().ideas) == len(collected(teambase).ideas)
    assert heard == sorted(heard), "nobody hears of an older state after a newer one"
    assert len(table.sittings) == 1


def test_the_index_is_kept_for_the_next_start(table: Table, teambase: str) -> None:
    table.look()
    table.close()
    assert any(Path(teambase, ".cocreate").glob("index*"))
    assert Table(teambase).look().ideas.keys() == table.collection.ideas.keys()


def test_sittings_at_one_table_have_nothing_of_one_another(table: Table, teambase: str) -> None:
    give_copy(teambase, "mavi")
    one, other = sit(table, "named-a", LANGUAGE="de"), sit(table, "named-b", COCREATE_AS="ana", LANG="es_ES.UTF-8")
    assert (one.language, other.language) == ("de", "es")
    assert one.speaking == Speaking(["mavi"])
    assert other.speaking == Speaking(["ana"])
    one.speak_as(Speaking(["erkan"], "mavi"))
    assert one.voice().by == ("erkan",)
    assert (other.voice().by, other.voice().noted_by) == (("ana",), "")
    one.drafts.keep(Draft("idea", "Hm", ("erkan",)))
    other.speak_as(Speaking(["erkan"]))
    assert other.drafts.find("idea") is None, "as long as it is being typed there"
    one.leave()
    assert other.drafts.find("idea")
    assert sit(table, "named-a").speaking == Speaking(["erkan"], "mavi")
    assert sit(table, "named-c").speaking is None


def test_a_sitting_speaks_by_the_clock_of_its_table(table: Table) -> None:
    assert sit(table, "", "mavi").voice().clock() == NOON
    assert isinstance(Table(table.root).clock(), datetime)


def test_where_nobody_speaks_there_is_no_voice(table: Table) -> None:
    with pytest.raises(NotFound, match="Nobody is speaking yet"):
        sit(table, "named-a").voice()


def test_each_sitting_may_be_read_in_its_own_language(table: Table) -> None:
    def read(sitting: Sitting) -> str:
        read_in(sitting.language)
        return language()

    sittings = [sit(table, "", LANGUAGE=letters) for letters in ("de", "en", "tr")]
    assert [copy_context().run(read, sitting) for sitting in sittings] == ["de", "en", "tr"]
