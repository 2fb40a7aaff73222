"""What is worked out of a collection once and for all who ask: at one table, everybody wants to know the same of it.

It is kept as long as the collection is. What is worked out must not hold the collection itself, or it never goes.
"""

from __future__ import annotations

from functools import wraps
from weakref import WeakKeyDictionary

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable
    from typing import Concatenate, ParamSpec, TypeVar

    from cocreate.model.collection import Collection

    P = ParamSpec("P")
    T = TypeVar("T")


def once(work_out: Callable[Concatenate[Collection, P], T]) -> Callable[Concatenate[Collection, P], T]:
    """A function of a collection, and of more that can be a key, which is worked out once for each; in any thread."""
    known: WeakKeyDictionary[Collection, dict[Hashable, T]] = WeakKeyDictionary()

    @wraps(work_out)
    def asked(collection: Collection, /, *args: P.args, **more: P.kwargs) -> T:
        found = known.setdefault(collection, {})
        if args not in found:
            found[args] = work_out(collection, *args, **more)
        return found[args]

    return asked
