"""What comes from elsewhere, read."""
