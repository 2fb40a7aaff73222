"""What the shell takes in: words, pipes, the editor, answers at the terminal."""
