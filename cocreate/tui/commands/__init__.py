"""What people do on the screens, a class a command, each the same for everybody."""

from cocreate.acts.hear import MADE
from cocreate.model.schema import GIVEN_KINDS, STANCES
from cocreate.pages.named import page_words
from cocreate.tui.commands.base import Command
from cocreate.tui.commands.being_here import ComeHere, Follow, GoThere
from cocreate.tui.commands.closing import Close, ways
from cocreate.tui.commands.door import LetIn
from cocreate.tui.commands.editing import Edit, EditInEditor, WriteCard
from cocreate.tui.commands.giving import Build, CatchIdea, Contribute, Helpful, SayKind, TakeStance, Thank
from cocreate.tui.commands.going import (
    ChangeTheme,
    Find,
    FollowLink,
    Quit,
    ResumeDraft,
    ShowLineage,
    SpeakAs,
    TellStory,
    mode_commands,
)
from cocreate.tui.commands.growing import JoinIn, OfferIt, SpinOff, StartProject, Weave
from cocreate.tui.commands.hearing import MakeKind, MakeOf
from cocreate.tui.commands.helping import Everything, Help
from cocreate.tui.commands.keeping import LetGoWording, ShowHistory, SyncNow, TakeWording, Undo
from cocreate.tui.commands.looking_back import LookBack
from cocreate.tui.commands.named import ShowPage
from cocreate.tui.commands.overlapping import WhoCouldHelp
from cocreate.tui.commands.resembling import Resembling


def all_commands() -> dict[str, Command]:
    """Every command by its id, in the order of the footer."""
    commands: list[Command] = [
        Close(),
        CatchIdea(),
        Build(),
        Contribute(),
        Helpful(),
        MakeOf(),
        LookBack(),
        StartProject(),
        SpinOff(),
        Weave(),
        Edit(),
        EditInEditor(),
        WriteCard(),
        TakeWording(),
        LetGoWording(),
        Undo(),
        ResumeDraft(),
        SpeakAs(),
        GoThere(),
        Follow(),
        ComeHere(),
        LetIn(),
        SyncNow(),
        JoinIn(),
        OfferIt(),
        Thank(),
        Find(),
        ShowLineage(),
        TellStory(),
        Resembling(),
        ShowHistory(),
        FollowLink(),
        ChangeTheme(),
        *mode_commands(),
        Everything(),
        Help(),
        Quit(),
    ]
    return {command.id: command for command in commands}


def keyless() -> dict[str, Command]:
    """What is found by its words and has no key of its own, by its id: pages, who could help, ways to close things."""
    return named_pages() | {command.id: command for command in (WhoCouldHelp(), TakeStance(), *ways())}


def named_pages() -> dict[str, Command]:
    """The pages that have a name of their own, by the ids of the commands that show them; they have no key."""
    return {command.id: command for command in map(ShowPage, page_words())}


def replies() -> dict[str, Command]:
    """What has no key of its own: saying something of a kind, a command a kind, by its id."""
    return {command.id: command for command in (*map(SayKind, [*GIVEN_KINDS, *STANCES]), *map(MakeKind, MADE))}
