"""Administration: accounts, one's own keys, the trace, the outbox."""
