"""Case conferences: who comes, what each one sees, the shared view, and what was agreed."""
