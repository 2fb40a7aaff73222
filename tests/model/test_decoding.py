"""Bytes as text: what they say they are, or refused with every byte."""

from hypothesis import example, given
from hypothesis import strategies as st

from cocreate.model.decoding import decoded, is_text, undecoded
from cocreate.model.errors import Refused


def test_bytes_of_an_argument_that_was_not_decoded_are() -> None:
    assert decoded(undecoded("M\udcc3\udcbcller")) == "Müller"


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0\ufeff\ufffe")))
def test_text_is_read_as_it_was_written_with_and_without_a_mark(text: str) -> None:
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert decoded(text.encode(encoding)) == text
    assert decoded(f"\ufeff{text}".encode("utf-16-be")) == text


@given(st.binary())
@example(b"K\xe4se")
@example(b"\xff\xfe\0\xd8")
@example(b"\xff\xfe\0")
@example(b"\0")
def test_no_byte_is_lost_of_what_is_no_text(data: bytes) -> None:
    try:
        text = decoded(data)
    except Refused as error:
        [note] = error.__notes__
        assert undecoded(note) == data
        assert not is_text(note)
    else:
        assert is_text(text)
