"""Verbs of an exercise: begin it, release what happens in it, end it, debrief."""
