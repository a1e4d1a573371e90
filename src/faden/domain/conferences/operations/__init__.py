"""What happens to a case conference: prepared, invited to, held, handed out."""
