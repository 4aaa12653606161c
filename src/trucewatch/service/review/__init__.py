"""Verbs of the joint review: permission, the newest version, one lawful step, one entry."""
