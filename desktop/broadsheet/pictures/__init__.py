"""Everything that looks inside a picture; the only room that knows Pillow."""
