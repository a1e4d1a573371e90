"""A site's file: read with line marks, checked in plain German, compared with the database."""
