"""Changing what somebody else may be changing: edits that are merged, and what is kept of both."""
