"""Running an exercise, and looking back at it."""
