"""Readers of the files of word processors, and what these have in common."""
