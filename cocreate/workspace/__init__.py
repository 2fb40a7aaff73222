"""The files of a workspace, and the index of what they hold."""
