"""Looking back: each writes alone what happened, what it means and what is to be done; it is shown together.

What is not shown yet waits in the copy in which it was written, where nobody else is told of it (`workspace.unshown`);
that somebody has written is known to all. Once anybody shows it, each copy gives what waits in it, by whoever wrote it.
"""

from collections.abc import Mapping
from contextlib import suppress

from cocreate.acts.contribute import contribute
from cocreate.acts.edit import Edited, edit, edit_list
from cocreate.acts.voice import Voice
from cocreate.locale import _
from cocreate.model import phrases
from cocreate.model.collection import Collection
from cocreate.model.errors import CocreateError, DoesNotFit, NotFound, Refused, Unreadable
from cocreate.model.ids import COMMONS
from cocreate.model.items import Contribution, Project
from cocreate.model.looking_back import OPEN, SHOWN, is_open, looking_back_of, open_on
from cocreate.model.moments import written
from cocreate.model.schema import ASKED
from cocreate.workspace import files, unshown
from cocreate.workspace.create import create_document
from cocreate.workspace.format.reading import read_item
from cocreate.workspace.format.writing import document, storable
from cocreate.workspace.paths import thread_home
from cocreate.workspace.unshown import Unshown


def look_back(root: str, voice: Voice, collection: Collection, on: str, answers: Mapping[str, str]) -> Contribution:
    """Write one's own part of a looking back, which nobody else sees until it is shown; return the looking back.

    Where none is open on a project, it begins with this. What one wrote before is replaced, question by question; an
    empty answer takes it out. In one that is shown already, what is written stands at once.

    Args:
        root: the folder of the workspace.
        voice: the one person who writes.
        collection: what is in the workspace.
        on: the id of a project or of a looking back, or `workspace`.
        answers: what they say, by `schema.ASKED`; a question that is left out stays as it was answered before.

    Raises:
        Refused: several people speak, nothing is said, or nobody can look back on this.
        NotFound: there is nothing called `on`.
        NotWritten: the disk said no.
    """
    person = _alone(voice)
    lookback = looking_back_on(collection, on)
    before = {one.asked: one for one in written_before(root, collection, on, person)}
    said = {asked: _fit(answers[asked]) for asked in ASKED if asked in answers}
    together = {asked: one.words for asked, one in before.items()} | said
    if not any(together.values()):
        raise Refused(_("There is nothing in it yet."), _("Say something to one of the three questions."))
    if lookback is None:
        lookback = _begin(root, voice, collection, on)
    with unshown.held(root):
        now = _as_it_is(root, lookback)
        if now.state == SHOWN:
            _give(root, [*before.values()])
            together = _not_said_yet(collection, now, person, before, said)
        act = next((one.act for one in before.values() if one.on == now.id and _has_written(now, one)), voice.act)
        _keep(root, voice, now, together, voice.act if now.state == SHOWN else act)
        for one in before.values():
            if one.on != now.id or said.get(one.asked) == "":
                unshown.drop(root, one)
        now = _says_so(root, voice, now, act)
        if now.state == SHOWN:
            _give(root, unshown.waiting(root, person))
    return now


def _not_said_yet(
    collection: Collection,
    lookback: Contribution,
    person: str,
    before: Mapping[str, Unshown],
    said: Mapping[str, str],
) -> dict[str, str]:
    """What of `said` does not stand there already: it may have been shown while somebody went on writing."""
    stands = {(one.text("asked"), one.body) for one in collection.replies(lookback.id) if one.by == (person,)}
    stands |= {(one.asked, one.words) for one in before.values() if _has_written(lookback, one)}
    return {asked: words for asked, words in said.items() if (asked, words) not in stands}


def looking_back_on(collection: Collection, on: str) -> Contribution | None:
    """The looking back that `on` is or is a part of, or that is open on it; None where one can begin.

    Raises:
        NotFound: there is nothing called so.
        Refused: nobody can look back on this.
    """
    item = collection.get(on)
    if item and (lookback := looking_back_of(collection, item)):
        return lookback
    if on == COMMONS or isinstance(item, Project):
        return open_on(collection, on)
    if item is None:
        raise NotFound(_("There is nothing called {name} any more.").format(name=on), _("It may have just gone."))
    told = _("Looking back is for a project, or the commons.")
    hint = _("Name the project that it is about.")
    raise DoesNotFit(told, hint, item, "project", lambda one: isinstance(one, Project))


def written_before(root: str, collection: Collection, on: str, person: str) -> list[Unshown]:
    """What `person` wrote there and nobody has shown; also in one that is gone, because the words are theirs still."""
    waiting = unshown.waiting(root, person)
    if lookback := looking_back_on(collection, on):
        return [one for one in waiting if one.on == lookback.id]
    item = collection.get(on)
    home = item.path if item else ""
    return [one for one in waiting if one.on not in collection.contributions and thread_home(one.beside) == home]


def show_together(root: str, voice: Voice, collection: Collection, on: str) -> Edited:
    """Show what all have written; what waits in other copies comes as soon as they are in step.

    Args:
        root: the folder of the workspace.
        voice: whoever shows it: anybody may.
        collection: what is in the workspace.
        on: the id of the looking back, or of what it is on.

    Raises:
        Refused: there is none, nobody has written, or it is shown already.
        NotWritten: the disk said no.
    """
    lookback = looking_back_on(collection, on)
    if lookback is None:
        raise Refused(_("Nobody is looking back on this."), _("Whoever writes first begins."))
    if not is_open(lookback):
        raise Refused(_("It is {state} already.").format(state=phrases.state_words(lookback.state)), "")
    if not lookback.listed("written"):
        raise Refused(_("Nobody has written yet."), _("There is nothing to show."))
    edited = edit(root, voice, lookback, {"state": SHOWN})
    release(root)
    return edited


def release(root: str) -> bool:
    """Give what waits in this copy in what is shown by now, by whoever wrote it; whether there was any.

    What does not work waits on; a crash in the middle leaves the rest to the next time.
    """
    if not unshown.there_is_some(root):
        return False
    with unshown.held(root):
        return _give(root, unshown.waiting(root))


def _give(root: str, waiting: list[Unshown]) -> bool:
    given = False
    for one in waiting:
        with suppress(CocreateError, OSError):
            if _is_due(root, one):
                with suppress(FileExistsError):  # a crash came before it was dropped
                    create_document(root, one.path, dict(one.fields), one.words, one.act)
                unshown.drop(root, one)
                given = True
    return given


def _is_due(root: str, one: Unshown) -> bool:
    """Whether the looking back is shown, and whoever wrote it has not taken it back."""
    now = read_item(root, one.beside)
    return isinstance(now, Contribution) and now.id == one.on and now.state == SHOWN and _has_written(now, one)


def _has_written(lookback: Contribution, one: Unshown) -> bool:
    return one.by in lookback.listed("written")


def _alone(voice: Voice) -> str:
    if len(voice.by) != 1:
        raise Refused(_("Looking back, each writes alone."), _("Let one person speak, then the next."))
    return voice.by[0]


def _fit(text: str) -> str:
    text = storable(text).strip("\n").rstrip()
    files.check_size(document({}, text))
    return text


def _begin(root: str, voice: Voice, collection: Collection, on: str) -> Contribution:
    """An act of its own, so that what one wrote can be taken back while others have written."""
    first = Voice(voice.by, voice.noted_by, voice.clock, voice.new_id)
    item = collection.get(on)
    return contribute(root, first, collection, on, "lookback", item.title if item else collection.name, {"state": OPEN})


def _as_it_is(root: str, lookback: Contribution) -> Contribution:
    try:
        now = read_item(root, lookback.path)
    except (FileNotFoundError, Unreadable) as error:
        raise Refused(_("Its file has gone meanwhile."), _("It may have been moved or deleted.")) from error
    assert isinstance(now, Contribution)  # noqa: S101 - the path says so
    return now


def _keep(root: str, voice: Voice, lookback: Contribution, said: Mapping[str, str], act: str) -> None:
    signature = voice.signature(written(voice.clock()))
    for asked, words in said.items():
        if words:
            fields = {"id": voice.new_id(), "kind": "lookback", "on": lookback.id, **signature, "asked": asked}
            unshown.keep(root, Unshown(fields, words, act, lookback.path))


def _says_so(root: str, voice: Voice, lookback: Contribution, act: str) -> Contribution:
    """Tell all that this person has written."""
    own = Voice(voice.by, voice.noted_by, voice.clock, voice.new_id)
    own.act = act
    now = edit_list(root, own, lookback, "written", add=voice.by).item
    assert isinstance(now, Contribution)  # noqa: S101 - the path says so
    return now
