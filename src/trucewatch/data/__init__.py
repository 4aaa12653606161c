"""What the field knows, as reviewable files, and how it is loaded."""
