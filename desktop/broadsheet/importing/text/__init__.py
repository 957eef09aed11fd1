"""Readers of plain text and Markdown, with the fields that stand in front and the encodings that it comes in."""
