"""Letters: templates, what lets a letter leave, what is filed."""
