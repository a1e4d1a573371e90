"""Administration: accounts, one's own keys, the outbox."""
