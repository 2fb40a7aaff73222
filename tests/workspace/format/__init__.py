"""Tests of cocreate/workspace/format."""
