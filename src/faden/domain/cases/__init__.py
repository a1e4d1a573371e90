"""Cases, their stays, and everything counselled in them."""
