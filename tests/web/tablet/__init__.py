"""The page turned to the client."""
