"""What the office does in a case: one module per kind of act, one function per act."""
