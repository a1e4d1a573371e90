"""Expert supervision (Fachberatung): what coordination and lead see of cases, without seeing whose they are."""
