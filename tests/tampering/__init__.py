"""Change the trace behind the product's back, and see whether it is found."""
