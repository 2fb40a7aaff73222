"""Tests of cocreate/workspace/merge."""
