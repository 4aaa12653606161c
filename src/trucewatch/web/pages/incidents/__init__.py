"""Incidents: list, map and timeline of one query; each incident with all that is known of it."""
