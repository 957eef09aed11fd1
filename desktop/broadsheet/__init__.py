"""Broadsheet: compose a news article offline, see it as published, export it."""

__version__ = "0.1.0"
