"""What people ask for about their own data: subject access (Art. 15, 20 GDPR)."""
