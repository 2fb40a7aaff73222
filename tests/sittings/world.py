"""Eight sittings at one copy, and what truly happens there, beside what the program makes of it.

Every word that is typed here says whose it is. People do what people do: they say who they are when they sit down
somewhere, or say nothing where they are known or would be asked; they open windows, leave them, change places, come
back, send. Programs crash, terminals are closed. The processes are real ones, which wait for nothing.
"""

import json
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random

from cocreate.acts.begin import begin_workspace
from cocreate.acts.capture import catch_idea
from cocreate.acts.introduce import introduce
from cocreate.acts.voice import Voice
from cocreate.model.errors import NotFound
from cocreate.sittings.drafts import Draft, Drafts
from cocreate.sittings.sitting import Sitting
from cocreate.sittings.speaking import Speaking, choose, who_speaks
from cocreate.sittings.table import Table
from cocreate.sittings.terminal import boot, process
from cocreate.workspace.local import give_copy
from tests.conftest import collected
from tests.sittings.processes import Processes, Waiting

PEOPLE = ("mavi", "erkan", "ana", "tomek")
SEATS, DOOR = 8, 5
"""So many sittings; those from `DOOR` on are ways in through one program, each other one has a program of its own."""

SPEAKING = (
    *(Speaking([person]) for person in PEOPLE),
    *(Speaking(["mavi", "erkan"]), Speaking(["ana", "tomek"])),
    *(Speaking(["mavi"], "erkan"), Speaking(["erkan"], "mavi"), Speaking(["ana"], "tomek")),
)
PLACES = ("idea", "say-comment-0123456789")


def template(root: str) -> None:
    """A workspace with four people, of which each interleaving has a copy."""
    begin_workspace(root, "Sittings")
    for person in PEOPLE:
        introduce(root, person, {"name": person.capitalize()})


@dataclass
class Seat:
    """A terminal or a way in: its session, what runs there, who truly sits there, and which windows are open."""

    number: int
    leader: Waiting
    program: Waiting | None = None
    sitting: Sitting | None = None
    chair: Speaking | None = None
    said: Speaking | None = None
    windows: dict[str, Draft] = field(default_factory=dict)

    @property
    def key(self) -> str:
        """What the sitting is known by: here as a terminal is, whichever way somebody came in."""
        found = process(self.leader.pid)
        assert found
        return f"terminal-8801-{self.leader.pid}-{found.began}-{boot()}"


@dataclass
class Unsent:
    """Words that are not sent: as they are kept, whose they truly are, where they were typed, which seat holds them."""

    draft: Draft
    truth: Speaking
    key: str
    held: int | None


class World:
    """One interleaving.

    Args:
        root: the folder of the workspace, made from a template.
        processes: what stands for terminals and programs.
        chance: decides everything.
    """

    def __init__(self, root: str, processes: Processes, chance: Random) -> None:
        self.root, self.chance, self._processes = root, chance, processes
        self.seats = [Seat(number, processes.begin()) for number in range(SEATS)]
        self.lively = chance.sample(range(SEATS), chance.randint(2, SEATS))
        self.table: Table | None = None
        self.chosen: set[str] = set()
        self.unsent: dict[str, Unsent] = {}
        self.sent: dict[str, Speaking] = {}
        self.steps: list[str] = []
        self.happened: Counter[str] = Counter()
        self.whose = chance.choice(["mavi", "erkan", ""])
        if self.whose:
            give_copy(root, self.whose)

    def go_on(self) -> None:
        """Let one thing happen that can, and see that all is as it must be."""
        while True:
            act = self.chance.choices(ACTS, WEIGHTS)[0]
            seat = self.seats[self.chance.choice(self.lively)]
            self.steps.append(f"{act.__name__} at {seat.number}")
            if act(self, seat):
                self._see_that_every_unsent_word_is_there_once()
                self._see_that_only_those_drafts_are_found_that_may(self.chance.choice(self.seats))
                return
            self.steps.pop()

    def end(self) -> None:
        """Every word that was sent stands under the names of those who gave it, and no other does."""
        ideas = collected(self.root).ideas.values()
        assert {idea.title: Speaking(idea.by, idea.text("noted_by")) for idea in ideas} == self.sent
        if self.table:
            assert {idea.title for idea in self.table.look().ideas.values()} == set(self.sent)

    def leave(self) -> None:
        """Give back what others may use."""
        for one in {one.pid: one for seat in self.seats for one in (seat.leader, seat.program) if one}.values():
            self._processes.give_back(one)
        shutil.rmtree(self.root)

    @property
    def is_one_persons(self) -> bool:
        """Whether whoever says nothing is taken for the one whose copy it is."""
        return bool(self.whose) and self.chosen <= {self.whose}

    # Who sits where

    def sit_down_and_say_who(self, seat: Seat, who: Speaking | None = None) -> bool:
        """With `me` in the shell, or `s` on the screens; perhaps in somebody else's place, with their windows open."""
        who = who or self.chance.choice(SPEAKING)
        seat.chair = seat.said = who
        self.chosen.update(who.people)
        if seat.sitting:
            seat.sitting.speak_as(who)
        else:
            choose(self.root, seat.key, who)
        return True

    def sit_down_and_say_nothing(self, seat: Seat) -> bool:
        """At a terminal where nobody sat: those whose copy it is; where one will be asked, anybody."""
        if seat.chair:
            return False
        seat.chair = Speaking([self.whose]) if self.is_one_persons else self.chance.choice(SPEAKING)
        self._look_who_speaks(seat)
        return True

    def _look_who_speaks(self, seat: Seat) -> None:
        """Whoever sees another name at the top of the screens than theirs says who they are."""
        if seat.sitting and seat.chair and seat.sitting.speaking not in {None, seat.chair}:
            self.sit_down_and_say_who(seat, seat.chair)

    # Programs

    def open_screens(self, seat: Seat) -> bool:
        """A program of its own, or a way into the one that many come in by. What was said at this sitting is known."""
        if seat.sitting:
            return False
        self._begin_program(seat)
        assert seat.sitting
        shown = seat.sitting.identify()
        if seat.said is not None:
            assert shown == seat.said, "what was said here is remembered"
            self.happened["known again"] += 1
        elif shown is not None:
            assert shown == Speaking([self.whose]), "nobody speaks by themselves but whose copy it is"
            assert self.is_one_persons, "as long as nobody else was chosen"
            self.happened["never asked"] += 1
        else:
            assert not self.is_one_persons, "whoever is alone is never asked"
            self.happened["asked"] += 1
        self._look_who_speaks(seat)
        return True

    def _begin_program(self, seat: Seat) -> None:
        beside = [one for one in self.seats[DOOR:] if one.program]
        if seat.number >= DOOR and beside and self.table:
            seat.program, table = beside[0].program, self.table
        else:
            seat.program, table = self._processes.begin(), Table(self.root)
        if seat.number >= DOOR:
            self.table = table
        seat.sitting = Sitting(table, seat.key, environ={})
        assert seat.program
        seat.sitting.drafts = Drafts(self.root, seat.key, None, seat.program.pid)
        table.seat(seat.sitting, lambda _seen: None)

    def crash(self, seat: Seat) -> bool:
        """A program ends at once, with all who came in by it."""
        program = seat.program
        if not program:
            return False
        self._processes.end(program)
        for one in self.seats:
            if one.program is program:
                self._without_program(one)
        return True

    def quit(self, seat: Seat) -> bool:
        """Somebody leaves in order; the program goes on as long as others sit at it."""
        program = seat.program
        if not program or not seat.sitting:
            return False
        seat.sitting.leave()
        self._without_program(seat)
        if not any(one.program is program for one in self.seats):
            self._processes.end(program)
        return True

    def close_terminal(self, seat: Seat) -> bool:
        """Its session is over, and what ran there gone; at a door, that is a connection that ends."""
        (self.crash if seat.number < DOOR else self.quit)(seat)
        self._processes.end(seat.leader)
        self.seats[seat.number] = Seat(seat.number, self._processes.begin())
        return True

    def _without_program(self, seat: Seat) -> None:
        seat.program, seat.sitting = None, None
        seat.windows.clear()
        for one in self.unsent.values():
            if one.held == seat.number:
                one.held = None

    # Windows

    def open_window(self, seat: Seat) -> bool:
        """What comes back in it is shown only to whom it may be, and as theirs whose it is."""
        place = self.chance.choice(PLACES)
        if not seat.sitting or not seat.chair or place in seat.windows:
            return False
        speaking = seat.sitting.speaking
        assert speaking in {None, seat.chair}
        found = seat.sitting.drafts.take(place)
        if found:
            known = self.unsent[found.name]
            assert known.held in {None, seat.number}, "what is typed elsewhere is found nowhere else"
            self._see_that_it_may_be_shown(known, seat)
            assert found == known.draft
            self.happened["came back" if known.held == seat.number else "came back from a sitting that is over"] += 1
            known.held = seat.number
        whose = speaking or Speaking([])
        seat.windows[place] = found or Draft(place, "", whose.by, whose.noted_by)
        return True

    def _see_that_it_may_be_shown(self, known: Unsent, seat: Seat) -> None:
        assert seat.sitting
        assert seat.chair
        if seat.sitting.speaking is None:
            assert known.draft.by == ()
            assert known.key == seat.key, "what nobody said comes back only where it was typed"
            self.happened["came back to nobody"] += 1
        else:
            assert set(known.truth.by) & set(seat.chair.by), "no word is shown to another"
            self.happened["came back to one of several"] += known.truth != seat.chair

    def type_words(self, seat: Seat) -> bool:
        """Into a window that is theirs, or while nobody speaks: in other people's windows nobody writes."""
        place = self.chance.choice(PLACES)
        draft = seat.windows.get(place)
        if draft is None or not seat.chair or not seat.sitting:
            return False
        known = self.unsent.get(draft.name)
        if (draft.by and draft.speaking != seat.chair) or (known and known.truth != seat.chair):
            return False
        whose = f"{'+'.join(seat.chair.by)}/{seat.chair.noted_by}"
        draft = replace(draft, words=f"{draft.words} {self._new_word()}:{whose}".strip())
        assert seat.sitting.drafts.keep(draft)
        seat.windows[place] = draft
        self.unsent[draft.name] = Unsent(draft, seat.chair, seat.key, seat.number)
        return True

    def leave_window(self, seat: Seat) -> bool:
        """What was typed in it stays."""
        return seat.windows.pop(self.chance.choice(PLACES), None) is not None

    def send_window(self, seat: Seat) -> bool:
        """As those whose words they are, whoever sends them; what is nobody's is not sent."""
        place = self.chance.choice(PLACES)
        draft = seat.windows.get(place)
        if draft is None or not draft.words or not seat.sitting:
            return False
        if draft.speaking is None:
            self.happened["was nobody's and not sent"] += 1
            return seat.sitting.speaking is not None or _has_no_voice(seat.sitting)
        self.happened["sent by another as theirs whose it is"] += draft.speaking != seat.chair
        self._write(draft.words, draft.speaking, self.unsent.pop(draft.name).truth)
        seat.sitting.drafts.drop(draft)
        del seat.windows[place]
        return True

    def ask_about_what_nobody_said(self, seat: Seat) -> bool:
        """It was typed at this very sitting; they take what is theirs, and only that."""
        if not seat.sitting or not seat.chair or seat.sitting.speaking != seat.chair:
            return False
        drafts = seat.sitting.drafts.of_nobody()
        for draft in drafts:
            known = self.unsent[draft.name]
            assert (known.key, known.draft.by) == (seat.key, ())
            if known.truth == seat.chair:
                given = draft.given_to(seat.chair)
                assert seat.sitting.drafts.keep(given)
                self.unsent[draft.name] = Unsent(given, known.truth, seat.key, seat.number)
                opened = seat.windows.get(draft.place)
                if opened and opened.name == draft.name:
                    seat.windows[draft.place] = given
                self.happened["was nobody's and is somebody's"] += 1
        return bool(drafts)

    # The shell

    def write_in_shell(self, seat: Seat) -> bool:
        """Without looking who speaks: it goes under their name, or is handed back."""
        alone = seat.said is None and self.is_one_persons
        if not seat.chair or (alone and seat.chair.people != (self.whose,)):
            return False  # a copy that only one person ever used takes whoever says nothing for that person
        speaking = who_speaks(self.root, [], "", {}, seat.key)
        if speaking is None:
            assert seat.said is None, "whoever said who they are is known"
            assert not self.is_one_persons, "whoever is alone is never asked"
            self.happened["handed back"] += 1
        else:
            self._write(f"{self._new_word()} in the shell", speaking, seat.chair)
        return True

    def say_for_once_who_speaks(self, seat: Seat) -> bool:
        """With --by and --noted-by, which changes nothing for later."""
        who = self.chance.choice(SPEAKING)
        speaking = who_speaks(self.root, who.by, who.noted_by, {}, seat.key)
        assert speaking
        self._write(f"{self._new_word()} with --by", speaking, who)
        return True

    def _write(self, words: str, speaking: Speaking, truth: Speaking) -> None:
        catch_idea(self.root, Voice(speaking.by, speaking.noted_by), words)
        self.sent[words] = truth

    def _new_word(self) -> int:
        self.happened["words"] += 1
        return self.happened["words"]

    # What must hold

    def _see_that_every_unsent_word_is_there_once(self) -> None:
        folder = Path(self.root, ".cocreate", "drafts")
        kept = [json.loads(path.read_text()) for path in folder.glob("[!.]*")] if folder.exists() else []
        there = sorted((one["words"], tuple(one["by"]), one["noted_by"]) for one in kept)
        known = [one.draft for one in self.unsent.values()]
        assert there == sorted((one.words, one.by, one.noted_by) for one in known)
        assert all(one.draft.speaking in {None, one.truth} for one in self.unsent.values())

    def _see_that_only_those_drafts_are_found_that_may(self, seat: Seat) -> None:
        if not seat.sitting:
            return
        speaking = seat.sitting.speaking
        found = {
            one.draft.place
            for one in self.unsent.values()
            if one.held in {None, seat.number}
            and (set(one.draft.by) & set(speaking.by) if speaking else not one.draft.by and one.key == seat.key)
        }
        assert set(seat.sitting.drafts.places()) == found


def _has_no_voice(sitting: Sitting) -> bool:
    try:
        sitting.voice()
    except NotFound:
        return True
    return False


OFTEN: dict[Callable[[World, Seat], bool], int] = {
    World.sit_down_and_say_who: 3,
    World.sit_down_and_say_nothing: 8,
    World.open_screens: 8,
    World.crash: 2,
    World.quit: 2,
    World.close_terminal: 1,
    World.open_window: 20,
    World.type_words: 30,
    World.leave_window: 8,
    World.send_window: 8,
    World.ask_about_what_nobody_said: 20,
    World.write_in_shell: 2,
    World.say_for_once_who_speaks: 1,
}
ACTS, WEIGHTS = list(OFTEN), list(OFTEN.values())
