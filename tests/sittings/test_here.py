"""Who is here: told by each sitting, among separate programs, and gone with it."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cocreate.sittings import here
from cocreate.sittings.here import FOLDER, Here, Place, Presence, Present, by_sitting, here_now
from cocreate.sittings.terminal import process_key

HOME = Place("home")
ON_CUPS = Place("ideas", "8tp8qnsvq5", "", "reading", "8tp8qnsvq5", 3)


def test_whoever_is_here_is_seen_where_they_are_until_they_leave(teambase: str) -> None:
    mavi, erkan = Presence(teambase), Presence(teambase)
    mavi.tell(Present(("mavi",), HOME))
    erkan.tell(Present(("erkan", "ana"), ON_CUPS, mavi.name, "1", HOME))
    mavi.tell(Present(("mavi",), Place("people")))
    told = {erkan.name: erkan.told, mavi.name: Present(("mavi",), Place("people"))}
    assert list(by_sitting(teambase).items()) == list(told.items())
    mavi.leave()
    assert here_now(teambase) == [Present(("erkan", "ana"), ON_CUPS, mavi.name, "1", HOME)]


def test_what_a_crash_left_is_taken_away_and_what_is_no_telling_is_passed_over(teambase: str) -> None:
    Presence(teambase).tell(Present(("mavi",), HOME))
    folder = Path(teambase, FOLDER)
    folder.joinpath("999999999-1-x~0").write_text(json.dumps(Present(("ana",), HOME)))
    folder.joinpath(f"{process_key(os.getpid())}~1").write_text('[["../x"], "home"')
    folder.joinpath(f"{process_key(os.getpid())}~2").symlink_to("/etc/passwd")
    assert here_now(teambase) == [Present(("mavi",), HOME)]
    assert not folder.joinpath("999999999-1-x~0").exists()


def test_what_is_told_after_somebody_left_brings_nobody_back(teambase: str) -> None:
    presence = Presence(teambase)
    presence.tell(Present(("mavi",), HOME))
    presence.leave()
    presence.tell(Present(("mavi",), Place("ideas")))
    assert here_now(teambase) == []


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9) | st.just("mavi"),
    lambda inside: st.lists(inside, max_size=6) | st.dictionaries(st.text(max_size=3), inside, max_size=3),
    max_leaves=20,
)
a_place = st.tuples(*[anything] * 5, st.integers() | anything)
as_told = st.tuples(st.just(["mavi"]), a_place, anything, anything, anything)


@settings(max_examples=50)
@given(told=as_told | anything)
def test_of_what_another_program_wrote_only_plain_words_are_taken(
    tmp_path_factory: pytest.TempPathFactory, told: object
) -> None:
    root = tmp_path_factory.getbasetemp() / "hostile"
    folder = root / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    folder.joinpath(f"{process_key(os.getpid())}~1").write_text(json.dumps(told))
    for present in here_now(str(root)):
        words = [*present.people, *present.place[:-1], present.call, *present.called_to[:-1]]
        assert all(not word or here.is_person_slug(word) for word in words)
        assert 0 <= present.place.far <= here.FARTHEST


def test_who_looks_again_asks_for_a_time_and_reads_nothing_until_somebody_went_on(
    teambase: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed: list[str] = []
    by = here.by_sitting
    monkeypatch.setattr(here, "by_sitting", lambda root: listed.append(root) or by(root))
    looking, mavi = Here(teambase), Presence(teambase)
    assert not looking.look()
    mavi.tell(Present(("mavi",), HOME))
    assert looking.look()
    os.utime(f"{teambase}/{FOLDER}", (1, 1))
    looking.look()
    del listed[:]
    assert [looking.look() for _look in range(here.STILL)] == [False] * here.STILL
    assert len(listed) == 1
    mavi.tell(Present(("mavi",), ON_CUPS))
    assert looking.look()
    assert looking.present == {mavi.name: mavi.told}
    mavi.leave()
    assert looking.look()
    assert looking.present == {}


def test_of_two_changes_within_a_moment_the_second_is_seen(teambase: str) -> None:
    looking, mavi = Here(teambase), Presence(teambase)
    mavi.tell(Present(("mavi",), HOME))
    looking.look()
    before = os.stat(f"{teambase}/{FOLDER}")
    mavi.tell(Present(("mavi",), ON_CUPS))
    os.utime(f"{teambase}/{FOLDER}", ns=(before.st_atime_ns, before.st_mtime_ns))
    assert looking.look()
