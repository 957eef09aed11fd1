"""What an editor must know, beside the page."""
