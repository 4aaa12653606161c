"""The hotline: one page on which a call is logged, and a page for each call."""
