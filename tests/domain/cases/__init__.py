"""Cases: rules, calculations, acts."""
