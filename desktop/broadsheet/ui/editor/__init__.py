"""The body editor."""
