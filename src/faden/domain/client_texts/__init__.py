"""What clients read, in nine languages, and which translations somebody has checked."""
