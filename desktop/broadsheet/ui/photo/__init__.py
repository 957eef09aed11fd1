"""The photo desk: the article's pictures with their words, rights, turns and crops."""
