"""Tests of who sits at the table."""
