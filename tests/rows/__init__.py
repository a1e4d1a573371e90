"""Row security against an oracle that knows nothing of SQL."""
