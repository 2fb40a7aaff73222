"""Processes that wait for nothing, to stand for the programs and terminals of others."""

import subprocess

Waiting = subprocess.Popen[bytes]


class Processes:
    """Processes that stand for the leader of a terminal's session, or for a program; they end with this one."""

    def __init__(self) -> None:
        self._free: list[Waiting] = []

    def begin(self) -> Waiting:
        """One that does nothing."""
        if self._free:
            return self._free.pop()
        return subprocess.Popen(["cat"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, start_new_session=True)

    def give_back(self, waiting: Waiting) -> None:
        """It was not ended: another may use it."""
        self._free.append(waiting)

    @staticmethod
    def end(waiting: Waiting) -> None:
        """End it at once, as a crash does."""
        waiting.kill()
        waiting.communicate()

    def end_all(self) -> None:
        """End those that nobody uses."""
        while self._free:
            self.end(self._free.pop())
