"""The door for untrusted text, folding for search, and slugs."""

import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from cocreate.model.text import (
    MARKS_IN_A_ROW,
    REPLACEMENT,
    SLUG_LENGTH,
    clean,
    clean_line,
    clean_name,
    cut_at_word,
    fold,
    one_stop,
    slug,
    unstopped,
)

ANY_TEXT = st.text(st.characters(codec=None, categories=None))
EVERY_CHARACTER = [chr(point) for point in range(sys.maxunicode + 1)]
JOINERS = "\u200c\u200d"
UNSEEN = f"\u00ad\u200b\u200e\u200f\u2060\ufeff{JOINERS}"
DANGEROUS_CATEGORIES = {"Cc", "Cf", "Cs", "Zl", "Zp"}
HARMLESS = {
    "Lu",
    "Ll",
    "Lt",
    "Lm",
    "Nd",
    "Nl",
    "No",
    "Pc",
    "Pd",
    "Ps",
    "Pe",
    "Pi",
    "Pf",
    "Po",
    "Sm",
    "Sc",
    "Sk",
    "So",
}


def test_every_character_of_a_dangerous_category_is_replaced_in_a_body() -> None:
    for character in EVERY_CHARACTER:
        if unicodedata.category(character) in DANGEROUS_CATEGORIES and character not in "\t\n" + UNSEEN:
            assert clean(character) == REPLACEMENT, hex(ord(character))


def test_every_character_of_a_dangerous_category_is_replaced_in_a_line() -> None:
    for character in EVERY_CHARACTER:
        if unicodedata.category(character) in DANGEROUS_CATEGORIES and character not in "\t\n" + UNSEEN:
            assert clean_line(character) == REPLACEMENT, hex(ord(character))


def test_every_character_of_a_dangerous_category_is_replaced_in_a_name() -> None:
    for character in EVERY_CHARACTER:
        if unicodedata.category(character) in DANGEROUS_CATEGORIES:
            assert clean_name(character) == REPLACEMENT, hex(ord(character))


def test_letters_digits_and_signs_of_every_script_stay() -> None:
    invisible = {0x115F, 0x1160, 0x3164, 0xFFA0}
    for character in EVERY_CHARACTER:
        if unicodedata.category(character) in HARMLESS and ord(character) not in invisible:
            assert clean(character) == clean_line(character) == character, hex(ord(character))


@pytest.mark.parametrize(
    "point",
    [
        *(0x1B, 0x07, 0x9B, 0x202E, 0x2066, 0x2062, 0xE0041, 0xE0100, 0x2028, 0x034F),
        *(0x3164, 0x115F, 0x2065, 0xFFF0, 0xFFFE, 0x1FFFF, 0xFFF9, 0x180E, 0x1D173),
    ],
)
def test_what_moves_turns_or_hides_is_replaced(point: int) -> None:
    assert clean(f"a{chr(point)}b") == clean_line(f"a{chr(point)}b") == f"a{REPLACEMENT}b"


@pytest.mark.parametrize("unseen", UNSEEN)
def test_what_takes_no_room_stays_unseen_in_words_and_shows_in_names(unseen: str) -> None:
    for door in (clean, clean_line):
        assert door(f"a{unseen}b") == "ab"
        assert door(unseen) == door(unseen * 3) == door(f"{unseen} ").strip() == ""
    assert clean_name(f"a{unseen}b") == f"a{REPLACEMENT}b"


@pytest.mark.parametrize(
    "word",
    ["می\u200cخواهم", "ه\u200d", "क्\u200dष", "क्\u200cष", "ශ්\u200dරී", "ക്\u200d", "ន\u200cប", "ᠠ\u200dᠡ"],
)
def test_joiners_that_a_script_needs_stay(word: str) -> None:
    assert clean(word) == clean_line(word) == word
    assert clean(word.replace("\u200d", "\u200d\u200d").replace("\u200c", "\u200c\u200b")) == word


def test_joiners_stay_between_emoji_in_a_body() -> None:
    for emoji in ("🐈\u200d⬛", "👩🏽\u200d🚀", "👨\u200d👩\u200d👧", "❤\ufe0f\u200d🔥", "🧙\u200d♂\ufe0f"):
        assert clean(emoji) == emoji
    assert clean("🚀\u200d and a\u200d🚀 and \u200d🚀") == "🚀 and a🚀 and 🚀"


def test_emoji_of_several_signs_stand_apart_in_lines() -> None:
    assert clean_line("cat 🐈\u200d⬛, 👩🏽\u200d🚀") == "cat 🐈⬛, 👩🏽🚀"


def test_breaks_and_tabs_stay_in_bodies_and_are_spaces_in_lines() -> None:
    assert clean("a\n\tb") == "a\n\tb"
    assert clean_line("a\n\tb\r\nc") == "a  b c"


def test_a_carriage_return_goes_before_a_newline_and_is_replaced_elsewhere() -> None:
    assert clean("a\r\nb") == "a\nb"
    assert clean("harmless\rrm -rf") == f"harmless{REPLACEMENT}rm -rf"
    assert clean_line("harmless\rrm -rf") == f"harmless{REPLACEMENT}rm -rf"


@pytest.mark.parametrize("mark", ["\u0301", "\u0489", "\u20dd", "\u0e49"])
def test_of_fifty_marks_on_one_letter_a_few_stay(mark: str) -> None:
    for door in (clean, clean_line):
        assert door("Z" + mark * 50 + "a") == "Z" + mark * MARKS_IN_A_ROW + "a"


def test_joiners_between_marks_do_not_let_more_of_them_in() -> None:
    assert clean("Z" + "\u0301\u200d" * 50).count("\u0301") == MARKS_IN_A_ROW


def test_every_letter_has_its_own_marks() -> None:
    word = "e\u0302\u0301" * 20
    assert clean(word) == clean_line(word) == word


@given(ANY_TEXT)
@example("a\u202eb\x1b[2J\ud800")
def test_nothing_that_passed_the_door_is_hidden(text: str) -> None:
    for shown, allowed in ((clean(text), "\t\n" + JOINERS), (clean_line(text), JOINERS), (clean_name(text), "")):
        hidden = [c for c in shown if unicodedata.category(c) in DANGEROUS_CATEGORIES and c not in allowed]
        assert not hidden


@given(ANY_TEXT)
def test_passing_the_door_twice_is_passing_it_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert clean_line(clean_line(text)) == clean_line(text)
    assert clean_name(clean_name(text)) == clean_name(text)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller", "mueller"),
        ("MÜLLER", "muller"),
        ("Tränkel", "traenkel"),
        ("Œuvre", "oeuvre"),
        ("Ærø", "aero"),
        ("Straße", "STRASSE"),
        ("Groẞ", "gross"),
        ("Café", "cafe\u0301"),
        ("ŁÓDŹ", "lodz"),
        ("ﬁlter", "filter"),
        ("Đurđa", "durda"),
        ("Milch\u00adschaum", "milchschaum"),
        ("\ufeffCup\u200b \u2060lib\u200erary", "cup library"),
        ("می\u200cخواهم", "میخواهم"),
        ("👩\u200d🚀 ❤\ufe0f", "👩🚀 ❤"),
    ],
)
def test_spellings_of_one_word_fold_to_the_same(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_folding_keeps_different_words_apart() -> None:
    assert len({fold(word) for word in ("cup", "cap", "tasse", "taste", "мир", "мира")}) == 6


@given(st.text())
@example("Ǽ Ǿ")
def test_folding_does_not_depend_on_case_or_on_how_accents_are_composed(text: str) -> None:
    assert fold(unicodedata.normalize("NFD", text)) == fold(unicodedata.normalize("NFC", text))
    assert fold(text.casefold()) == fold(text)


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Milk Foam School", "milk-foam-school"),
        ("Über die Größe", "ueber-die-groesse"),
        ("Café: crème & co", "cafe-creme-co"),
        ("../../etc/passwd", "etc-passwd"),
        ("-rf", "rf"),
        ("Łódź", "lodz"),
        ("Mu\u0308ller", "mueller"),
        ("Ǿre", "ore"),
        ("---", ""),
        ("日本語", ""),
        ("x" * 100, "x" * SLUG_LENGTH),
        ("x" * 39 + " yes", "x" * 39),
    ],
)
def test_a_slug_is_the_title_in_plain_letters(title: str, name: str) -> None:
    assert slug(title) == name


@given(ANY_TEXT)
def test_a_slug_can_stand_in_any_path(text: str) -> None:
    made = slug(text)
    assert len(made) <= SLUG_LENGTH
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert not made.startswith("-")
    assert not made.endswith("-")
    assert "--" not in made
    assert slug(made) == made


@pytest.mark.parametrize(
    ("text", "told"), [("A bell.", "A bell"), ("A bell", "A bell"), ("A bell...", "A bell..."), ("", "")]
)
def test_a_title_within_a_sentence_has_no_full_stop(text: str, told: str) -> None:
    assert unstopped(text) == told


@pytest.mark.parametrize(
    ("text", "told"), [("A bell", "A bell"), ("A bell at the door", "A bell at…"), ("Bellbellbellbell", "Bellbellbe…")]
)
def test_what_is_cut_ends_with_a_word_where_it_can(text: str, told: str) -> None:
    assert cut_at_word(text, 10) == told


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("Kept: Why not?.", "Kept: Why not?"),
        ("Kept: Why not?. u takes it back.", "Kept: Why not? u takes it back."),
        ("Kept: And then…. So.", "Kept: And then… So."),
        ("Kept: A jar.", "Kept: A jar."),
        ("", ""),
    ],
)
def test_what_ends_by_itself_gets_no_stop(said: str, told: str) -> None:
    assert one_stop(said) == told
