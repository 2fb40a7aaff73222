"""The door: lets people in from their own terminal or browser, who have no copy, no git and no program of ours."""
