"""What comes from elsewhere: a reader a module for each kind of source, texts in, values out, nothing written."""
