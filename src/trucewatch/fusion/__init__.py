"""Statements to incidents: what tells of one happening, and who has it from whom."""
