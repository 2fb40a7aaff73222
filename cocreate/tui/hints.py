"""Hints in the words of the screens: what to do about something, said with the keys that do it."""

from collections.abc import Sequence

from cocreate.locale import N_, _
from cocreate.model.hints import Hint
from cocreate.model.items import Item, Person
from cocreate.sittings.speaking import Speaking

WORDS = {
    "all-lineages": N_("All of it, in a terminal: cocreate lineage --all"),
    "all": N_("All of it, in a terminal: cocreate show {about} --all"),
    "all-lineage": N_("All of it, in a terminal: cocreate lineage {about} --all"),
    "accept-deletion": N_("g asks whether that is meant. Until then nothing here is changed."),
    "accept-other-history": N_("g asks whether that is meant. Yours is kept beside it."),
    "begin": N_("Begin one in a terminal: cocreate init PATH --name NAME. Or look around in the sample: cocreate demo"),
    "begin-in": N_("Name another folder, or begin one there in a terminal: cocreate init {about} --name NAME"),
    "begin-there": N_("Begin a workspace in a terminal: cocreate init PATH. Then, in it: cocreate sync --with {about}"),
    "build": N_("b builds on it."),
    "card": N_("p writes a card."),
    "check": N_("Why is said in a terminal: cocreate check"),
    "choose-workspace": N_("Say which one in a terminal: cocreate --workspace workspaces/{about}"),
    "contribute": N_("c says the first."),
    "decisions": N_("What holds everywhere: enter here, or ctrl+p holds."),
    "despite": N_("Take it in: e edits the proposal, and all are asked again. Or say why it is decided all the same."),
    "first-sync": N_("It begins with the first sync: g."),
    "get-shared-one": N_(
        "Look which of the two is the right one; a copy of the shared one, in a terminal: cocreate join"
    ),
    "idea": N_("i catches an idea: one line is enough."),
    "keys": N_("Which there are, and how they end, in a terminal: cocreate keys {about}"),
    "knowhow": N_("c, then good to know."),
    "new-person": N_("4 shows who is here; p writes the card of somebody new."),
    "leave-out": N_("Take it out of the inbox, or make it a text that says something."),
    "offer": N_("O offers it; it is theirs once they say yes."),
    "open": N_("Open it in a terminal: cocreate"),
    "project": N_("n starts a project, with its purpose."),
    "propose": N_("c, then proposal."),
    "say-in-commons": N_("c on a project or an idea says it there."),
    "say-name": N_("Write it in the first line, such as {about}."),
    "search": N_("/ finds things by their words."),
    "see-wordings": N_("g shows those that wait."),
    "send-deletion": N_("g asks whether that is meant, and can put it back."),
    "set-keys": N_("Write a key and its value, such as state=kept"),
    "set-state": N_("e edits other things."),
    "share-elsewhere": N_("Make an empty place, then, in a terminal: cocreate sync --with ADDRESS"),
    "move-there": N_("To share it there from now on instead, in a terminal: cocreate sync --with {about} --move"),
    "share-there": N_("Look at the address. To share a workspace there, in a terminal: cocreate sync --with {about}"),
    "speak": N_("s says who is speaking, p writes a card of your own."),
    "speak-or-new": N_("s says who is speaking, p edits your card, or writes one for somebody new."),
    "sender": N_(
        "Put it on a card, and the next sync takes the mail in, in a terminal: cocreate person NAME --email {about}"
    ),
    "spin-off": N_("o lets a project grow from an idea."),
    "sync": N_("g syncs."),
    "take-in": N_("Say whose words they are, in a terminal: cocreate take-in {about} --by NAME"),
    "waiting": N_("All that waits: enter here, or ctrl+p waits."),
    "wording": N_("a takes it over, d lets it go."),
}
"""What each hint says, by what it is to do; `{about}` stands for whom or what it concerns."""

TAKES_BACK = N_("u takes it back.")
"""What can be done about an act, said when it is done."""

DOES = "command:"
"""What the ref of a line begins with that gives a command; no id looks like this."""

COMMANDS = {"waiting": f"{DOES}page-listening", "decisions": f"{DOES}page-decisions"}
"""The refs of hints that can be followed, by what they are to do."""


def hint_words(hint: str | Hint) -> str:
    """The hint as the screens say it, in the reader's language; one that is words already stays as it is."""
    return _(WORDS[hint.what]).format(about=hint.about) if isinstance(hint, Hint) else hint


def takes_back(by: Sequence[str], speaking: Speaking | None) -> str:
    """How an act of these people is taken back; nothing where others speak here, whose acts `u` is about."""
    return _(TAKES_BACK) if speaking and set(by) == set(speaking.by) else ""


def further(item: Item | None) -> str:
    """What can be given on what is read; None is the commons."""
    if item is None:
        return _("c says something to everybody.")
    if isinstance(item, Person):
        return _("t thanks this person.")
    return _("b builds on it, c gives something else.")
