"""The page turned to the client: large, in the client's language, and nothing else on it."""
