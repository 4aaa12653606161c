"""The record: entries, payloads and evidence that nobody can bend, and the tables made of them."""
