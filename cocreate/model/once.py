"""What is worked out of a collection once and for all who ask: at one table, everybody wants to know the same of it.

It is kept with the collection, and as long.
"""

from __future__ import annotations

from functools import wraps

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from typing import Concatenate, ParamSpec, TypeVar

    from cocreate.model.collection import Collection

    P = ParamSpec("P")
    T = TypeVar("T")

_KEPT = "worked out"
"""Under this name, which no attribute can have, a collection keeps it."""


def once(work_out: Callable[Concatenate[Collection, P], T]) -> Callable[Concatenate[Collection, P], T]:
    """A function of a collection, and of more that can be a key, which is worked out once for each.

    Threads that ask in the same moment may each work it out; none sees it half done.
    """

    @wraps(work_out)
    def asked(collection: Collection, /, *args: P.args, **more: P.kwargs) -> T:
        known: dict[Hashable, T] = vars(collection).setdefault(_KEPT, {})
        key = (work_out, args, *more.items())
        if key not in known:
            known[key] = work_out(collection, *args, **more)
        return known[key]

    return asked
