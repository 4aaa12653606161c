"""Positions of the delegations: drafting in private, signing, filing, and both side by side."""
