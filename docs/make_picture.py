"""Draws docs/home.svg: Home on the sample, 120 by 40, always at the same moment (`make picture`)."""

import asyncio
import os
import shutil
import sys
import tempfile
from datetime import datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PICTURE = ROOT / "docs" / "home.svg"
SIZE = (120, 40)
MOMENT = datetime.fromisoformat("2026-11-21T18:30:00+01:00")


async def draw() -> str:
    """The picture, as SVG."""
    from cocreate.sittings.sitting import Sitting
    from cocreate.sittings.table import Table
    from cocreate.tui.app import CocreateApp

    with tempfile.TemporaryDirectory() as folder:
        root = f"{folder}/teambase"
        os.environ["XDG_CONFIG_HOME"] = folder  # somebody's own colours are not for everybody
        shutil.copytree(ROOT / "workspaces" / "teambase", root, ignore=shutil.ignore_patterns(".cocreate", ".git"))
        table = Table(root, lambda: MOMENT)
        table.first_look()
        sitting = Sitting(table, "", ("mavi", "erkan"))
        sitting.identify()
        app = CocreateApp(table, sitting)
        async with app.run_test(size=SIZE) as pilot:
            opening = [worker for worker in app.workers if worker.group == "open"]
            if opening:
                await app.workers.wait_for_complete(opening)
            await app.look()
            await pilot.pause()
            if telling := [worker for worker in app.workers if worker.group == "page"]:
                await app.workers.wait_for_complete(telling)
            app.said = ()
            await pilot.pause()
            return app.export_screenshot(title="cocreate")


def main() -> int:
    """Draw it, and put it where the README shows it."""
    os.environ["LANGUAGE"] = "en"
    PICTURE.write_text(asyncio.run(draw()), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
