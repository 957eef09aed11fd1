"""How an article looks: Markdown to safe HTML, block by block, and the finished page."""
