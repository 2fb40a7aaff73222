"""Hints in the words of the shell: what to do about something, said with the commands and options that do it."""

from cocreate.locale import N_, _
from cocreate.model.hints import Hint
from cocreate.model.host import is_from_elsewhere

WORDS = {
    "all-lineages": N_("All of it: cocreate lineage --all"),
    "all": N_("All of it: cocreate show {about} --all"),
    "all-lineage": N_("All of it: cocreate lineage {about} --all"),
    "accept-deletion": N_("If that is meant: cocreate sync --accept. Until then nothing here is changed."),
    "accept-other-history": N_("If that is meant: cocreate sync --accept. Yours is kept beside it."),
    "begin": N_("Begin one: cocreate init PATH --name NAME. Or look around in the sample: cocreate demo"),
    "begin-in": N_("Name another folder, or begin one there: cocreate init {about} --name NAME"),
    "begin-there": N_("Begin a workspace: cocreate init PATH. Then, in it: cocreate sync --with {about}"),
    "build": N_('Build on it: cocreate build {about} "Yes, and …"'),
    "card": N_('Write it: cocreate person {about} --name "…"'),
    "check": N_("Why: cocreate check"),
    "choose-workspace": N_("Say which one: --workspace workspaces/{about}"),
    "contribute": N_('Say the first: cocreate say {about} "…"'),
    "despite": N_(
        'Take it in, and all are asked again: cocreate edit {about} --body "…" Or say why it is decided all the same:'
        ' --despite "…"'
    ),
    "first-sync": N_("It begins with the first: cocreate sync"),
    "get-shared-one": N_("Look which of the two is the right one; a copy of the shared one: cocreate join"),
    "idea": N_("Catch one: cocreate idea What if …"),
    "keys": N_("Which there are, and how they end: cocreate keys {about}"),
    "knowhow": N_('Note it: cocreate contribute {about} "…" --kind knowhow'),
    "new-person": N_("Somebody new: say --new as well. Who is here: cocreate list people"),
    "leave-out": N_("Take it out of the inbox, or make it a text that says something."),
    "move-there": N_("To share it there from now on instead: cocreate sync --with {about} --move"),
    "offer": N_("Offer it, and it is theirs once they say yes: cocreate offer {about} PERSON"),
    "open": N_("Open it: cocreate"),
    "project": N_('Start a project: cocreate project TITLE --purpose "…"'),
    "propose": N_('Propose: cocreate propose {about} "…"'),
    "say-in-commons": N_("Say it in the commons: cocreate contribute workspace"),
    "say-name": N_('Say it: --name "{about}"'),
    "search": N_("A search finds things by their words; lists show their short names."),
    "see-wordings": N_("They wait in: cocreate list contributions --kind wording"),
    "send-deletion": N_("If that is meant: cocreate sync --accept. Else put it back: cocreate sync --put-back."),
    "set-keys": N_("Write --set key=value, such as --set state=kept"),
    "set-state": N_("For other things: cocreate edit REF --set state=…"),
    "share-elsewhere": N_("Make an empty place, then: cocreate sync --with ADDRESS"),
    "share-there": N_("Look at the address. To share a workspace of yours there: cocreate sync --with {about}"),
    "speak": N_('Say who you are: cocreate me NAME, or --by NAME. A card of your own: cocreate person NAME --name "…"'),
    "speak-or-new": N_(
        'Say who you are: cocreate me NAME, or --by NAME. A card for somebody new: cocreate person NAME --name "…"'
    ),
    "sender": N_("Put it on a card, and the next sync takes the mail in: cocreate person NAME --email {about}"),
    "spin-off": N_("Begin: cocreate spin-off REF"),
    "sync": N_("Take it in: cocreate sync"),
    "take-in": N_("Say whose words they are: cocreate take-in {about} --by NAME"),
    "decisions": N_("What holds everywhere: cocreate decisions"),
    "waiting": N_("All of it: cocreate listening"),
    "wording": N_("Take it over: cocreate edit {about} --take. Or let it go: cocreate edit {about} --let-go"),
}
"""What each hint says, by what it is to do; `{about}` stands for whom or what it concerns."""


def hint_words(hint: str | Hint) -> str:
    """The hint as the shell says it, in the reader's language; one that is words already stays as it is."""
    return as_typed(_(WORDS[hint.what]).format(about=hint.about) if isinstance(hint, Hint) else hint)


def as_typed(sentence: str) -> str:
    """A sentence that says what to type, as whoever came in through a door types it: without our name."""
    if not is_from_elsewhere():
        return sentence
    import re  # deferred: for whoever came in through a door

    return re.sub(r"(?<=: )cocreate (?=[a-z])", "", sentence)
