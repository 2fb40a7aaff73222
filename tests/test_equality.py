"""One kind of person: whoever acts, the same happens; and no word in the project parts people into kinds.

The first half lets each person of the sample do everything and ask everything, and compares what comes of it
byte by byte. The second half looks for words that part people, in every file, every help and every screen.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from textual.pilot import Pilot

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
from cocreate.cli.command import parser_for
from cocreate.cli.registry import all_commands
from cocreate.model import schema
from cocreate.model.choosing import Choice
from cocreate.model.collection import Collection
from cocreate.model.credits import credits_for
from cocreate.model.items import Item, Person, Value
from cocreate.model.lineage import as_dot, as_mermaid, lineage
from cocreate.model.phrases import happened
from cocreate.model.search import Finder
from cocreate.sittings.sitting import Sitting
from cocreate.sittings.table import Table
from cocreate.tui.app import CocreateApp
from cocreate.tui.commands import all_commands as all_screen_commands
from tests.conftest import NOON, ROOT, SAMPLE, all_files, collected, count_anew, make_voice

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
        here = self.here
        for kind in schema.GIVEN_KINDS:
            keys = KEYS.get(kind, {})
            self.note(contribute(self.root, self.voice, here, on, kind, f"This is {kind}.", keys))

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


# The words

PARTING = ("role", "client", "customer", "guest", "admin", "owner", "member", "permission")  # the list
ASYNCSSH = r"(?:authorized_client_keys|known_client_hosts|trust_client_host|start_sftp_client|client_keys)\b"
TMUX = r"|\b(?:list-clients|client_(?:activity|name|readonly|tty|user|width))\b"
OF_OTHERS = ASYNCSSH + TMUX
HARMLESS = re.compile(r"(?:[Rr]e|dis)member\w*|Permission(?:Error|Denied)|openssh-client|SSHClient\w*|\b" + OF_OTHERS)
"""To remember is no belonging; the rest are names that Python, asyncssh, tmux and a package have."""

NAMED_BY_LAW = {"LICENSE"}
"""The licence says "permission", and its wording is not ours."""

FOUND = re.compile("|".join(PARTING))


def _parting_words(text: str) -> list[str]:
    """The words in `text` that hold one of those that part people, in whatever compound or case."""
    words = re.findall(r"\w+", HARMLESS.sub("", text))
    return [word for word in words if FOUND.search(word.casefold())]


def _project_files() -> list[Path]:
    """Every file that git keeps, or would."""
    command = ["git", "-C", str(ROOT), "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=30)
    paths = [ROOT / name for name in done.stdout.decode().split("\0") if name]
    return sorted(path for path in paths if path.is_file() and path.name not in NAMED_BY_LAW)


def test_no_file_parts_people_into_kinds() -> None:
    found = {}
    for path in _project_files():
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        if path == Path(__file__):
            lines = [
                line
                for line in lines
                if not line.startswith(
                    ("PARTING = ", "ASYNCSSH = ", "TMUX = ", "HARMLESS = ", '"""To remember', '"""The licence')
                )
            ]
        if path == ROOT / "README.md":
            lines = [line for line in lines if not all(word in line for word in PARTING)]
        if words := _parting_words(str(path.relative_to(ROOT)) + "\n" + "\n".join(lines)):
            found[str(path.relative_to(ROOT))] = words
    assert found == {}


def test_the_readme_names_the_words_in_one_sentence_and_says_why() -> None:
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    naming = [line for line in lines if _parting_words(line)]
    assert len(naming) == 1
    sentences = [part for part in re.split(r"(?<=[.?])\s", naming[0]) if _parting_words(part)]
    assert len(sentences) == 1
    assert "because" in sentences[0]


def test_no_help_parts_people_into_kinds() -> None:
    for command in all_commands():
        help_ = parser_for(command).format_help()
        assert command.word in help_
        assert _parting_words(help_) == [], command.word


def test_the_words_are_found_in_compounds_plurals_and_names_of_code() -> None:
    for word in PARTING:
        for compound in (word, f"{word}s", word.upper(), f"Team{word.title()}", f"is_{word}", f"{word}ship"):
            assert _parting_words(f"a {compound} b") == [compound]
    assert _parting_words("I remember what was remembered; except PermissionError:") == []


# The screens


def _shown(pilot: Pilot[None]) -> str:
    """All that the screen shows now, line by line."""
    strips = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text for strip in strips)


async def _settle(pilot: Pilot[None]) -> None:
    """Wait until nothing is being looked up any more, and what there is is drawn."""
    waited = [worker for worker in pilot.app.workers if worker.group == "open"]
    if waited:
        await pilot.app.workers.wait_for_complete(waited)
    await pilot.pause()


def screens_of(root: str) -> CocreateApp:
    """The screens of somebody on the workspace at `root`."""
    table = Table(root, lambda: NOON)
    table.first_look()
    sitting = Sitting(table, "", (PEOPLE[0],))
    sitting.identify()
    return CocreateApp(table, sitting)


async def _open_sample(app: CocreateApp, pilot: Pilot[None]) -> None:
    await _settle(pilot)
    await app.look()
    await _settle(pilot)


MODES = ("home", "ideas", "projects", "people", "search")
DIALOGS = {
    "idea": "What could be",
    "build": "yes, and",
    "contribute": "What would you like to give",
    "spin-off": "What does it grow from",
    "weave": "Which ideas belong together",
    "edit": "title",
    "rest": "rest",
    "speak": "Who is speaking",
    "thank": "thanks",
    "look-back": "What happened?",
    "palette": "Catch an idea",
    "help": "What the keys do here",
}
"""What opens on an idea by a command, with words by which one knows that it did."""


@pytest.mark.parametrize("size", [(80, 24), (120, 40), (200, 60)], ids=["small", "usual", "large"])
async def test_no_mode_parts_people_into_kinds(teambase: str, size: tuple[int, int]) -> None:
    app = screens_of(teambase)
    async with app.run_test(size=size) as pilot:
        await _open_sample(app, pilot)
        for mode in MODES:
            app.go_mode(mode)
            await _settle(pilot)
            shown = _shown(pilot)
            assert "cocreate" in shown or size[0] < 90
            assert _parting_words(shown) == [], mode
            for _step in range(3):
                await pilot.press("tab")
                await _settle(pilot)
                assert _parting_words(_shown(pilot)) == [], mode


async def test_no_tab_of_a_project_parts_people_into_kinds(teambase: str) -> None:
    app = screens_of(teambase)
    async with app.run_test(size=(120, 40)) as pilot:
        await _open_sample(app, pilot)
        app.go_to(MILK_FOAM_SCHOOL)
        await _settle(pilot)
        seen = set()
        for _step in range(8):
            shown = _shown(pilot)
            seen.add(shown)
            assert "Anyone who comes in can make perfect foam." in shown
            assert _parting_words(shown) == []
            await pilot.press("right")
            await _settle(pilot)
        assert len(seen) > 4


@pytest.mark.parametrize("name", DIALOGS)
async def test_no_dialog_parts_people_into_kinds(teambase: str, name: str) -> None:
    app = screens_of(teambase)
    async with app.run_test(size=(120, 40)) as pilot:
        await _open_sample(app, pilot)
        app.go_to(MILK_FOAM_SCHOOL if name == "look-back" else CUP_LIBRARY)
        await _settle(pilot)
        app.give(name)
        for _wait in range(20):
            await _settle(pilot)
            if DIALOGS[name] in _shown(pilot):
                break
        shown = _shown(pilot)
        assert DIALOGS[name] in shown
        assert _parting_words(shown) == []


def test_no_command_of_the_screens_parts_people_into_kinds() -> None:
    told = [(command.id, command.words, command.told()) for command in all_screen_commands().values()]
    assert _parting_words(json.dumps(told)) == []
