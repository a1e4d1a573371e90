"""What every test runs on."""
