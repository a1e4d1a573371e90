"""People who may be stored twice."""
