"""`cocreate overlaps`: who could help."""

from tests.cli.conftest import Say


def test_a_project_names_who_could_help_and_by_what(say: Say) -> None:
    page = say("overlaps", "milk-foam-school")
    assert (page.code, page.err) == (0, "")
    assert "Tomasz Wilk" in page.out
    assert "brings a cargo bike with a coffee cart  coffee" in page.out


def test_as_json_a_row_names_both_sides_the_words_and_how(say: Say) -> None:
    rows = say("overlaps", "milk-foam-school", "--json").json
    cart = next(row for row in rows if (row["person"], row["how"]) == ("tomek", "brings"))
    assert cart == {
        "person": "tomek",
        "with": "mba0rszf7e",
        "themes": ["coffee"],
        "how": "brings",
        "words": ["a cargo bike with a coffee cart"],
    }


def test_without_a_name_it_is_for_whoever_speaks(say: Say) -> None:
    assert say("overlaps", "--json").json == say("overlaps", "mavi", "--json").json
    assert say("overlaps", "--json").json[0]["person"] == "ada-trenkel"


def test_where_nothing_is_in_common_it_says_so(say: Say) -> None:
    page = say("overlaps", "erkan")
    assert (page.code, page.out) == (0, "")
    assert page.err.startswith("No card has a word in common with it.")
    assert say("overlaps", "erkan", "--json").json == []


def test_beside_a_thing_the_same_stands_whether_little_or_everything_was_looked_at(say: Say) -> None:
    page = say("show", "8tp8").out
    assert "Could help" in page
    assert "curious about letters on paper" in page
    say("list")
    assert say("show", "8tp8").out == page
    assert "#wood" in say("show", "q9qg").out


def test_beside_a_thing_nobody_is_named_who_is_in_it_already(say: Say) -> None:
    assert "brings a cargo bike with a coffee cart" in say("overlaps", "milk-foam-school").out
    assert "Could help" not in say("show", "milk-foam-school").out, "whose card says it takes part already"
    assert say("join-in", "8tp8", "--by", "tomek").code == 0
    assert "Could help" not in say("show", "8tp8").out


def test_who_has_two_reasons_is_named_once_with_both(say: Say) -> None:
    lines = say("overlaps", "wood").out.splitlines()
    assert sum("Hildegard Voss" in line for line in lines) == 1
    at = next(number for number, line in enumerate(lines) if "Hildegard Voss" in line)
    assert "brings Holz" in lines[at + 1]
    assert "gave under it" in lines[at + 2]


def test_who_could_help_with_words_of_ones_own(say: Say) -> None:
    page = say("overlaps", "#wood").out
    assert page.startswith("wood\n\n")
    assert "Hildegard Voss" in page
    assert "gave under it: " in page
    rows = say("overlaps", "coffee", "cart", "--json").json
    assert ("tomek", "coffee cart") in [(row["person"], row["with"]) for row in rows]
    assert {row["how"] for row in say("overlaps", "coffee", "--json").json} == {"brings", "gave"}
    assert (say("overlaps", "zzz").code, say("overlaps", "zzz").out) == (1, "")


def test_those_whose_card_says_it_stand_before_those_who_gave_something_and_each_row_says_why(say: Say) -> None:
    lines = say("overlaps", "wood").out.splitlines()
    rows = [line.strip() for line in lines if line.startswith("   ")]
    assert rows[0] == "brings Holz (wood), altes und neues  wood, on their card"
    assert all(row.startswith("#wood  gave under it: ") for row in rows[1:])
    assert len(rows) > 4
    hows = [row["how"] for row in say("overlaps", "wood", "--json").json]
    assert hows == sorted(hows)


def test_a_newcomer_finds_who_knows_wood_and_coffee_in_either_language(say: Say) -> None:
    for words, person in (("wood", "Hildegard"), ("Holz", "Hildegard"), ("coffee", "Erkan"), ("Kaffee", "Erkan")):
        page = say("overlaps", words).out
        assert person in page.split("on their card")[0], words
