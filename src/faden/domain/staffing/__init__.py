"""Posts and who fills them."""
