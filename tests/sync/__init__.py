"""Sync, over real git."""
