"""`cocreate catch-up`: as text, as JSON, as a feed; and what being shown does."""

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from cocreate.sittings.last_here import last_here
from tests.cli.conftest import Say

ATOM = "{http://www.w3.org/2005/Atom}"
SINCE = "2026-11-14"


def parts(say: Say, *words: str) -> dict[str, str]:
    return {row["happened"]: row["part"] for row in say("catch-up", *words, "--json").json}


def test_it_is_text_to_paste_into_a_mail(say: Say) -> None:
    page = say("catch-up", "--since", SINCE)
    assert (page.code, page.err) == (0, "")
    assert page.out.startswith("Since 2026-11-14\n\nFor you\n")
    places = [page.out.index(words) for words in ("For you", "thanks Mavi Lindqvist", "Your threads", "Elsewhere")]
    assert places == sorted(places)
    assert "For the six glaze samples" in page.out


def test_as_json_each_row_is_the_thing_with_what_happened(say: Say) -> None:
    rows = say("catch-up", "--since", "2026-11-14", "--json").json
    thanks = next(row for row in rows if row["id"] == "p6k6pmrrgb")
    assert thanks["happened"] == "Prof. Dr. Ada Trenkel thanks Mavi Lindqvist on Barista pass"
    assert (thanks["part"], thanks["at"], thanks["kind"]) == ("you", "2026-11-20T18:14:51+01:00", "thanks")
    assert {row["part"] for row in rows} == {"you", "yours", "rest"}
    assert [row["part"] for row in rows] == sorted((row["part"] for row in rows), key=["you", "yours", "rest"].index)
    assert not any("mavi" in row["by"] for row in rows)


def test_what_is_shown_is_seen_then_but_not_as_json_as_a_feed_or_for_somebody_else(say: Say, tmp_path: Path) -> None:
    first = say("catch-up", "--json").out
    assert "happened" in first
    say("catch-up", "--atom", str(tmp_path / "feed.atom"))
    say("catch-up", "--for", "mavi", "--by", "erkan")
    say("catch-up", "--since", "2099-01-01")
    assert say("catch-up", "--json").out == first
    assert say("catch-up").out.startswith("Since you were here, ")
    assert "Nothing new." in say("catch-up").out
    assert say("catch-up", "--json").json == []
    assert say("catch-up", "--json", "--by", "erkan").json


def test_each_at_one_keyboard_has_their_own_last_visit(say: Say, teambase: str) -> None:
    say("catch-up", "--by", "erkan")
    assert last_here(teambase, "erkan")
    assert last_here(teambase, "mavi") is None
    say("say", "d01e", "I can, from seven on.", "--by", "mavi")
    assert parts(say, "--by", "erkan") == {
        "Mavi Lindqvist says on “Wer könnte den ersten Abend im…” in Barista pass": "you"
    }


def test_what_became_of_things_since_then_is_told_whenever_they_were_given(say: Say) -> None:
    say("catch-up", "--by", "erkan")
    say("edit", "kdgb", "--set", "state=decided", "--set", "outcome=Lent for a week", "--by", "ana")
    say("rest", "mba0", "--because", "until the oats are in", "--by", "ana")
    assert parts(say, "--by", "erkan") == {
        "Decided on Whiteboard to go: Lent for a week": "yours",
        "Milk foam school rests: until the oats are in": "you",
    }


def test_what_one_decided_oneself_is_no_news(say: Say) -> None:
    say("catch-up")
    say("edit", "kdgb", "--set", "state=decided")
    assert say("catch-up", "--json").json == []


def test_several_who_speak_see_whom_it_is_for(say: Say) -> None:
    page = say("catch-up", "--since", SINCE, "--by", "mavi", "--by", "erkan").out
    assert ", for Mavi Lindqvist" in page
    rows = say("catch-up", "--since", SINCE, "--by", "mavi", "--by", "erkan", "--json").json
    assert {tuple(row["for"]) for row in rows if row["part"] == "you"} <= {("mavi",), ("erkan",), ("mavi", "erkan")}


def test_where_nobody_speaks_all_is_elsewhere(say: Say, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("COCREATE_AS")
    assert set(parts(say, "--since", SINCE).values()) == {"rest"}
    assert say("catch-up").code == 0


def _read(file: Path) -> ET.Element:
    return ET.fromstring(file.read_bytes())  # noqa: S314 - we wrote it


def test_a_feed_is_atom_with_ids_that_stay(say: Say, tmp_path: Path) -> None:
    file = tmp_path / "feed.atom"
    say("say", "d01e", "A \x07 bell & <b>bold</b>.", "--by", "erkan")
    done = say("catch-up", "--since", SINCE, "--atom", str(file))
    assert say("catch-up", "--since", SINCE, "--atom", "-").out.split() == file.read_text("utf-8").split()
    assert (done.code, done.out) == (0, "")
    feed = _read(file)
    assert feed.tag == f"{ATOM}feed"
    for above in (feed, *feed.findall(f"{ATOM}entry")):
        for tag in ("id", "title", "updated"):
            assert above.findtext(f"{ATOM}{tag}"), tag
        assert above.findtext(f"{ATOM}author/{ATOM}name")
    moments = [entry.findtext(f"{ATOM}updated") for entry in feed.findall(f"{ATOM}entry")]
    assert feed.findtext(f"{ATOM}updated") == max(map(str, moments))
    ids = [entry.findtext(f"{ATOM}id") for entry in feed.findall(f"{ATOM}entry")]
    assert len(set(ids)) == len(ids) > 5
    say("catch-up", "--since", "2026-11-20", "--atom", str(file))
    again = _read(file)
    assert again.findtext(f"{ATOM}id") == feed.findtext(f"{ATOM}id")
    assert {entry.findtext(f"{ATOM}id") for entry in again.findall(f"{ATOM}entry")} < set(ids)


def test_what_says_no_moment_and_what_is_no_file_is_said(say: Say, tmp_path: Path) -> None:
    assert (say("catch-up", "--since", "whenever").code, say("catch-up", "--atom", str(tmp_path)).code) == (1, 1)
    assert say("catch-up", "--since", "whenever").err.startswith("whenever does not say since when.")


@pytest.mark.parametrize(
    "data", [b"", b"\xff", b"[]", b'{"at": 5, "states": {}}', b'{"at": "2026-11-20", "states": []}']
)
def test_a_note_that_cannot_be_read_is_as_none(say: Say, teambase: str, data: bytes) -> None:
    say("catch-up")
    Path(teambase, ".cocreate", "seen", "mavi").write_bytes(data)
    assert last_here(teambase, "mavi") is None
    assert say("catch-up").code == 0
    assert last_here(teambase, "mavi")
