"""What the office does with gaps and themes: one module per thing, one function per act."""
