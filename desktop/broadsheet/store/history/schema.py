"""The tables. Texts from outside are stored as bytes: names of files need not be Unicode."""

VERSION = 1
"""Of these tables, in `user_version`. A file with a higher one is left alone."""

TABLES = frozenset({"content", "version", "part"})

CREATE = (
    # What is small stands before `data`: SQLite reads a row from its start, and need not read a picture for its size.
    """CREATE TABLE content (
        id INTEGER PRIMARY KEY, sha256 BLOB NOT NULL UNIQUE, packed INTEGER NOT NULL, stored INTEGER NOT NULL,
        data BLOB NOT NULL)""",
    # AUTOINCREMENT, so that the number of a version that went is not given to another one.
    """CREATE TABLE version (
        number INTEGER PRIMARY KEY AUTOINCREMENT, article BLOB NOT NULL, time REAL NOT NULL, begun REAL NOT NULL,
        reason TEXT NOT NULL, headline BLOB NOT NULL, words INTEGER NOT NULL, path BLOB NOT NULL,
        size INTEGER NOT NULL, digest BLOB NOT NULL)""",
    "CREATE INDEX version_article ON version (article, number)",
    """CREATE TABLE part (
        version INTEGER NOT NULL REFERENCES version (number) ON DELETE CASCADE, place INTEGER NOT NULL,
        kind TEXT NOT NULL, name BLOB NOT NULL, content INTEGER NOT NULL REFERENCES content (id),
        PRIMARY KEY (version, place)) WITHOUT ROWID""",
    "CREATE INDEX part_content ON part (content)",
    f"PRAGMA user_version = {VERSION}",
)
