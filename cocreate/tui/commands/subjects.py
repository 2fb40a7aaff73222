"""What commands are given on: each with the sentence that says so, where something else is selected, or nothing."""

from cocreate.model.items import Contribution, Idea, Item, Person
from cocreate.tui.commands.base import Subject


def a_selection(otherwise: str, *but: type[Item]) -> Subject:
    """Whatever is selected, `but` for items of some types."""
    return Subject(lambda context: context.target is not None and not isinstance(context.target, but), otherwise)


def not_a_person(otherwise: str) -> Subject:
    """Whatever is selected, or nothing, in which case it is for everybody."""
    return Subject(lambda context: not isinstance(context.target, Person), otherwise)


def a_thing(otherwise: str) -> Subject:
    """An idea or a project, or something said on one."""
    return Subject(lambda context: context.thing is not None, otherwise)


def an_idea_of_several(otherwise: str) -> Subject:
    """An idea, or something said on one, where there is another."""
    return Subject(lambda context: isinstance(context.thing, Idea) and len(context.collection.ideas) > 1, otherwise)


def said(kind: str, otherwise: str) -> Subject:
    """A contribution of a kind."""
    return Subject(lambda context: isinstance(context.target, Contribution) and context.target.kind == kind, otherwise)


def a_file(otherwise: str) -> Subject:
    """Something that has a file of its own, as somebody without a card has not."""
    return Subject(lambda context: context.target is not None and bool(context.target.fields), otherwise)


def in_modes(modes: tuple[str, ...], otherwise: str) -> Subject:
    """Anything, in some modes."""
    return Subject(lambda context: context.screen.mode in modes, otherwise)
