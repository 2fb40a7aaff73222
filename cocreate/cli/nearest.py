"""What somebody means who types a word that is no command here: by what it means elsewhere, then by its letters."""

from cocreate.cli.registry import MODULES, groups
from cocreate.locale import _

ALIKE, LESS_ALIKE, MOST = 0.7, 0.65, 3
"""How much of a word has to be as in another for it to be a slip of that; of those less alike, so many are named."""

_ELSEWHERE = {
    "list": "ls l all dir index overview browse",
    "list people": "people persons person-list team users contacts who everybody names",
    "list ideas": "ideas backlog",
    "list projects": "projects boards",
    "list contributions": "contributions feed activity",
    "show REF": "cat view get read open display info print page describe details",
    "search WORDS": "find grep lookup look query where",
    "lineage REF": "tree graph parents ancestors roots origin family children",
    "credits REF": "thanks-to contributors authors attribution blame",
    "history": "log diff changes changelog activity-log journal timeline",
    "listening": "inbox waiting waits todo todos agenda pending unanswered open-questions next",
    "idea TEXT": "new add create capture catch jot thought brainstorm quick",
    "build REF TEXT": "addition extend yes-and yes and plus improve elaborate",
    "say REF TEXT": "comment remark reply-to chat message write discuss talk annotate",
    "ask REF TEXT": "question wonder",
    "answer REF TEXT": "reply respond response",
    "propose REF TEXT": "proposal suggest suggestion pitch motion",
    "agree REF": "approve accept vote upvote ok plus-one consent second",
    "abstain REF": "abstention pass-on neutral sit-out",
    "object REF TEXT": "objection reject disagree veto downvote against concern",
    "promise REF TEXT": "task commit-to pledge assign take-on volunteer action i-will",
    "hiccup REF TEXT": "issue bug problem report incident ticket defect",
    "thank PERSON TEXT": "thanks appreciate kudos praise cheer",
    "contribute REF TEXT --kind knowhow": "note knowledge know-how tip howto wiki doc document fact",
    "contribute REF TEXT --kind agreement": "rule policy norm",
    "contribute REF TEXT --kind encounter": "meeting call visit minutes interview",
    "contribute REF TEXT --kind making": "made work result built",
    "look-back PROJECT": "retro retrospective review lookback postmortem post-mortem debrief reflect reflection",
    "show-together REF": "reveal unveil",
    "join-in REF": "joinin count-me-in like follow star watch subscribe in me-too participate",
    "project TITLE": "start begin-project new-project space room board",
    "spin-off REF": "fork branch split derive",
    "weave REF REF": "merge combine unite mix fuse",
    "edit REF": "change modify update set rename mv tag label correct retitle amend",
    "decide REF OUTCOME": "decided decision resolve-proposal conclude",
    "withdraw REF": "retract cancel",
    "keep REF": "done kept complete completed fulfil fulfill check-off tick",
    "release REF": "abandon give-up unpromise",
    "renew REF --until DAY": "postpone extend-promise reschedule snooze",
    "resolve REF": "resolved solve solved fixed",
    "helped REF": "helpful accept-answer answered useful",
    "still-true REF": "confirm verified reconfirm",
    "import PATH": "load ingest migrate",
    "take-in FILE": "mail eml takein",
    "overlaps REF": "overlap skills help-with match matches experts",
    "catch-up": "news catchup whatsnew whats-new unread since digest",
    "decisions": "agreements rules adr",
    "rest REF": "pause hold park sleep archive shelve defer close wait-with",
    "resume REF": "continue reopen wake unpause unarchive restart reactivate",
    "finish REF": "done end complete completed close achieve finished",
    "undo": "rm delete del remove drop trash revert back rollback reset restore discard erase unsay",
    "sync": "push pull fetch commit save upload download update-all share publish send receive status refresh up",
    "join ADDRESS": "clone checkout connect",
    "check": "doctor lint verify validate fsck fix repair test health",
    "me": "whoami login user as su i identity speak speaking",
    "person": "adduser add-person new-person card profile join-person introduce",
    "init": "setup create-workspace new-workspace begin mkdir found",
    "demo": "sample example tour tutorial try play",
    "completion": "completions autocomplete",
    "--help": "commands man usage h",
    "--version": "version v",
}
"""What is called so in other programs, by the words of ours that do it."""


def nearest(word: str) -> str:
    """What may be meant by `word`, as a hint, the nearest first; where nothing is near, what there is, by groups."""
    ways = meant(word.casefold().replace("_", "-"))
    if not ways:
        headings = ", ".join(heading for heading, _words in groups())
        return _("None is called nearly so. What there is to {groups}: cocreate --help").format(groups=headings.lower())
    named = f" {_('or')} ".join(f"cocreate {way}" for way in ways)
    return _("Is it {commands}? All there are: cocreate --help").format(commands=named)


def meant(word: str) -> list[str]:
    """Our words for `word`: those it stands for elsewhere, those it begins, those it differs from by a slip."""
    from difflib import get_close_matches  # deferred: only a slip needs it

    table = _table()
    if word in table:
        return table[word]
    begun = [command for command in MODULES if len(word) > 2 and command.startswith(word)]
    if begun:
        return begun
    near = get_close_matches(word, table, 1, ALIKE) or get_close_matches(word, MODULES, MOST, LESS_ALIKE)
    return list(dict.fromkeys(way for one in near for way in table[one]))


def _table() -> dict[str, list[str]]:
    """What every word that is known here or elsewhere stands for."""
    from cocreate.model.schema import GIVEN_KINDS  # deferred with difflib

    table = {word: [word] for word in MODULES}
    for command, words in _ELSEWHERE.items():
        for word in words.split():
            table.setdefault(word, []).append(command)
    for kind in GIVEN_KINDS:
        table.setdefault(kind, [f"contribute REF TEXT --kind {kind}"])
        table.setdefault(f"{kind}s", [f"list contributions --kind {kind}"])
    return table
