"""The HTTP interface: the same words, rules and operations as the pages."""
