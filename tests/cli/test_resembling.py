"""`cocreate resembling` and `cocreate say-there`."""

from tests.cli.conftest import Say


def caught(say: Say, text: str, *options: str) -> str:
    return str(say("idea", text, *options).out.split()[1])


def test_what_resembles_an_idea_is_listed_with_what_leads_on(say: Say) -> None:
    name = caught(say, "A library of cups to borrow")
    page = say("resembling", name)
    assert "Cup library" in page.out
    assert f"cocreate weave {name[:4]}" in page.err
    assert f"cocreate say-there {name[:4]}" in page.err


def test_said_there_instead_it_is_theirs_and_the_idea_is_gone(say: Say) -> None:
    name = caught(say, "A library of cups to borrow", "-t", "stairs", "--by", "tomek", "--noted-by", "mavi")
    library = say("resembling", name, "--json").json[0]
    said = say("say-there", name, library["id"], "--by", "tomek", "--json").json
    assert (said["by"], said["noted_by"], said["on"], said["kind"]) == (["tomek"], "mavi", library["id"], "addition")
    assert "A library of cups to borrow\n\n#stairs" in say("show", said["id"], "--json").json["body"]
    assert say("show", name).code == 1


def test_what_others_went_on_from_stays(say: Say) -> None:
    name = caught(say, "A library of cups to borrow")
    library = say("resembling", name, "--json").json[0]["id"]
    say("build", name, "And saucers", "--by", "ana")
    before = len(say("show", library, "--json").json["thread"])
    assert say("say-there", name, library).code == 1
    assert len(say("show", library, "--json").json["thread"]) == before
    assert say("show", name).code == 0


def test_what_somebody_else_gave_is_not_moved(say: Say) -> None:
    name = caught(say, "A library of cups to borrow", "--by", "ana")
    library = say("resembling", name, "--json").json[0]["id"]
    page = say("say-there", name, library)
    assert page.code == 1
    assert "stays" in page.err
