"""Pages: what each one says, worked out once as values; the faces (`cli`, `tui`) only paint them."""
