"""Who sits at the table: who speaks there and why, what is unsent, and what all who sit there share."""
