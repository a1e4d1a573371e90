"""Acts that need several domain apps."""
