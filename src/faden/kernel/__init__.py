"""Who acts, what they may see, what was done: no word of social work in here."""
