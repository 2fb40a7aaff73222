"""The widgets that are drawn by line: they get values and post messages."""
