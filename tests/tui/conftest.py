"""What every test of the screens begins with: no settings, editor or name of whoever runs the tests."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def nobodys_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Settings go to a folder of the test; nothing in the environment says who speaks or how it looks."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("COCREATE_AS", "COCREATE_WORKSPACE", "VISUAL", "EDITOR", "NO_COLOR", "COLORTERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
