"""What stands beneath the panes and around them: all its lines look alike, so few are drawn.

Of each line that is drawn Textual keeps how it was cut and written; of a hundred blank ones that was most of what the
screens of one person held.
"""

from textual.containers import Horizontal, Vertical
from textual.geometry import Region
from textual.strip import Strip

FRAMED = 3
"""Lines of a frame: its upper edge, what is between, and its lower edge."""


class Beneath(Horizontal):
    """Holds panes beside one another, and shows nothing itself."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """One line for all."""
        return super().render_lines(Region(crop.x, crop.y, crop.width, 1)) * crop.height


class Pane(Vertical):
    """Holds one thing under the other in a frame."""

    def render_lines(self, crop: Region) -> list[Strip]:
        """The edges, and one line for all that is between."""
        if crop != self.region.at_offset((0, 0)) or crop.height < FRAMED:
            return super().render_lines(crop)
        upper, between = super().render_lines(Region(0, 0, crop.width, 2))
        (lower,) = super().render_lines(Region(0, crop.height - 1, crop.width, 1))
        return [upper, *[between] * (crop.height - 2), lower]
