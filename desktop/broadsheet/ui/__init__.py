"""The window and all that Qt touches."""
