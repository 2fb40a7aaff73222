"""Tests of what pages tell, and of their painters."""
