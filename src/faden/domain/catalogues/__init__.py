"""Legal areas, life domains, target groups, barriers."""
