"""Tests of the door, with ssh as people have it."""
