"""Pages of the residence authorities."""
