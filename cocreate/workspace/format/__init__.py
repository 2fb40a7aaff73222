"""The format: front matter and body, read, written and checked (docs/format.md)."""
