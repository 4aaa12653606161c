"""Triage: what came in becomes incidents that a person has looked at."""
