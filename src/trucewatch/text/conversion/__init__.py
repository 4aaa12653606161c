"""Bytes of an accepted file to its words, its picture and its parts."""
