"""Packages the sample workspace beside the code; all else stands in pyproject.toml."""

from setuptools import find_packages, setup

SAMPLE = ["cocreate.sample", *(f"cocreate.sample.{each}" for each in ("commons", "ideas", "people", "projects"))]
"""Folders of Markdown; those whose names could be names of packages have to be called so."""

setup(
    packages=[*find_packages(include=["cocreate*"]), *SAMPLE],
    package_dir={"cocreate.sample": "workspaces/teambase"},
    package_data={
        "cocreate": ["py.typed", "tui/*.tcss", "door/page/*.css", "door/page/*.svg", "locale/*/LC_MESSAGES/*.mo"],
        "cocreate.sample": ["*.md", "*/*.md", "*/*/*.md", "*/*/*/*.md", "*/*/*/*/*.md", ".gitattributes"],
    },
)
