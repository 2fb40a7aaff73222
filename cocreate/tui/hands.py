"""Whose hands: where several terminals show the pane of these screens, who typed last may be asked of tmux."""

from asyncio import to_thread
from collections.abc import Container, Sequence

from cocreate.launch.tmux import Terminal, terminals_at
from cocreate.sittings.sitting import Sitting


class Hands:
    """Those who may type at a sitting. Asked when it matters: who speaks is said, or something is to be written."""

    def __init__(self, sitting: Sitting) -> None:
        self._pane = sitting.pane
        self._terminals: Sequence[Terminal] = ()
        self._spoke: dict[str, Sequence[str]] = {}
        self.is_told = False
        """Whether it was said that there are several."""

    async def look(self) -> None:
        """See which terminals show the pane now, and where somebody typed last."""
        if self._pane:
            self._terminals = await to_thread(terminals_at, *self._pane)

    @property
    def are_several(self) -> bool:
        """Whether more than one terminal shows the pane."""
        return len(self._terminals) > 1

    def typed_last(self, people: Container[str]) -> Sequence[str]:
        """Who typed last, of these people: those who spoke from that terminal before, else who is logged in there."""
        if not self.are_several:
            return ()
        terminal, user = self._terminals[0]
        return self._spoke.get(terminal) or ((user,) if user in people else ())

    def spoke(self, by: Sequence[str]) -> None:
        """These people said that they speak, in the terminal where somebody typed last."""
        if self.are_several:
            self._spoke[self._terminals[0].name] = by
