"""Case conferences: rules, acts, who hears what."""
