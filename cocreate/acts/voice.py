"""Who speaks in an act, and the clock and the chance that an act needs; everything else it is told."""

import os
from datetime import UTC, datetime

from cocreate.model.ids import ID_LENGTH, id_from
from cocreate.model.moments import on_this_clock

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from cocreate.model.items import Value


def _local_time() -> datetime:
    return on_this_clock(datetime.now(UTC))


def _new_id() -> str:
    return id_from(os.urandom(ID_LENGTH))


class Voice:
    """The people whom what is written now is credited to, equally.

    No dataclass, because catching an idea passes here and `dataclasses` alone takes longer than all of it.

    Args:
        by: their slugs, at least one.
        noted_by: the slug of whoever types, if that is somebody else.
        clock: tells the moment, with the writer's offset.
        new_id: makes an id that nothing else has.

    A voice speaks once: whatever one act writes has the same `act`, so that it can be taken back as one.
    """

    __slots__ = ("act", "by", "clock", "new_id", "noted_by")

    def __init__(
        self,
        by: "Sequence[str]",
        noted_by: str = "",
        clock: "Callable[[], datetime]" = _local_time,
        new_id: "Callable[[], str]" = _new_id,
    ) -> None:
        self.by = tuple(dict.fromkeys(by))
        self.noted_by = "" if noted_by in self.by else noted_by
        self.clock = clock
        self.new_id = new_id
        self.act = os.urandom(8).hex()

    def signature(self, at: str) -> "dict[str, Value]":
        """The keys that say who gave something, who noted it down, and when."""
        signed: dict[str, Value] = {"by": list(self.by)}
        if self.noted_by:
            signed["noted_by"] = self.noted_by
        return signed | {"at": at}
