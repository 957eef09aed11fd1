"""Readers of what other programs keep as data: ninjs, our own JSON."""
