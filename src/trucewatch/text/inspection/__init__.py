"""Bytes that arrived to a verdict: what they are by content, what speaks against opening them."""
