"""Incidents held against terms: scope, parties, exclusion, clauses; each step with its reason."""
