"""Intake: files, pasted texts, feeds, tables, the public form, and the API for reports."""
