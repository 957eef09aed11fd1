"""How an article is kept: safe writing and the document on disk."""
