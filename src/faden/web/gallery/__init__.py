"""The page /ui/: every component in all its states."""
