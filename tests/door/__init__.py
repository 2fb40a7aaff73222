"""Tests of the door, with clients as people have them."""
