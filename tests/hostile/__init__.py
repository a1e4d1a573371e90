"""Forms and addresses as no browser sends them: a refusal in words is right, a failure of the server never."""
