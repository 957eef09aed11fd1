"""Readers of saved pages: ours, and those of others by what they say of themselves."""
