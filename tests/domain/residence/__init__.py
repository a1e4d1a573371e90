"""Requests to residence authorities: rules, acts, who sees what."""
