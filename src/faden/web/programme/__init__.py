"""The programme: posts, and what the site has set itself."""
