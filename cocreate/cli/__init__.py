"""The command line: one module a command group, plain text and JSON (DESIGN section 5)."""
