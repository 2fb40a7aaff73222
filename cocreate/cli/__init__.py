"""The command line: one module a command group, plain text and JSON (docs/cli.md)."""
