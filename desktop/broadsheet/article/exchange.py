"""How an exported article says what it is, for whoever reads it back."""

FORMAT, VERSION = "org.broadsheet.article", 1
"""Of the `json` format and of what a web page carries. The version goes up when a receiver that reads this one could
misread the next; older ones are understood."""

MEDIA_TYPE = "application/vnd.broadsheet.article+json"
"""Of the data block in a web page."""
