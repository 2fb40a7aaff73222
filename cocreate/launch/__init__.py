"""Starting other programs: the person's editor, their browser, a sync that goes on by itself."""
