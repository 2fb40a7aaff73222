"""Sentences that tell of what happened."""

from cocreate.acts.contribute import contribute
from cocreate.model.phrases import happened_since
from tests.conftest import collected, make_voice

CUPS = "8tp8qnsvq5"


def said(teambase: str, on: str, kind: str, text: str, **keys: str) -> str:
    return contribute(teambase, make_voice("mavi"), collected(teambase), on, kind, text, dict(keys)).id


def told(teambase: str, name: str) -> str:
    collection = collected(teambase)
    return happened_since(collection, collection.contributions[name])


def test_a_reply_is_told_with_what_it_replies_to(teambase: str) -> None:
    lid = said(teambase, CUPS, "question", "Which *lid*?")
    asked = said(teambase, lid, "question", "The one of clay?")
    assert told(teambase, lid) == "Mavi Lindqvist asks on Cup library"
    assert told(teambase, asked) == "Mavi Lindqvist asks on “Which lid?” in Cup library"


def test_a_reply_to_what_has_no_words_is_told_with_what_that_is_about(teambase: str) -> None:
    proposal = said(teambase, CUPS, "proposal", "Twelve more cups, in two sizes, from the clay of the old pit.")
    stance = said(teambase, proposal, "stance", "", stance="agree")
    comment = said(teambase, stance, "comment", "Thank you.")
    assert told(teambase, comment) == "Mavi Lindqvist says on “Twelve more cups, in two sizes…” in Cup library"
