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
    page = say("show", "milk-foam-school").out
    assert "Could help" in page
    assert "brings a cargo bike with a coffee cart" in page
    say("list")
    assert say("show", "milk-foam-school").out == page
    assert "#wood" in say("show", "q9qg").out


def test_who_could_help_with_words_of_ones_own(say: Say) -> None:
    page = say("overlaps", "#wood").out
    assert page.startswith("wood\n\n")
    assert "Hildegard Voss" in page
    rows = say("overlaps", "coffee", "cart", "--json").json
    assert ("tomek", "coffee cart") in [(row["person"], row["with"]) for row in rows]
    assert {row["how"] for row in say("overlaps", "coffee", "--json").json} == {"brings", "gave"}
    assert (say("overlaps", "zzz").code, say("overlaps", "zzz").out) == (1, "")
