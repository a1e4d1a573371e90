"""The way in for somebody who has no password yet, or has forgotten it: a link that opens once, for a while."""
