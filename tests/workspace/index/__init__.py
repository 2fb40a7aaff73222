"""Tests of cocreate/workspace/index."""
