"""Mails: the subject, the plain text without its signature, who sent it and when; whatever the bytes are."""

from datetime import datetime
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cocreate.imports.found import File
from cocreate.imports.letters import found_in, is_mail_file
from cocreate.imports.mail import address_in, attachments, read_mail
from cocreate.model.errors import Unreadable


def mail(text: str = "You borrow a cup.\n", **headers: str) -> EmailMessage:
    made = EmailMessage()
    told = {
        "Subject": "Cup library",
        "From": "Ada Trenkel <ada@example.org>",
        "Date": "Sat, 21 Nov 2026 14:03:11 +0100",
    }
    for name, value in (told | headers).items():
        made[name] = value
    made.set_content(text)
    return made


def test_a_mail_is_an_idea_of_whoever_sent_it() -> None:
    found = read_mail(mail("You borrow a cup.\n\n> As I said\n\n-- \nAda, foams\n").as_bytes())
    assert (found.title, found.text) == ("Cup library", "You borrow a cup.\n\n> As I said")
    assert found.by == ("Ada Trenkel <ada@example.org>",)
    assert found.at == datetime.fromisoformat("2026-11-21T14:03:11+01:00")


def test_the_plain_part_counts_and_what_is_attached_stays() -> None:
    made = mail("Plain words\n")
    made.add_alternative("<p>Not these</p>", subtype="html")
    made.add_attachment(b"notes", maintype="text", subtype="plain", filename="notes.txt")
    made.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="cup.png")
    assert read_mail(made.as_bytes()).text == "Plain words"
    assert attachments(made.as_bytes()) == ["notes.txt", "cup.png"]


def test_words_in_other_letters_are_read_as_they_were_meant() -> None:
    made = mail("Süße Tassen\n", Subject="Tassen für früh", From="Zoë <zoe@example.org>")
    found = read_mail(made.as_bytes())
    assert (found.title, found.text, found.by) == ("Tassen für früh", "Süße Tassen", ("Zoë <zoe@example.org>",))
    latin = b"From: a@b.c\nSubject: x\nContent-Type: text/plain; charset=iso-8859-1\n\nS\xfc\xdfe\n"
    assert read_mail(latin).text == "Süße"
    unknown = b"From: a@b.c\nSubject: =?x-none?Q?a?=\nContent-Type: text/plain; charset=nonsense\n\nx\n"
    assert (read_mail(unknown).title, read_mail(unknown).text) == ("=?x-none?Q?a?=", "x")


@pytest.mark.parametrize(
    ("said", "sent_by"),
    [
        (b"=?utf-8?q?mavi=40example=2Eorg_=28?= <eve@x.org>", ["eve@x.org"]),
        (b"=?utf-8?q?Mavi_=3Cmavi=40example=2Eorg=3E?= <eve@x.org>", ["eve@x.org"]),
        (b"=?utf-8?q?=22=3Cmavi=40example=2Eorg=3E=5C?= <eve@x.org>, b@x.org", ["eve@x.org", "b@x.org"]),
        (b"=?utf-8?q?mavi=40example=2Eorg?=", []),
        (b'eve@x.org":[mavi@example.org', []),
        (b"a@x.org\nFrom: b@x.org", ["a@x.org", "b@x.org"]),
    ],
)
def test_no_address_is_read_out_of_what_a_sender_is_called(said: bytes, sent_by: list[str]) -> None:
    found = read_mail(b"From: " + said + b"\nSubject: Cups\n\nText\n")
    assert [address_in(one)[1] for one in found.by] == sent_by


def test_without_a_subject_the_first_line_is_the_idea() -> None:
    found = read_mail(b"From: a@b.c\n\n\nFirst line\nmore\n")
    assert (found.title, found.text, found.at) == ("First line", "more", None)


@pytest.mark.parametrize(
    "data", [b"", b"Just a text\n", b"From: a@b.c\n\n", b"\xff\xfe", b"Content-Type: multipart/x\n\n"]
)
def test_what_is_no_mail_or_says_nothing_is_refused(data: bytes) -> None:
    with pytest.raises(Unreadable):
        read_mail(data)


@pytest.mark.parametrize(
    ("sender", "parts"),
    [
        ("Ada Trenkel <ada@example.org>", ("Ada Trenkel", "ada@example.org")),
        ("ada@example.org", ("", "ada@example.org")),
        ('"Trenkel, Ada" <ada@example.org>', ("Trenkel, Ada", "ada@example.org")),
        ("", ("", "")),
    ],
)
def test_a_sender_is_a_name_and_an_address(sender: str, parts: tuple[str, str]) -> None:
    assert address_in(sender) == parts


def test_a_file_is_a_mail_a_note_or_a_text() -> None:
    assert is_mail_file(File("x.eml", b""))
    assert is_mail_file(File("x", mail().as_bytes()))
    assert not is_mail_file(File("x.txt", b"From: the beginning, cups\n"[6:]))
    assert found_in(File("x.txt", b"\n# A shelf\n\nthat turns\n")).title == "A shelf"
    assert found_in(File("x.md", b"---\ntitle: Keys\n---\ntext")).title == "Keys"
    with pytest.raises(Unreadable):
        found_in(File("x.txt", b" \n"))


HEADERS = st.sampled_from(
    [b"From", b"Subject", b"Date", b"Content-Type", b"Content-Transfer-Encoding", b"MIME-Version"]
)
VALUES = st.binary(max_size=40) | st.sampled_from(
    [
        b"multipart/mixed; boundary=x",
        b"text/plain; charset*=''%ff",
        b"base64",
        b"=?utf-8?B?!?=",
        b"text/plain;name*0*=x",
    ]
)


@given(st.lists(st.tuples(HEADERS, VALUES), max_size=6), st.binary(max_size=200))
def test_whatever_a_mail_is_made_of_it_is_read_or_refused(headers: list[tuple[bytes, bytes]], body: bytes) -> None:
    data = b"".join(b"%s: %s\n" % one for one in headers) + b"\n" + body + b"\n--x\n\n" + body
    attachments(data)
    try:
        assert read_mail(data).title.strip()
    except Unreadable:
        return


def test_a_mail_of_mails_in_mails_ends() -> None:
    data = b"From: a@b.c\nSubject: x\n" + b"Content-Type: message/rfc822\n\n" * 3000 + b"deep"
    try:
        read_mail(data)
    except Unreadable as error:
        assert str(error.reason) == "it is no mail"  # noqa: PT017 - either is fine, an end is what counts
    attachments(data)
