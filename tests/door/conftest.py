"""What every test of the door begins with: a computer of nobody, with no keys, settings or names."""

from pathlib import Path

import pytest


@pytest.fixture(autouse=True)
def nobodys_computer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys, codes and settings go to a folder of the test; nothing in the environment says who speaks."""
    home = tmp_path / "home"
    home.mkdir()
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "config"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "state"))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    for name in ("COCREATE_AS", "COCREATE_WORKSPACE", "VISUAL", "EDITOR", "NO_COLOR", "COLORTERM", "SSH_AUTH_SOCK"):
        monkeypatch.delenv(name, raising=False)
