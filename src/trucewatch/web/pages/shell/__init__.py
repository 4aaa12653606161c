"""The frame of all pages: the first page, languages, errors."""
