"""One kind of person: whoever acts, the same happens.

Each person of the sample does everything and asks everything, and what comes of it is compared byte by byte.
"""

import re
import shutil
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cocreate.acts.capture import catch_idea
from cocreate.acts.contribute import contribute
from cocreate.acts.edit import edit
from cocreate.acts.introduce import introduce
from cocreate.acts.join_in import join_in, step_back
from cocreate.acts.look_back import look_back, show_together
from cocreate.acts.projects import spin_off, start_project
from cocreate.acts.states import finish, rest, resume
from cocreate.acts.voice import Voice
from cocreate.acts.weave import weave
from cocreate.model import schema
from cocreate.model.choosing import Choice
from cocreate.model.collection import Collection
from cocreate.model.credits import credits_for
from cocreate.model.items import Item, Person, Value
from cocreate.model.lineage import as_dot, as_mermaid, lineage
from cocreate.model.phrases import happened
from cocreate.model.search import Finder
from tests.conftest import NOON, SAMPLE, all_files, collected, count_anew, make_voice

PEOPLE = sorted(path.stem for path in (SAMPLE / "people").glob("*.md"))
NEWCOMER = "selin"
"""Somebody without a card, whose ideas nobody of the sample has touched yet."""

MILK_FOAM_SCHOOL, CUP_LIBRARY, OPEN_PROPOSAL = "mba0rszf7e", "8tp8qnsvq5", "kdgbg9kp5n"

KEYS: dict[str, dict[str, Value]] = {
    "proposal": {"review": "2027-02-01"},
    "stance": {"stance": "object"},
    "promise": {"until": "2026-12-01"},
    "hiccup": {"step": "carrying it home", "between": [NEWCOMER, "the tram"], "felt_by": [NEWCOMER]},
    "thanks": {"to": [NEWCOMER]},
    "encounter": {"form": "visit", "people": [NEWCOMER], "on_day": "2026-11-20"},
    "knowhow": {"checked": "2026-11-21"},
    "agreement": {"because": "it is kinder", "review": "2027-02-01"},
    "answer": {"helpful": [NEWCOMER]},
}
"""What else is said with a kind of contribution."""


class Deeds:
    """Everything that can be done and asked, done by one person in one copy of the sample."""

    def __init__(self, root: str, person: str) -> None:
        self.root = root
        self.voice = make_voice(person, at=NOON + timedelta(hours=1))
        self.new: list[str] = []

    @property
    def here(self) -> Collection:
        """What there is now."""
        return collected(self.root)

    def find(self, name: str) -> Item:
        """An item as it stands now."""
        return self.here.find(name)

    def note(self, item: Item) -> str:
        """Remember what was made."""
        self.new.append(item.id)
        return item.id

    def do_everything(self) -> None:
        """Every act of the package, each at least once."""
        first, second = (self._catch(title) for title in ("Cups with a thumb", "A bell at the door"))
        self._catch("In the school", project=MILK_FOAM_SCHOOL)
        project = start_project(self.root, self.voice, "A tray", "Eight cups at once.", "Long.", themes=["wood"])
        self.note(project)
        for on in (first, project.id, MILK_FOAM_SCHOOL, CUP_LIBRARY, OPEN_PROPOSAL, "workspace"):
            self._give_everything(on)
        self._look_back(project.id)
        woven = self.note(weave(self.root, self.voice, [self.find(first), self.find(second)], "A bell cup", "x"))
        self._join(woven)
        self.note(spin_off(self.root, self.voice, [self.find(woven)], "Bells", "The door says hello.", "y"))
        edit(self.root, self.voice, self.find(second), {"title": "A bell, softly", "themes": ["brass"]}, "New")
        edit(self.root, self.voice, self.find(CUP_LIBRARY), {"themes": ["lending", "clay", "shelf"]})
        self._through_all_states(second, project.id)
        introduce(self.root, self.voice.by[0], {"curious": ["everything"]}, "I was here.")
        introduce(self.root, NEWCOMER, {"name": "Selin", "address": "Selin"})

    def _catch(self, title: str, project: str = "") -> str:
        """An idea of the newcomer, to which whoever acts is as new as anybody."""
        by = Voice([NEWCOMER], clock=self.voice.clock, new_id=self.voice.new_id)
        own = catch_idea(self.root, self.voice, title, "Mine.", project=project, themes=["clay"])
        self.new.append(str(own[1]["id"]))
        other = catch_idea(self.root, by, title, "Another's.", project=project, themes=["clay"])
        self.new.append(str(other[1]["id"]))
        return self.new[-1]

    def _give_everything(self, on: str) -> None:
        here, question = self.here, ""
        for kind in schema.GIVEN_KINDS:
            if kind == "stance" and on != OPEN_PROPOSAL:
                continue  # it is taken on a proposal that is open, and on nothing else
            keys, to = KEYS.get(kind, {}), on
            if kind == "answer":  # it is given to a question, and to nothing else
                here, to = self.here, question
            name = self.note(contribute(self.root, self.voice, here, to, kind, f"This is {kind}.", keys))
            question = name if kind == "question" else question

    def _look_back(self, on: str) -> None:
        """Alone first, beside somebody new, then together; and once more when it is shown."""
        for answers in ({"what": "It rained.", "now-what": "A tray."}, {"so-what": "Rain matters."}):
            lookback = look_back(self.root, self.voice, self.here, on, answers)
        other = Voice([NEWCOMER], clock=self.voice.clock, new_id=self.voice.new_id)
        look_back(self.root, other, self.here, on, {"what": "It poured."})
        show_together(self.root, self.voice, self.here, on)
        look_back(self.root, self.voice, self.here, self.note(lookback), {"what": "It dried."})

    def _join(self, name: str) -> None:
        join_in(self.root, self.voice, self.find(name))
        step_back(self.root, self.voice, self.find(name))
        join_in(self.root, self.voice, self.find(name))

    def _through_all_states(self, idea: str, project: str) -> None:
        rest(self.root, self.voice, self.find(idea), "until it is dry")
        resume(self.root, self.voice, self.find(idea), self.here)
        for name in (project, MILK_FOAM_SCHOOL):
            rest(self.root, self.voice, self.find(name), "until spring")
            resume(self.root, self.voice, self.find(name), self.here)
            finish(self.root, self.voice, self.find(name))

    def ask_everything(self) -> Iterator[object]:
        """The answers to every question about what was made, and about all there is."""
        here, person = self.here, self.voice.by[0]
        finder = Finder()
        finder.renew(here)
        yield [item.id for item in finder.find(["thumb"])]
        yield [item.id for item in finder.find(["foam"]) if not isinstance(item, Person)]
        yield sorted(set(self.new) & {item.id for item in finder.find([here.name_of(person)])})
        mine = Choice(by=person).among(here, here.items())
        yield sorted(set(self.new) & {item.id for item in mine})
        for choice in (
            Choice(theme="clay"),
            Choice(state="finished"),
            Choice(kind="question", project=MILK_FOAM_SCHOOL),
        ):
            yield [item.id for item in choice.among(here, here.items())]
        for name in ("", *self.new):
            drawn = lineage(here, name)
            yield drawn, as_mermaid(here, drawn), as_dot(here, drawn)
        for name in self.new:
            item = here.find(name)
            yield here.short(name), happened(here, item), [said.id for said in here.thread(name)]
            yield sorted(
                (gift.item.id, gift.how, here.name_of(credit.person))
                for credit in credits_for(here, name)
                for gift in credit.gifts
            )
        yield sorted(
            (gift.how, gift.item.id)
            for credit in credits_for(here)
            if credit.person == person
            for gift in credit.gifts
            if gift.item.id in self.new
        )


def _what_came_of_it(root: Path, person: str) -> tuple[dict[str, bytes], list[str]]:
    """The files that `person` made or changed, and the answers they got, with a placeholder for who it is."""
    shutil.copytree(SAMPLE, root, ignore=shutil.ignore_patterns(".cocreate", ".git"))
    count_anew()  # a fixture of the module comes before those of a test
    card = collected(str(root)).people[person]
    anonymous = _anonymizer(card)
    before = all_files(str(root))
    deeds = Deeds(str(root), person)
    deeds.do_everything()
    answers = [anonymous(repr(answer)) for answer in deeds.ask_everything()]
    changed = {
        anonymous(path): anonymous(_after(data, before.get(path, b""))).encode()
        for path, data in all_files(str(root)).items()
        if data != before.get(path)
    }
    assert not set(before) - set(all_files(str(root)))
    return changed, answers


def _after(data: bytes, before: bytes) -> str:
    """The lines of `data` that were not there before: cards differ by what their people wrote."""
    known = before.decode().splitlines()
    return "\n".join(line for line in data.decode().splitlines() if not before or line not in known)


def _anonymizer(card: Person) -> Callable[[str], str]:
    """Puts one and the same placeholder in the place of a person's addresses, name and slug."""
    names = [*card.listed("emails"), card.title, card.id]
    found = re.compile("|".join(rf"(?<![\w-]){re.escape(name)}(?![\w-])" for name in names))
    return lambda text: found.sub("SOMEBODY", text)


@pytest.fixture(scope="module")
def of_the_first(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, bytes], list[str]]:
    """What came of it when the first person of the sample did it."""
    return _what_came_of_it(tmp_path_factory.mktemp("first") / "teambase", PEOPLE[0])


@pytest.mark.parametrize("person", PEOPLE[1:])
def test_whoever_acts_makes_the_same_files_and_gets_the_same_answers(
    person: str, tmp_path: Path, of_the_first: tuple[dict[str, bytes], list[str]]
) -> None:
    files, answers = _what_came_of_it(tmp_path / "teambase", person)
    expected, told = of_the_first
    assert files.keys() == expected.keys()
    for path, data in files.items():
        assert data == expected[path], path
    assert answers == told


def test_the_comparison_sees_what_was_done(of_the_first: tuple[dict[str, bytes], list[str]]) -> None:
    files, answers = of_the_first
    kinds = {path.split("-")[-2] for path in files if path.split("/")[-1][0].isdigit()}
    assert kinds >= set(schema.GIVEN_KINDS)
    assert any(b"grew_from" in data for data in files.values())
    assert any(b"woven_from" in data for data in files.values())
    assert any(b"SOMEBODY" in data for data in files.values())
    assert len(answers) > 100
