"""A sitting: one terminal, or one way in through the door, at which somebody takes part. Knows no widget.

It has what belongs to one place at the table and to no other: who speaks, in which language they read, what is unsent.
"""

import os
from collections.abc import Mapping, Sequence

from cocreate.acts.voice import Voice
from cocreate.locale import _, language_of
from cocreate.model.errors import Refused
from cocreate.sittings.drafts import Drafts
from cocreate.sittings.identity import identify
from cocreate.sittings.settings import Settings
from cocreate.sittings.speaking import OPTION, SITTING, Speaking, choose, nobody, sweep
from cocreate.sittings.table import Table
from cocreate.sittings.terminal import pane_of


def only_oneself() -> Refused:
    """The failure to let somebody else speak where a key says who does."""
    return Refused(
        _("Whoever comes through the door speaks as themselves."), _("Others come in with a key of their own.")
    )


class Sitting:
    """One place at the table.

    Args:
        table: what all who sit there share.
        key: what the sitting is known by from one time to the next; empty where there is nothing to know it by.
        asked: whom the command line named as speaking, by slug or name.
        noted_by: who types, if the command line said so.
        environ: the environment of whoever sits there; at a door not that of the process.
        language: the letters of their language; without it, as their environment says.
        whose: the slug of the one person whose way in this is, known by their key; empty at a keyboard that any of
            several people may use.
        settings: where their settings are; without it, those of whoever works at this computer.
    """

    def __init__(
        self,
        table: Table,
        key: str,
        asked: Sequence[str] = (),
        noted_by: str = "",
        environ: Mapping[str, str] = os.environ,
        language: str = "",
        whose: str = "",
        settings: Settings | None = None,
    ) -> None:
        self.table = table
        self.key = key
        self.language = language or language_of(environ)
        self.whose = whose
        self.reaches_host = not whose
        """Whether whoever sits here sits at this computer, with its editor, its browser, its settings and files."""
        self.pane = None if whose else pane_of(key, environ)
        """The pane of tmux that whoever sits here sees, which others may see too."""
        self.settings = settings or Settings()
        self.drafts = Drafts(table.root, key, whose=whose)
        self.speaking: Speaking | None = None
        self.caught = ""
        """What was just caught here and resembles something, and after a space what is selected since."""
        self.did: Sequence[str] = ()
        """Who did what was done here last, and can take it back; empty where nothing was, or all of it was."""
        self._asked, self._noted_by, self._environ = asked, noted_by, environ

    def identify(self) -> Speaking | None:
        """See who speaks here to begin with; None where that has to be asked.

        Raises:
            NotFound: a name that was asked for is that of several people.
            Refused: the variable names somebody by something that is no short name.
        """
        table = self.table
        if self.whose:
            return self._spoken_by(Speaking([self.whose], "", OPTION))
        sweep(table.root)
        speaking = identify(table.root, table.first_look, self._asked, self._noted_by, self._environ, self.key)
        return self._spoken_by(speaking)

    def speak_as(self, speaking: Speaking) -> None:
        """From now on these people speak here; it is remembered for this sitting.

        Raises:
            NotWritten: the disk said no; they speak until the program ends.
            Refused: this is somebody's own way in, and nobody else speaks there.
        """
        if self.whose:
            raise only_oneself()
        self._spoken_by(Speaking(speaking.by, speaking.noted_by, SITTING))
        choose(self.table.root, self.key, speaking)

    def _spoken_by(self, speaking: Speaking | None) -> Speaking | None:
        self.speaking = self.drafts.speaking = speaking
        return speaking

    def voice(self) -> Voice:
        """Whoever speaks here, to give to an act.

        Raises:
            NotFound: nobody speaks yet.
        """
        if self.speaking is None:
            raise nobody()
        return Voice(self.speaking.by, self.speaking.noted_by, self.table.clock)

    def leave(self) -> None:
        """The sitting is over; what is unsent waits for those it belongs to."""
        self.table.leave(self)
        self.drafts.close()
