"""Packages the sample workspace beside the code; all else stands in pyproject.toml."""

from setuptools import find_packages, setup

setup(
    packages=[*find_packages(include=["cocreate*"]), "cocreate.sample"],
    package_dir={"cocreate.sample": "workspaces/teambase"},
    package_data={
        "cocreate": ["py.typed", "tui/*.tcss", "locale/*/LC_MESSAGES/*.mo"],
        "cocreate.sample": ["*.md", "*/*.md", "*/*/*.md", "*/*/*/*.md", "*/*/*/*/*.md", ".gitattributes"],
    },
)
