"""How much anybody gets at a door: enough for people, and never so much that one of them is in the way of others."""

from typing import Final

LOGIN: Final = 30
"""Seconds to log in."""

HALF_OPEN: Final = 24
"""Connections that have not logged in yet, in all; of more, those that stand there longest are let go."""

CONNECTIONS: Final = 64
"""Connections of people who are let in, in all."""

OUTSIDE: Final = 24
"""Connections that have logged in and are let in nowhere, of more, the oldest are let go."""

A_PERSON: Final = 6
"""Connections of one person."""

A_CONNECTION: Final = 4
"""Sessions within one connection, as ssh opens them that shares one."""

COMMANDS: Final = 8
"""Commands under way, in all; whoever gives one then waits."""

OF_ONE: Final = 3
"""The same of one person, so that nobody waits long for somebody else's."""

COMMAND: Final = 60
"""Seconds after which a command is ended."""

TYPED: Final = 8 << 20
"""Bytes that a command reads from a pipe."""

GUESSES: Final = 3
"""Codes that can be tried in one connection."""

PAUSE: Final = 1.0
"""Seconds after a code that is none, in this connection; twice as many after each that came lately from anywhere."""

LONGEST_PAUSE: Final = 8.0

KNOCKING: Final = 600
"""Seconds for which somebody waits to be let in."""

IDLE_ROOM: Final = 120
"""Seconds for which somebody may think before the door, at each question."""

ANSWER: Final = 80
"""Characters of what somebody answers before the door, such as their name."""

WIDEST, HIGHEST = 500, 200
"""Columns and lines that are painted, whatever a terminal says of itself."""

NARROWEST, LOWEST = 20, 5

USUAL: Final = (80, 24)
"""Where a terminal says nothing of its size."""

RESIZED_EVERY: Final = 0.1
"""Seconds between two sizes that are taken in."""

LONGEST_PASTE: Final = 1 << 20
"""Characters of one paste: a file holds no more."""

KEYS: Final = 300
"""Keys a second that somebody may go on pressing."""

BURST: Final = 3000
"""Keys that may come at once."""

UNREAD: Final = 64 << 10
"""Bytes of input that wait; after that the other side has to wait."""

BEHIND: Final = 256 << 10
"""Bytes of output that wait to be read; after that nothing is painted, until there is room for all of it anew."""

STUCK: Final = 60.0
"""Seconds after which whoever reads nothing at all is let go."""
