"""What is filled in about bodies and meetings."""
