"""Sentences that tell of what happened."""

from cocreate.acts.contribute import contribute
from cocreate.model.phrases import done_by_one, happened_since
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


def test_what_became_of_it_is_told_as_a_sentence_of_whose_it_was(teambase: str) -> None:
    kept = said(teambase, CUPS, "promise", "Three boards.", state="kept")
    decided = said(teambase, CUPS, "proposal", "Twelve cups.", state="decided")
    assert told(teambase, kept) == "Mavi Lindqvist kept a promise on Cup library"
    assert told(teambase, decided) == "What Mavi Lindqvist proposed on Cup library is decided"
    assert told(teambase, said(teambase, CUPS, "encounter", "A call.")).startswith(
        "Mavi Lindqvist tells of an encounter"
    )


def test_on_the_page_of_whoever_gave_it_alone_their_name_is_not_said_again(teambase: str) -> None:
    asked = said(teambase, CUPS, "question", "Which lid?")
    collection = collected(teambase)
    item = collection.contributions[asked]
    assert done_by_one(collection, item, "mavi") == "Asks on Cup library"
    together = contribute(teambase, make_voice("mavi", "ana"), collection, CUPS, "comment", "Two of us.", {})
    assert done_by_one(collection, together, "mavi") == "Mavi Lindqvist, Ana Beltrán say on Cup library"
