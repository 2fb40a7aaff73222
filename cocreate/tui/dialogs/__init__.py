"""What opens over a screen to be answered, and goes."""
