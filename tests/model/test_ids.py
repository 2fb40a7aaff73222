"""Ids, their shortest prefixes, and the names of people."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.model.ids import (
    ALPHABET,
    ID_LENGTH,
    SHOWN_AT_LEAST,
    id_from,
    is_id,
    is_id_prefix,
    is_person_slug,
    read_crockford,
    shortest_prefix,
)

IDS = st.text(ALPHABET, min_size=ID_LENGTH, max_size=ID_LENGTH)
CLOSE_IDS = st.text("0a", min_size=ID_LENGTH, max_size=ID_LENGTH)


@given(st.binary(min_size=ID_LENGTH, max_size=40))
def test_an_id_is_made_of_ten_bytes_of_noise_and_read_back_as_itself(noise: bytes) -> None:
    made = id_from(noise)
    assert is_id(made)
    assert is_id_prefix(made)
    assert read_crockford(made) == made
    assert read_crockford(made.upper()) == made


def test_every_letter_of_the_alphabet_comes_from_some_byte() -> None:
    assert {id_from(bytes([n]) * ID_LENGTH)[0] for n in range(256)} == set(ALPHABET)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "short",
        "0123456789a",
        "iloveclay1",
        "ABCDEFGHJK",
        "../../../x",
        "0123 56789",
        "０１２３４５６７８９",
    ],
)
def test_what_is_not_ten_letters_of_the_alphabet_is_no_id(text: str) -> None:
    assert not is_id(text)


@pytest.mark.parametrize(("text", "meant"), [("I1lL", "1111"), ("oO0", "000"), ("K7F3", "k7f3")])
def test_misread_letters_are_taken_for_those_that_were_meant(text: str, meant: str) -> None:
    assert read_crockford(text) == meant


@given(st.lists(IDS | CLOSE_IDS, min_size=1, max_size=30, unique=True), st.data())
def test_the_shortest_prefix_is_unique_and_the_shortest_that_is(ids: list[str], data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(ids))
    prefix = shortest_prefix(name, sorted(ids))
    assert len(prefix) >= SHOWN_AT_LEAST
    assert [other for other in ids if other.startswith(prefix)] == [name]
    shorter = prefix[:-1]
    shared = [other for other in ids if other.startswith(shorter)]
    assert len(prefix) == SHOWN_AT_LEAST or len(shared) > 1


@given(st.lists(CLOSE_IDS, max_size=30, unique=True), CLOSE_IDS)
def test_the_prefix_of_an_id_that_is_not_there_yet_meets_no_other(ids: list[str], name: str) -> None:
    others = sorted(set(ids) - {name})
    prefix = shortest_prefix(name, others)
    assert not [other for other in others if other.startswith(prefix)]


@pytest.mark.parametrize("slug", ["mavi", "ada-trenkel", "x", "a" * 40, "1st", "a-"])
def test_a_slug_may_name_a_person(slug: str) -> None:
    assert is_person_slug(slug)


@pytest.mark.parametrize(
    "slug",
    ["", "a" * 41, "-rf", "CON", "con", "lpt1", "a:b", "../x", "Mavi", "jürg", "a b", "a.md", "a\n", "а"],
)
def test_what_could_harm_as_a_file_name_names_nobody(slug: str) -> None:
    assert not is_person_slug(slug)
