"""Reading only: facts that may leave casework, figures, charts, documents."""
