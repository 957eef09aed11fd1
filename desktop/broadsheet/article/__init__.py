"""What an article is: pure values that any room may hold."""
