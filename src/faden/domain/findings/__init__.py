"""What goes wrong in many cases: gap reports and generative themes."""
