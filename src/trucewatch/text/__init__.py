"""Bytes to a document, a document to attributed statements."""
