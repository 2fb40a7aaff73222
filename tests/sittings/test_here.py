"""Who is here: told by each sitting, among separate programs, and gone with it."""

import os
from pathlib import Path

from cocreate.sittings.here import FOLDER, Presence, Present, here_now
from cocreate.sittings.terminal import process_key


def test_whoever_is_here_is_seen_where_they_are_until_they_leave(teambase: str) -> None:
    mavi, erkan = Presence(teambase), Presence(teambase)
    mavi.tell(Present(("mavi",), "home"))
    erkan.tell(Present(("erkan", "ana"), "ideas", "8tp8"))
    mavi.tell(Present(("mavi",), "people"))
    assert here_now(teambase) == [Present(("erkan", "ana"), "ideas", "8tp8"), Present(("mavi",), "people")]
    mavi.leave()
    assert here_now(teambase) == [Present(("erkan", "ana"), "ideas", "8tp8")]


def test_what_a_crash_left_is_taken_away_and_what_is_no_telling_is_passed_over(teambase: str) -> None:
    Presence(teambase).tell(Present(("mavi",), "home"))
    folder = Path(teambase, FOLDER)
    folder.joinpath("999999999-1-x~0").write_text('[["ana"], "home", ""]')
    folder.joinpath(f"{process_key(os.getpid())}~1").write_text('[["../x"], "home"')
    folder.joinpath(f"{process_key(os.getpid())}~2").symlink_to("/etc/passwd")
    assert here_now(teambase) == [Present(("mavi",), "home")]
    assert not folder.joinpath("999999999-1-x~0").exists()


def test_what_is_told_after_somebody_left_brings_nobody_back(teambase: str) -> None:
    presence = Presence(teambase)
    presence.tell(Present(("mavi",), "home"))
    presence.leave()
    presence.tell(Present(("mavi",), "ideas"))
    assert here_now(teambase) == []
