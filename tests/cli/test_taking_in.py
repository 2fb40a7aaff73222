"""`cocreate take-in`: a mail is an idea of whoever sent it, a text one of whoever speaks."""

from pathlib import Path

from tests.cli.conftest import Say
from tests.conftest import all_files

MAIL = """\
From: {sender}
Subject: Saucers to lend
Date: Fri, 20 Nov 2026 14:03:11 +0100

You borrow one. #lending

> As I said
--{space}
Ana
"""


def mail(tmp_path: Path, sender: str, name: str = "x.eml") -> str:
    (tmp_path / name).write_text(MAIL.format(sender=sender, space=" "))
    return str(tmp_path / name)


def test_a_mail_is_an_idea_of_whoever_has_its_address(say: Say, tmp_path: Path) -> None:
    (made,) = say("take-in", mail(tmp_path, "A. B. <ANA@example.org>"), "--json").json
    assert (made["title"], made["by"], made["noted_by"]) == ("Saucers to lend", ["ana"], "mavi")
    assert made["at"] == "2026-11-20T14:03:11+01:00"
    assert say("show", made["id"], "--json").json["body"] == "You borrow one. #lending\n\n> As I said"


def test_a_name_that_nobody_here_has_is_taken_only_where_that_is_meant(say: Say, tmp_path: Path, teambase: str) -> None:
    before = all_files(teambase)
    path = mail(tmp_path, "Noor Haddad <noor@example.net>")
    ran = say("take-in", path)
    assert (ran.code, ran.out) == (1, "")
    assert "Nobody here is called Noor Haddad." in ran.err
    assert "--new" in ran.err
    assert all_files(teambase) == before
    ran = say("take-in", path, "--new")
    assert ran.err.splitlines()[:2] == [
        "Noor Haddad has an idea: Saucers to lend.",
        "New here, with a card that has their name: Noor Haddad (noor-haddad)",
    ]
    assert say("list", "ideas", "--by", "noor-haddad", "--json").json[0]["noted_by"] == "mavi"


def test_a_text_is_an_idea_of_whoever_speaks_and_one_that_fails_stops_no_other(say: Say, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("A shelf that turns\n\nFor cups.\n")
    (tmp_path / "empty.txt").write_text("\n")
    ran = say("take-in", str(tmp_path / "empty.txt"), str(tmp_path / "nothing"), str(tmp_path / "a.txt"))
    assert ran.code == 1
    assert ran.out.endswith("A shelf that turns\n")
    assert f"{tmp_path}/empty.txt cannot come: there is nothing in it" in ran.err
    assert f"{tmp_path}/nothing cannot come:" in ran.err


def test_several_are_one_act_and_none_comes_twice(say: Say, tmp_path: Path, teambase: str) -> None:
    before = all_files(teambase)
    paths = [mail(tmp_path, "ana@example.org"), mail(tmp_path, "mavi@example.org", "y.eml")]
    assert len(say("take-in", *paths, "--json").json) == 2
    again = say("take-in", *paths)
    assert (again.code, again.out) == (0, "")
    assert again.err.count("Here already: Saucers to lend") == 2
    assert say("undo").code == 0
    assert all_files(teambase) == before


def test_what_is_attached_is_told(say: Say, tmp_path: Path) -> None:
    (tmp_path / "x.eml").write_text(
        "From: ana@example.org\nSubject: x\nContent-Type: multipart/mixed; boundary=b\n\n"
        '--b\n\ntext\n--b\nContent-Type: image/png; name="cup.png"\n\nabc\n--b--\n'
    )
    ran = say("take-in", str(tmp_path / "x.eml"))
    assert ran.code == 0
    assert "cup.png stays in" in ran.err


def test_what_lay_in_the_inbox_is_taken_out_of_it(say: Say, tmp_path: Path, teambase: str) -> None:
    inbox = Path(teambase, "inbox")
    inbox.mkdir()
    (inbox / "note.txt").write_text("from: erkan\n\nhello\n")
    (inbox / "empty.txt").write_text("\n")
    mail(inbox, "Noor Haddad <noor@example.net>")
    (tmp_path / "note.txt").write_text("A hook\n")
    ran = say("take-in", "inbox/empty.txt", "inbox/x.eml", "inbox/note.txt", str(tmp_path / "note.txt"), "--json")
    assert [(one["by"], one["title"]) for one in ran.json] == [(["mavi"], "from: erkan"), (["mavi"], "A hook")]
    assert sorted(path.name for path in inbox.iterdir()) == ["empty.txt", "x.eml"]
    assert (tmp_path / "note.txt").exists()
    assert say("take-in", "inbox/x.eml", "--new", "--json").json[0]["by"] == ["noor-haddad"]
    assert [path.name for path in inbox.iterdir()] == ["empty.txt"]


def test_keys_in_a_text_make_nobody_else_its_giver(say: Say, tmp_path: Path) -> None:
    path = tmp_path / "z.md"
    path.write_text("---\nby: erkan\n---\n# Cups\n")
    ran = say("take-in", str(path))
    assert (ran.code, ran.out) == (1, "")
    assert "It names Erkan Yıldırım as whoever gave it.\nIf that is so: --by erkan --noted-by mavi" in ran.err
    (made,) = say("take-in", str(path), "--by", "erkan", "--noted-by", "mavi", "--json").json
    assert (made["by"], made["noted_by"]) == (["erkan"], "mavi")
