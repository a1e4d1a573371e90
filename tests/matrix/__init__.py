"""Who gets which answer from which address: one table for each workplace."""
