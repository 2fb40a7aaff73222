"""cocreate: people create things together as equals, over plain Markdown files."""

__version__ = "0.1.0"
