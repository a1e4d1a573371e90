"""The actors of the network."""
