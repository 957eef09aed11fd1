"""How an article is kept: safe writing, the document on disk, and the program's own small files."""
