"""The shell: one module a group of commands, plain text and JSON."""
