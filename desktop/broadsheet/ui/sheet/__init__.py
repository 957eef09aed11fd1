"""The compose sheet: every field of the article around the body."""
