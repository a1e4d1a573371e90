"""Data protection: who did or read what, and what people's rights ask for."""
