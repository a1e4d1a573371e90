"""Files made to do harm, through the real page and the real interface; ``python -m tests.hostile_files 500``."""
