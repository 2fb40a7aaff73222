"""What co-creation is: values and pure functions, the standard library only, no input or output."""
