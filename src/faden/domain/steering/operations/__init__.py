"""What the office does with bodies: prepare meetings, and record what they decide."""
