"""The page of the door, asked as browsers ask it."""
