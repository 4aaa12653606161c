"""The duty board, the duty log, and handing over the watch."""
