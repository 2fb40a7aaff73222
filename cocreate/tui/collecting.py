"""Python's collector of garbage, so set that no key waits for it.

Each painting leaves some thousand small cycles, as Textual's lines remember how they were cut. Under Python's own
thresholds they grow old before they are dropped: every dozen keys all objects are gone through, and a key waits for a
tenth of a second. Dropped while they are young they take a fifth of that at most.
"""

import gc
from typing import Final

AFTER: Final = (10_000, 3, 10)
"""What the collector waits for, instead of (700, 10, 10)."""

Thresholds = tuple[int, int, int]


def collect_young() -> Thresholds:
    """Leave all that is there by now alone, and look through what is new sooner; what was set before."""
    before = gc.get_threshold()
    gc.freeze()
    gc.set_threshold(*AFTER)
    return before


def collect_as(before: Thresholds) -> None:
    """Leave the collector as it was found."""
    gc.unfreeze()
    gc.set_threshold(*before)
