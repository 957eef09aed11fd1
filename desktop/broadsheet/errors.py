"""The few ways things go wrong.

They carry facts, never sentences (those are made in `wording`):

    BroadsheetError
      UnreadableDocument   a document or importable file that cannot be taken in
      NotSaved             nothing was written; what was there is untouched
        ChangedUnderneath  ... because another program changed the file meanwhile
        ChoicesNotKept     ... of the writer's choices, not of an article
      NotJournaled         what is typed cannot be kept against a crash, or only in another place
      HistoryFailed        the versions of an article; article and document are not concerned
      NotForgotten         something is left of what was to leave no trace
      PictureRefused       bytes that are no picture we take
      ThemeBroken          a theme that does not give a page
      HouseBroken          a house file with a mistake in it
      UnknownName          a format, theme or house that does not exist
      ExportFailed         an export that left nothing behind
      RenderFailed         the page could not be made in the time or memory it may take
"""

from pathlib import Path


class BroadsheetError(Exception):
    """Root of everything that the writer is told about."""


class UnreadableDocument(BroadsheetError):
    """A document cannot be read.

    `reason` is one of: missing, denied, damaged, encrypted, too_large, too_deep (its parts in one another), unsafe,
    not_a_bundle, encoding, no_reader, folder, special (a pipe, a device), linked (a link to a folder elsewhere),
    too_slow, memory, too_many (it and all files behind it: more than are taken in at once), io. `detail` names the
    part or the system's own message.
    """

    def __init__(self, path: Path, reason: str, detail: str = "") -> None:
        super().__init__(path, reason, detail)
        self.path, self.reason, self.detail = path, reason, detail


class NotSaved(BroadsheetError):
    """A file was not written; the old one is untouched.

    `reason` is one of: full, quota, denied, read_only, missing, too_large, oversized, in_use, verification, newer,
    gone (it is not where it was, and nobody asked to write it anew), io.
    """

    def __init__(self, path: Path, reason: str, detail: str = "") -> None:
        super().__init__(path, reason, detail)
        self.path, self.reason, self.detail = path, reason, detail


class ChangedUnderneath(NotSaved):
    """The file on disk is not the one that was opened: overwriting would lose somebody's work."""

    def __init__(self, path: Path) -> None:
        super().__init__(path, "changed")


class ChoicesNotKept(NotSaved):
    """The writer's choices (house, theme, widths) could not be written; the articles are not concerned.

    `reason` may also be damaged: the file that is there cannot be understood and stays as it is.
    """


class NotJournaled(BroadsheetError):
    """What is typed cannot be written into the journal in `folder`; `reason` is one of NotSaved's.

    `elsewhere` tells whether it is written all the same, into reserved room or in another place.
    """

    def __init__(self, folder: Path, reason: str, elsewhere: bool) -> None:
        super().__init__(folder, reason, elsewhere)
        self.folder, self.reason, self.elsewhere = folder, reason, elsewhere


class HistoryFailed(BroadsheetError):
    """The version history could not be read or written; article and document are not concerned.

    `reason` is one of: full, denied, in_use, damaged (the file was put aside as `detail`, and a new one begins),
    spoiled, gone (both of one version only), newer, io.
    """

    def __init__(self, path: Path, reason: str, detail: str = "") -> None:
        super().__init__(path, reason, detail)
        self.path, self.reason, self.detail = path, reason, detail


class NotForgotten(BroadsheetError):
    """Something at `path` is left of an article of which no trace was to stay; `reason` is one of NotSaved's."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(path, reason)
        self.path, self.reason = path, reason


class PictureRefused(BroadsheetError):
    """Bytes that are not a picture we take.

    `reason` is one of: not_a_picture, format (`detail` names it), too_many_pixels, damaged, too_large, missing, denied,
    io, too_slow, memory.
    """

    def __init__(self, name: str, reason: str, detail: str = "") -> None:
        super().__init__(name, reason, detail)
        self.name, self.reason, self.detail = name, reason, detail


class ThemeBroken(BroadsheetError):
    """A theme does not give a page; `line` is 0 where it is unknown."""

    def __init__(self, theme: str, file: str, line: int, detail: str) -> None:
        super().__init__(theme, file, line, detail)
        self.theme, self.file, self.line, self.detail = theme, file, line, detail


class HouseBroken(BroadsheetError):
    """A house file has a mistake; `line` is 0 and `field` empty where they are unknown.

    `suggestion` is what the writer may have meant, or empty.
    """

    def __init__(self, path: Path, line: int, field: str, detail: str, suggestion: str = "") -> None:
        super().__init__(path, line, field, detail, suggestion)
        self.path, self.line, self.field, self.detail, self.suggestion = path, line, field, detail, suggestion


class UnknownName(BroadsheetError):
    """Nothing of that `kind` (format, theme, house) has that name."""

    def __init__(self, kind: str, name: str, known: tuple[str, ...]) -> None:
        super().__init__(kind, name, known)
        self.kind, self.name, self.known = kind, name, known


class ExportFailed(BroadsheetError):
    """An export wrote nothing; what stood at `target` is untouched.

    `reason` is one of NotSaved's but newer and oversized, or: asset_missing, asset_damaged, crops_unseen
    (`detail` names the picture), occupied (`detail` names what no export has put there), media_url_missing (`detail`
    is the format that cannot do without), gave_up (the process that made it ended, or took too long).
    """

    def __init__(self, target: Path, reason: str, detail: str = "") -> None:
        super().__init__(target, reason, detail)
        self.target, self.reason, self.detail = target, reason, detail


class RenderFailed(BroadsheetError):
    """The page could not be made; `reason` is one of: time, memory, crashed."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason, detail)
        self.reason, self.detail = reason, detail
