"""`cocreate offer`, `accept`, `decline`."""

from tests.cli.conftest import Say


def test_an_offer_is_listened_to_and_accepted(say: Say) -> None:
    name = str(say("idea", "A bell at the door").out.split()[1])
    page = say("offer", name, "tomek")
    assert (page.code, "Tomasz Wilk" in page.err) == (0, True)
    waits = [
        one for one in say("listening", "--json", "--by", "tomek").json if (one["waits"], one["id"]) == ("offer", name)
    ]
    assert [(one["id"], one["for"]) for one in waits] == [(name, ["tomek"])]
    assert say("accept", name).code == 1
    assert say("accept", name, "--by", "tomek", "--json").json["by"] == ["mavi", "tomek"]


def test_nobody_is_named_without_their_own_yes(say: Say) -> None:
    name = str(say("idea", "A bell at the door").out.split()[1])
    page = say("edit", name, "--set", "by=mavi,tomek")
    assert page.code == 1
    assert "cocreate offer" in page.err
