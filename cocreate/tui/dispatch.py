"""Giving commands: which of them apply, why the others do not, and what goes wrong, in words."""

from collections.abc import Mapping

from cocreate.model.errors import CocreateError, in_words
from cocreate.tui.commands import all_commands, keyless, replies
from cocreate.tui.commands.base import Command, Context
from cocreate.tui.studio import Studio


class Dispatch:
    """All commands of one sitting."""

    def __init__(self, studio: Studio) -> None:
        self._studio = studio
        self._commands = all_commands()
        self._by_key = {command.key: command for command in self._commands.values()}
        self._offered: Mapping[str, Command] = {**self._commands, **keyless()}
        self._all: Mapping[str, Command] = {**self._offered, **replies()}

    def offers(self, context: Context) -> list[Command]:
        """The commands that can be given now."""
        return [command for command in self._offered.values() if not command.why_not(context)]

    def elsewhere(self, context: Context) -> list[tuple[Command, str]]:
        """The commands that cannot be given now, each with the sentence that says why."""
        found = [(command, command.why_not(context)) for command in self._commands.values()]
        return [(command, why) for command, why in found if why]

    def applies(self, name: str, context: Context) -> bool:
        """Whether the command called so can be given now."""
        return not self._all[name].why_not(context)

    def words_in(self, name: str, context: Context) -> str:
        """What the command called so does to what is selected, in a word or two."""
        return self._all[name].words_in(context)

    def why_not(self, key: str, context: Context) -> str:
        """Why the command of this key cannot be given now; empty where it can, or the key has none."""
        command = self._by_key.get(key)
        return command.why_not(context) if command else ""

    async def give(self, name: str, context: Context) -> None:
        """Give a command; where it does not apply, or goes wrong, that is said."""
        command = self._all[name]
        if why_not := command.why_not(context):
            self._studio.say(why_not)
            return
        try:
            await command.do(context)
        except (CocreateError, OSError) as error:
            self._studio.say(*in_words(error), wrong=True)
