"""Domain values to bytes, one format a file."""
