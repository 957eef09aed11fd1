"""The commands by name, known without loading what runs them: a window shall not wait for that."""

from collections.abc import Sequence

SUMMARIES = {
    "show": "print all fields of an article as JSON",
    "import": "make a .textpack document of each file",
    "export": "write an article in one or more formats",
    "check": "say what an editor should look at before an article goes out",
    "formats": "list the export formats",
    "themes": "list the themes",
    "houses": "list the houses",
}
"""Name -> one line of help."""


def is_asked_for(arguments: Sequence[str]) -> bool:
    """Tell whether these arguments ask for a command or an option, not for a window."""
    return bool(arguments) and (arguments[0] in SUMMARIES or (arguments[0].startswith("-") and arguments[0] != "--"))
