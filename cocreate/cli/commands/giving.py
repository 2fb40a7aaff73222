"""Giving something to a project, an idea, a contribution or the commons: `contribute` and its short words."""

import argparse
from collections.abc import Callable

from cocreate.acts.contribute import SAYS_IT_ALL, contribute
from cocreate.acts.values import name_others, split_pairs, values_for
from cocreate.cli.call import Call
from cocreate.cli.command import Parser, ShellCommand
from cocreate.cli.input.typed import Given, Typed, said
from cocreate.cli.output.outcome import show_made
from cocreate.locale import _
from cocreate.model import schema
from cocreate.model.errors import NotFound
from cocreate.model.ids import COMMONS
from cocreate.model.items import Person, Value
from cocreate.model.phrases import kind_meaning, kind_words
from cocreate.sittings.identity import person_known

Keys = dict[str, list[str]]


def commands() -> tuple[ShellCommand, ...]:
    """`contribute`, and the short words for the kinds that are given most."""
    return (
        _short(
            "build",
            "addition",
            _("Build on it: yes, and. The original stays untouched."),
            "9d2m A hook for each cup",
        ),
        _short("say", "comment", _("Say what you think of it."), "9d2m I would lend mine at once"),
        _short(
            "ask",
            "question",
            _("Ask; it waits until an answer helps."),
            "milk-foam-school Who can come on Tuesday?",
        ),
        _short("answer", "answer", _("Answer a question."), "x81m I can, from seven on"),
        _short(
            "propose",
            "proposal",
            _("Propose something to decide together."),
            "9d2m Three marks, on three days",
        ),
        _short("agree", "stance", _("Agree with an open proposal."), "kdgb", ("stance", "agree")),
        _short(
            "object",
            "stance",
            _("Object to an open proposal, and say what is in the way."),
            "kdgb Two of us cannot read it",
            ("stance", "object"),
        ),
        _short(
            "abstain",
            "stance",
            _("Abstain: leave an open proposal to the others."),
            "kdgb I built them, so I am not impartial",
            ("stance", "abstain"),
        ),
        _promise(),
        _short(
            "hiccup",
            "hiccup",
            _("Notice what did not go smoothly, before it is forgotten."),
            "9d2m The tap was shut",
        ),
        _thank(),
        ShellCommand(
            "contribute",
            _("Give anything: an encounter, good to know, an agreement …"),
            "cocreate contribute 9d2m We visited the foam lab --kind encounter --set form=visit",
            _declare_any,
            lambda call: _give(call, call.options.kind, {}),
        ),
    )


def _short(word: str, kind: str, summary: str, example: str, *pairs: tuple[str, str]) -> ShellCommand:
    """The command for one kind, with the keys that go without saying."""
    given = {key: [value] for key, value in pairs}
    line = f"cocreate {word} {example}"
    return ShellCommand(word, summary, line, _declarer(kind, given), lambda call: _give(call, kind, given))


def _promise() -> ShellCommand:
    def declare(parser: Parser) -> None:
        _declarer("promise")(parser)
        until = _("the day by which, such as: friday, tomorrow, in 2 weeks, 2026-12-01")
        parser.add_argument("--until", metavar="DAY", help=until)

    return ShellCommand(
        "promise",
        _("Promise something, perhaps by a day."),
        "cocreate promise 9d2m Thirty stamps, ten of each --until 2026-12-01",
        declare,
        lambda call: _give(call, "promise", {"until": [call.options.until]} if call.options.until else {}),
    )


def _thank() -> ShellCommand:
    def declare(parser: Parser) -> None:
        _declarer("thanks")(parser)
        parser.add_argument("--for", dest="occasion", metavar="WHAT", help=_("what for, in a few words"))

    return ShellCommand(
        "thank",
        _("Thank somebody, or whoever gave something."),
        "cocreate thank mavi For the six glaze samples",
        declare,
        _thank_for,
    )


def _thank_for(call: Call) -> None:
    occasion = said(call.options.occasion, may_be_piped=False)
    with Given(occasion):
        _give(call, "thanks", {"occasion": [occasion]} if occasion else {})


def _declarer(kind: str, given: Keys | None = None) -> Callable[[Parser], None]:
    """What declares the arguments of the command for one kind, or of the one for any; `given` goes without saying."""

    def declare(parser: Parser) -> None:
        parser.add_argument("ref", metavar="REF", help=_ref_help(kind))
        parser.add_argument("words", nargs="*", default=[], metavar="TEXT", help=_text_help(kind, given or {}))
        keys = ", ".join(_keys_of(kind, given or {})) if kind else ""
        told = _("what else belongs to it: {keys}").format(keys=keys) if keys else _("what else belongs to its kind")
        hidden = bool(kind) and not keys  # what may be set is said by the command already
        parser.add_argument(
            "--set", metavar="KEY=VALUE", action="append", default=[], help=argparse.SUPPRESS if hidden else told
        )

    return declare


def _ref_help(kind: str) -> str:
    """What a kind is given to."""
    return {
        "thanks": _("whom, or what for"),
        "stance": _("the open proposal"),
        "answer": _("the question"),
    }.get(kind, _("what it is given to; workspace for the commons"))


def _text_help(kind: str, given: Keys) -> str:
    if given.get("stance") == ["object"]:
        return _("what is in the way; - reads it from stdin; nothing opens the editor")
    if kind in SAYS_IT_ALL:
        return _("what you say with it, perhaps nothing; - reads it from stdin")
    return _("what you say; - reads it from stdin; nothing opens the editor")


def _keys_of(kind: str, given: Keys) -> list[str]:
    """The keys of a kind that may be set as it is given, each with the words it may be, where they are few."""
    keys = [key for key in schema.KIND_KEYS[kind] if key.name not in schema.SET_LATER and key.name not in given]
    stance = [key for key in schema.KIND_KEYS[kind] if key.name == "stance" and not given]
    return [f"{key.name} ({', '.join(key.choices)})" if key.choices else key.name for key in (*stance, *keys)]


def _declare_any(parser: Parser) -> None:
    _declarer("")(parser)
    parser.add_argument(
        "--kind", choices=schema.GIVEN_KINDS, required=True, metavar="KIND", help=_("what it is, as typed above")
    )
    kinds = "\n".join(f"  {kind.ljust(12)}{line}" for kind in schema.GIVEN_KINDS for line in [kind_meaning(kind)])
    parser.description = f"{parser.description}\n\n{kinds}\n\n{_keys_of_kinds()}"


def _keys_of_kinds() -> str:
    """Which keys each kind has that --set may set, a line a kind."""
    said = {kind: ", ".join(_keys_of(kind, {})) for kind in schema.GIVEN_KINDS}
    told = "\n".join(f"  {kind.ljust(12)}{names}" for kind, names in said.items() if names)
    return _("What --set may say of each:") + f"\n{told}"


def _give(call: Call, kind: str, given: Keys) -> None:
    objects = given.get("stance") == ["object"] or "stance=object" in call.options.set
    needs_words = kind not in SAYS_IT_ALL or objects
    with Typed(call.options.words, may_be_empty=not needs_words) as typed:
        root, voice = call.root, call.voice
        asked = given | split_pairs(call.options.set)
        takes = schema.KIND_KEYS[kind]
        if not name_others(takes, asked):
            call.look_near(call.options.ref)
        on, thanked = _meant(call, kind, call.options.ref)
        keys: dict[str, Value] = values_for(takes, asked, call.collection, kind_words(kind), call.named)
        text = call.kept(typed.text(_question(call, kind, on)))
        item = contribute(root, voice, call.collection, on, kind, text, thanked | keys)
    show_made(call, item)


def _meant(call: Call, kind: str, ref: str) -> tuple[str, dict[str, Value]]:
    """The id of what something is given to; thanks to a person go to the commons, with the person named."""
    if ref == COMMONS:
        return COMMONS, {}
    try:
        found = call.find(ref)
    except NotFound as missing:
        if kind != "thanks":
            raise
        try:
            return COMMONS, {"to": [person_known(call.collection, ref)]}
        except NotFound:
            raise missing from None
    if kind == "thanks" and isinstance(found, Person):
        return COMMONS, {"to": [found.id]}
    return found.id, {}


def _question(call: Call, kind: str, on: str) -> str:
    """What the editor says above the empty page."""
    item = call.collection.get(on)
    title = item.title if item else call.collection.name
    return _("{kind}, on: {title}").format(kind=kind_words(kind), title=title[:60])
