"""What the shell prints: pages painted as text, rows, outcomes, JSON, and the door that all of it passes."""
