"""Settings, URLs and the WSGI entry: nothing else."""
