"""Referrals: rules, acts, who sees what."""
