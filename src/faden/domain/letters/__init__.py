"""Letters and certificates from templates that the office itself can edit."""
