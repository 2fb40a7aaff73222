"""The index of what the files hold, and the looks at the files that keep it true."""
