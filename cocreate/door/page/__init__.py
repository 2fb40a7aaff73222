"""The page of the door: what people read and give with a browser, made here as plain HTML, without a script."""
