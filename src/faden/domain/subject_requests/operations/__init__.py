"""What is done with the requests of people about their own data, one module for each kind."""
