"""What people do, a verb a module; the shell and the screens both call these."""
