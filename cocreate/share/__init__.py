"""What people at one keyboard share: who is speaking, the editor, the browser."""
