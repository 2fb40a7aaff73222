"""What the screens wish for, as messages: whoever assembles them makes it come true."""

from dataclasses import dataclass

from textual.message import Message

from cocreate.model.items import Contribution


@dataclass
class GoTo(Message):
    """Show the item called `name` where it is read."""

    name: str


@dataclass
class GoMode(Message):
    """Show a mode."""

    mode: str


@dataclass
class GoBack(Message):
    """To where one came from."""


@dataclass
class Answer(Message):
    """Say something on `given`: an answer to a question, a comment on anything else."""

    given: Contribution


@dataclass
class Give(Message):
    """Give the command called so."""

    command: str


@dataclass
class Say(Message):
    """Say in passing what is so, and what one can do then."""

    what: str
    then: str = ""
