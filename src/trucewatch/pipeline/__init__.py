"""The steps in order, over files and without a database; the face of the library."""
