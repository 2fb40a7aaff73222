"""What was heard, from the shell."""

from tests.cli.conftest import Say

HEARD = "h4rd6w8t2n"


def test_something_is_made_of_what_was_heard_and_shown_on_both_sides(say: Say) -> None:
    made = say("make-of", HEARD, "idea", "Light", "enough", "for", "one", "hand", "--json").json
    assert (made["type"], made["heard_in"], made["title"]) == ("idea", HEARD, "Light enough for one hand")
    asked = say("make-of", HEARD, "question", "How", "light?", "--json").json
    promised = say("make-of", HEARD, "promise", "A frame", "--until", "2030-01-05", "--json").json
    assert (asked["kind"], promised["until"]) == ("question", "2030-01-05")
    page = say("show", HEARD).out
    assert "Came of it" in page
    for words in ("Light enough for one hand", "How light?", "A frame"):
        assert words in page
    assert "Heard in" in say("show", made["id"]).out


def test_whoever_was_heard_confirms_or_puts_it_right(say: Say) -> None:
    waits = next(one for one in say("listening", "--json").json if one["id"] == HEARD)
    assert (waits["waits"], waits["for"]) == ("heard", ["hildegard-voss"])
    made = say("--by", "hildegard-voss", "put-right", HEARD, "Five", "boards.", "--json").json
    assert (made["by"], made["puts_right"], made["kind"]) == (
        ["hildegard-voss"],
        HEARD,
        "encounter",
    )
    assert HEARD not in [one["id"] for one in say("listening", "--json").json]
    told = say("--by", "hildegard-voss", "confirm", HEARD, "--json").json
    assert told["confirmed"] == ["hildegard-voss"]
    assert "Five boards." in say("make-of", "8tp8", "idea", "Five boards.").err


def test_whoever_puts_right_what_they_had_confirmed_no_longer_confirms_it(say: Say) -> None:
    say("--by", "hildegard-voss", "confirm", HEARD)
    made = say("--by", "hildegard-voss", "put-right", HEARD, "No,", "both", "hands.", "--json").json["id"]
    page = say("show", HEARD).out
    assert "confirmed by" not in page
    assert "put right by Hildegard Voss, under it" in page.partition("No, both hands.")[0]
    assert "puts right" in say("show", made).out
    say("--by", "hildegard-voss", "undo")
    assert "confirmed by: Hildegard Voss" in say("show", HEARD).out


def test_thanks_say_what_for(say: Say) -> None:
    given = say("thank", "erkan", "You", "know.", "--for", "the lamp", "--json").json
    assert given["occasion"] == "the lamp"
    assert "the lamp" in say("show", given["id"]).out
