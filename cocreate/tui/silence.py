"""No key is silent: what is said where a key does nothing."""

from typing import Final

from cocreate.locale import N_, _

WAY = N_("There is nothing further that way.")

OF_SCREENS: Final = {
    "enter": N_("Nothing is selected here that enter could open."),
    "escape": N_("There is nothing to leave here; q closes the screens."),
    "left": N_("← and → turn the tabs of a project, and of what belongs to everybody."),
    "right": N_("← and → turn the tabs of a project, and of what belongs to everybody."),
    "space": N_("space marks, in a list of which several can be taken."),
    "ctrl+s": N_("ctrl+s keeps what is written in a window: none is open."),
    "ctrl+e": N_("ctrl+e gives more room where an idea is caught: i opens that."),
    "ctrl+o": N_("ctrl+o says who speaks in a window; s says who speaks here."),
    "ctrl+t": N_("ctrl+t says who types, in the window that s opens."),
    **dict.fromkeys(("up", "down", "pageup", "pagedown", "home", "end"), WAY),
}
"""By key: what is said on a screen where the key, which is no command, does nothing."""

OF_WINDOWS: Final = {
    "enter": N_("Nothing is selected here that enter could take."),
    **dict.fromkeys(("up", "down", "pageup", "pagedown", "home", "end", "tab", "shift+tab"), WAY),
}
"""The same in a window."""


def why_nothing(key: str, words: str, *, in_window: bool) -> str:
    """What to say where `key`, which people call `words`, does nothing."""
    known = (OF_WINDOWS if in_window else OF_SCREENS).get(key)
    if known:
        return _(known)
    if in_window:
        return _("{key} does nothing in this window; esc leaves it.").format(key=words)
    return _("{key} does nothing here; ? lists the keys that do.").format(key=words)
