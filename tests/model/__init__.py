"""Tests of what co-creation is."""
