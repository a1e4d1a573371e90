"""How long what is kept, and how it is erased when the time is over."""
