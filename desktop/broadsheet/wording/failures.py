"""What is said when something goes wrong: for every reason what happened, and what to do now."""

from broadsheet import errors
from broadsheet.wording import details, versions
from broadsheet.wording.message import QT_TRANSLATE_NOOP, Message, Translate
from broadsheet.wording.refusals import PICTURE

Sentences = dict[str, tuple[str, str]]
"""Reason -> what happened, what to do now; `{name}` and `{detail}` are filled in."""

_CHOOSE_OTHER = QT_TRANSLATE_NOOP("wording", "Choose another file.")
_SAVE_ELSEWHERE = QT_TRANSLATE_NOOP("wording", "Save it under another name or in another folder.")
_EXPORT_ELSEWHERE = QT_TRANSLATE_NOOP("wording", "Choose another folder and export again.")

_UNREADABLE: Sentences = {
    "missing": (
        QT_TRANSLATE_NOOP("wording", "“{name}” is not there."),
        QT_TRANSLATE_NOOP("wording", "See whether it was moved or renamed, or whether its drive is connected."),
    ),
    "denied": (
        QT_TRANSLATE_NOOP("wording", "The system does not let you read “{name}”."),
        QT_TRANSLATE_NOOP("wording", "Ask its owner for permission, or copy it to a folder of your own."),
    ),
    "damaged": (
        QT_TRANSLATE_NOOP("wording", "“{name}” is damaged and cannot be read: {detail}."),
        QT_TRANSLATE_NOOP("wording", "Open a backup, or ask the sender for a fresh copy. The file was not changed."),
    ),
    "encrypted": (
        QT_TRANSLATE_NOOP("wording", "“{name}” is locked with a password."),
        QT_TRANSLATE_NOOP("wording", "Unlock it in the program that locked it, then open it here."),
    ),
    "too_large": (
        QT_TRANSLATE_NOOP("wording", "“{name}” is larger than an article can be: {detail}."),
        QT_TRANSLATE_NOOP(
            "wording",
            "See whether it is the right file. If it is, take out what makes it so large: most often pictures.",
        ),
    ),
    "too_deep": (
        QT_TRANSLATE_NOOP("wording", "“{name}” cannot be read: its parts stand far too deep inside one another."),
        QT_TRANSLATE_NOOP("wording", "No article is built like that. Ask the sender for its text alone."),
    ),
    "folder": (
        QT_TRANSLATE_NOOP("wording", "“{name}” is a folder, not a file."),
        QT_TRANSLATE_NOOP("wording", "Open a file in it; to take in all of them, import the folder."),
    ),
    "special": (
        QT_TRANSLATE_NOOP("wording", "“{name}” is a pipe or a device of the system, not a file."),
        QT_TRANSLATE_NOOP("wording", "Save as a file what comes out of it, then open that."),
    ),
    "linked": (
        QT_TRANSLATE_NOOP("wording", "“{name}” is a link to a folder elsewhere, which is not looked into."),
        QT_TRANSLATE_NOOP("wording", "Import that folder by itself if you want what is in it."),
    ),
    "too_slow": (
        QT_TRANSLATE_NOOP("wording", "“{name}” takes too long to read."),
        QT_TRANSLATE_NOOP("wording", "Save the text alone from the program that made it, and open that."),
    ),
    "memory": (
        QT_TRANSLATE_NOOP("wording", "“{name}” needs more memory to read than it may take."),
        QT_TRANSLATE_NOOP("wording", "Save it with fewer or smaller pictures, or the text alone, and open that."),
    ),
    "too_many": (
        QT_TRANSLATE_NOOP("wording", "“{name}” and all behind it are not read: there are too many files at once."),
        QT_TRANSLATE_NOOP("wording", "Import them folder by folder, starting with the folder that this one is in."),
    ),
    "unsafe": (
        QT_TRANSLATE_NOOP("wording", "“{name}” is built in a way that could harm this computer: {detail}."),
        QT_TRANSLATE_NOOP("wording", "Do not trust it. Ask the sender where it comes from."),
    ),
    "not_a_bundle": (
        QT_TRANSLATE_NOOP("wording", "“{name}” has the name of a document, but is none: {detail}."),
        _CHOOSE_OTHER,
    ),
    "encoding": (
        QT_TRANSLATE_NOOP("wording", "“{name}” is not readable text."),
        QT_TRANSLATE_NOOP("wording", "Save it as plain text in UTF-8 in the program that made it, then try again."),
    ),
    "no_reader": (
        QT_TRANSLATE_NOOP("wording", "There is no reader for files like “{name}”: {detail}."),
        QT_TRANSLATE_NOOP("wording", "In the program that made it, save it as .docx, .odt or plain text; open that."),
    ),
    "io": (
        QT_TRANSLATE_NOOP("wording", "“{name}” could not be read: {detail}."),
        QT_TRANSLATE_NOOP("wording", "Try again; if it stays so, copy the file to another drive."),
    ),
}

_NO_KIND = (
    QT_TRANSLATE_NOOP("wording", "There is no reader for files like “{name}”."),
    QT_TRANSLATE_NOOP("wording", "In the program that made it, save it as .docx, .odt or plain text; open that."),
)
_NO_NEWS = (
    QT_TRANSLATE_NOOP("wording", "“{name}” holds data, but neither an article of Broadsheet nor a news item (ninjs)."),
    QT_TRANSLATE_NOOP("wording", "If an article is in it, ask whoever sent it for that as text."),
)

_NOT_SAVED: Sentences = {
    "full": (
        QT_TRANSLATE_NOOP("wording", "Not saved: the disk is full."),
        QT_TRANSLATE_NOOP("wording", "Free some space and save again, or save to another drive."),
    ),
    "quota": (
        QT_TRANSLATE_NOOP("wording", "Not saved: your share of the disk is used up."),
        QT_TRANSLATE_NOOP("wording", "Delete something of yours and save again, or save to another drive."),
    ),
    "denied": (
        QT_TRANSLATE_NOOP("wording", "Not saved: the system does not let you write there."),
        _SAVE_ELSEWHERE,
    ),
    "read_only": (
        QT_TRANSLATE_NOOP("wording", "Not saved: that place can only be read."),
        _SAVE_ELSEWHERE,
    ),
    "missing": (
        QT_TRANSLATE_NOOP("wording", "Not saved: the folder is not there any more."),
        _SAVE_ELSEWHERE,
    ),
    "gone": (
        QT_TRANSLATE_NOOP("wording", "Not saved by itself: the file is not where it was."),
        QT_TRANSLATE_NOOP("wording", "Save to write it there again, or save it under another name."),
    ),
    "too_large": (
        QT_TRANSLATE_NOOP("wording", "Not saved: that place does not take files of this size."),
        _SAVE_ELSEWHERE,
    ),
    "oversized": (
        QT_TRANSLATE_NOOP("wording", "Not saved: the article is larger than one that can be opened again: {detail}."),
        QT_TRANSLATE_NOOP("wording", "Take out what makes it so large, most often pictures, and save again."),
    ),
    "in_use": (
        QT_TRANSLATE_NOOP("wording", "Not saved: another program holds the file."),
        QT_TRANSLATE_NOOP("wording", "Close it there and save again, or save under another name."),
    ),
    "verification": (
        QT_TRANSLATE_NOOP("wording", "Not saved: the drive gave back other bytes than were written."),
        QT_TRANSLATE_NOOP("wording", "Do not trust that drive. Save to another one."),
    ),
    "newer": (
        QT_TRANSLATE_NOOP("wording", "Not saved: a newer Broadsheet wrote it, and this one would lose a part of it."),
        QT_TRANSLATE_NOOP("wording", "Install the newer Broadsheet, or save a copy under another name."),
    ),
    "changed": (
        QT_TRANSLATE_NOOP("wording", "Not saved: another program has changed the file since you opened it."),
        QT_TRANSLATE_NOOP("wording", "Say what is to become of the two, or save under another name to keep both."),
    ),
    "io": (
        QT_TRANSLATE_NOOP("wording", "Not saved: the drive reported an error: {detail}."),
        QT_TRANSLATE_NOOP("wording", "Save to another drive."),
    ),
}

_SHORT = {
    "full": QT_TRANSLATE_NOOP("wording", "the disk is full"),
    "quota": QT_TRANSLATE_NOOP("wording", "your share of the disk is used up"),
    "denied": QT_TRANSLATE_NOOP("wording", "you may not write there"),
    "read_only": QT_TRANSLATE_NOOP("wording", "that place can only be read"),
    "missing": QT_TRANSLATE_NOOP("wording", "the folder is gone"),
    "gone": QT_TRANSLATE_NOOP("wording", "the file is gone"),
    "too_large": QT_TRANSLATE_NOOP("wording", "too large for that place"),
    "oversized": QT_TRANSLATE_NOOP("wording", "larger than an article can be"),
    "in_use": QT_TRANSLATE_NOOP("wording", "another program holds the file"),
    "verification": QT_TRANSLATE_NOOP("wording", "the drive cannot be trusted"),
    "newer": QT_TRANSLATE_NOOP("wording", "a newer Broadsheet wrote it"),
    "changed": QT_TRANSLATE_NOOP("wording", "changed by another program"),
    "damaged": QT_TRANSLATE_NOOP("wording", "the file with them cannot be understood"),
    "io": QT_TRANSLATE_NOOP("wording", "the drive reported an error"),
}

_EXPORT: Sentences = {
    "full": (
        QT_TRANSLATE_NOOP("wording", "Nothing was exported: the disk is full."),
        QT_TRANSLATE_NOOP("wording", "Free some space and export again, or choose another drive."),
    ),
    "quota": (
        QT_TRANSLATE_NOOP("wording", "Nothing was exported: your share of the disk is used up."),
        QT_TRANSLATE_NOOP("wording", "Delete something of yours and export again, or choose another drive."),
    ),
    "denied": (
        QT_TRANSLATE_NOOP("wording", "Nothing was exported: the system does not let you write there."),
        _EXPORT_ELSEWHERE,
    ),
    "read_only": (
        QT_TRANSLATE_NOOP("wording", "Nothing was exported: that place can only be read."),
        _EXPORT_ELSEWHERE,
    ),
    "missing": (QT_TRANSLATE_NOOP("wording", "Nothing was exported: the folder is not there."), _EXPORT_ELSEWHERE),
    "too_large": (
        QT_TRANSLATE_NOOP("wording", "Nothing was exported: that place does not take files of this size."),
        _EXPORT_ELSEWHERE,
    ),
    "in_use": (
        QT_TRANSLATE_NOOP("wording", "Nothing was exported: another program holds a file that would be replaced."),
        QT_TRANSLATE_NOOP("wording", "Close it there and export again."),
    ),
    "occupied": (
        QT_TRANSLATE_NOOP("wording", "Nothing was exported: what stands there was not made by an export ({detail})."),
        QT_TRANSLATE_NOOP("wording", "Choose another folder, or give the article another slug."),
    ),
    "asset_missing": (
        QT_TRANSLATE_NOOP("wording", "Nothing was exported: the article shows a picture that is not in it ({detail})."),
        QT_TRANSLATE_NOOP("wording", "Add the picture again, or take it out of the article."),
    ),
    "asset_damaged": (
        QT_TRANSLATE_NOOP("wording", "Nothing was exported: a picture of the article cannot be read ({detail})."),
        QT_TRANSLATE_NOOP("wording", "Replace the picture, or take it out of the article."),
    ),
    "crops_unseen": (
        QT_TRANSLATE_NOOP("wording", "Nothing was exported: this house wants every crop to be seen first ({detail})."),
        QT_TRANSLATE_NOOP("wording", "Look at its crops on the photo desk, and tick those that may go out."),
    ),
    "media_url_missing": (
        QT_TRANSLATE_NOOP("wording", "Nothing was exported: the format must say where its pictures will be served."),
        QT_TRANSLATE_NOOP("wording", "Give their folder’s address in the file of the house, or with --media-url."),
    ),
    "gave_up": (
        QT_TRANSLATE_NOOP("wording", "It was not exported: the program could not cope with it and went on without it."),
        QT_TRANSLATE_NOOP("wording", "Export it alone; if that fails too, look for something very long in its body."),
    ),
    "verification": (
        QT_TRANSLATE_NOOP("wording", "Nothing was exported: the drive gave back other bytes than were written."),
        QT_TRANSLATE_NOOP("wording", "Do not trust that drive. Choose another one."),
    ),
    "io": (
        QT_TRANSLATE_NOOP("wording", "Nothing was exported: the drive reported an error: {detail}."),
        QT_TRANSLATE_NOOP("wording", "Choose another drive and export again."),
    ),
}

_RENDER: Sentences = {
    "time": (
        QT_TRANSLATE_NOOP("wording", "The page took too long to make."),
        QT_TRANSLATE_NOOP("wording", "Writing and saving go on. Look for something very long pasted into the body."),
    ),
    "memory": (
        QT_TRANSLATE_NOOP("wording", "The page needs more memory than it may take."),
        QT_TRANSLATE_NOOP("wording", "Writing and saving go on. Look for something very long pasted into the body."),
    ),
    "crashed": (
        QT_TRANSLATE_NOOP("wording", "The part that makes the page stopped: {detail}."),
        QT_TRANSLATE_NOOP("wording", "Writing and saving go on; it starts again with the next change."),
    ),
}

_UNKNOWN: Sentences = {
    "format": (
        QT_TRANSLATE_NOOP("wording", "There is no export format named “{name}”."),
        QT_TRANSLATE_NOOP("wording", "Choose one of: {known}."),
    ),
    "theme": (
        QT_TRANSLATE_NOOP("wording", "There is no theme named “{name}”."),
        QT_TRANSLATE_NOOP("wording", "Choose one of: {known}."),
    ),
    "house": (
        QT_TRANSLATE_NOOP("wording", "There is no house named “{name}”."),
        QT_TRANSLATE_NOOP("wording", "Choose one of: {known}; or name a .toml file."),
    ),
}

_IN_LINE = QT_TRANSLATE_NOOP("wording", "{file}, line {line}")
_IN_FIELD = QT_TRANSLATE_NOOP("wording", "{where}, field “{field}”")


def message(exc: errors.BroadsheetError, tr: Translate) -> Message:
    """Return what happened, where, and what the reader can do now."""
    match exc:
        case errors.UnreadableDocument():
            return _filled(_unreadable(exc), str(exc.path), exc.detail, tr, exc.path.name)
        case errors.NotSaved() | errors.NotJournaled() | errors.HistoryFailed() | errors.NotForgotten():
            return _not_kept(exc, tr)
        case errors.PictureRefused():
            known = exc.reason == "format" and exc.detail in PICTURE
            return _filled(PICTURE[exc.detail if known else exc.reason], "", exc.detail, tr, exc.name)
        case errors.ExportFailed():
            return _filled(_EXPORT[exc.reason], str(exc.target), exc.detail, tr)
        case errors.RenderFailed():
            return _filled(_RENDER[exc.reason], "", exc.detail, tr)
        case errors.ThemeBroken() | errors.HouseBroken():
            return _broken(exc, tr)
        case errors.UnknownName():
            what, do = _UNKNOWN[exc.kind]
            return Message(tr(what).format(name=exc.name), "", tr(do).format(known=", ".join(exc.known)))
        case _:
            return Message(tr(QT_TRANSLATE_NOOP("wording", "Something went wrong.")), str(exc))


def _unreadable(exc: errors.UnreadableDocument) -> tuple[str, str]:
    if exc.reason == "no_reader" and exc.detail == "JSON":
        return _NO_NEWS
    return _NO_KIND if exc.reason == "no_reader" and exc.detail == exc.path.suffix else _UNREADABLE[exc.reason]


def _not_kept(
    exc: errors.NotSaved | errors.NotJournaled | errors.HistoryFailed | errors.NotForgotten, tr: Translate
) -> Message:
    match exc:
        case errors.NotForgotten():
            return _not_forgotten(exc, tr)
        case errors.ChoicesNotKept():
            return _choices_not_kept(exc, tr)
        case errors.NotJournaled():
            return _not_journaled(exc, tr)
        case errors.HistoryFailed():
            return _filled(versions.SENTENCES[exc.reason], str(exc.path), exc.detail, tr)
        case _:
            return _filled(_NOT_SAVED[exc.reason], str(exc.path), exc.detail, tr)


def _choices_not_kept(exc: errors.ChoicesNotKept, tr: Translate) -> Message:
    what = tr(QT_TRANSLATE_NOOP("wording", "Your choice holds until you quit, but cannot be kept: {reason}."))
    do = tr(QT_TRANSLATE_NOOP("wording", "Your articles are not concerned. See who may write into that folder."))
    if exc.reason == "damaged":
        do = tr(QT_TRANSLATE_NOOP("wording", "Your articles are not concerned. Correct the file or remove it."))
    return Message(what.format(reason=tr(_SHORT[exc.reason])), str(exc.path), do)


def _not_journaled(exc: errors.NotJournaled, tr: Translate) -> Message:
    what = tr(QT_TRANSLATE_NOOP("wording", "What you type now would be lost in a crash: {reason}."))
    do = tr(QT_TRANSLATE_NOOP("wording", "Save now, and often. It is protected again as soon as that place takes it."))
    if exc.elsewhere:
        what = tr(QT_TRANSLATE_NOOP("wording", "What you type is kept for a crash in another place: {reason}."))
        do = tr(QT_TRANSLATE_NOOP("wording", "Nothing is lost. See who may write there; it goes back by itself."))
        if exc.reason in ("full", "quota"):
            do = tr(QT_TRANSLATE_NOOP("wording", "Nothing is lost. Free some space there; it goes back by itself."))
    return Message(what.format(reason=tr(_SHORT[exc.reason])), str(exc.folder), do)


def _not_forgotten(exc: errors.NotForgotten, tr: Translate) -> Message:
    what = tr(QT_TRANSLATE_NOOP("wording", "Something of this document is left: {reason}."))
    do = tr(QT_TRANSLATE_NOOP("wording", "Mend that, then forget or discard it again."))
    return Message(what.format(reason=tr(_SHORT[exc.reason])), str(exc.path), do)


def short_reason(exc: errors.NotSaved, tr: Translate) -> str:
    """Return why a file was not saved in a few words, to follow "Not saved: "."""
    return tr(_SHORT[exc.reason])


def _filled(pair: tuple[str, str], where: str, detail: str, tr: Translate, name: str = "") -> Message:
    what, do = pair
    said = tr(what)
    if not detail:
        said = said.replace(": {detail}", "").replace(" ({detail})", "")
    return Message(said.format(name=name, detail=details.words(detail, tr)), where, tr(do))


def _broken(exc: errors.ThemeBroken | errors.HouseBroken, tr: Translate) -> Message:
    return _theme_broken(exc, tr) if isinstance(exc, errors.ThemeBroken) else _house_broken(exc, tr)


def _theme_broken(exc: errors.ThemeBroken, tr: Translate) -> Message:
    what = tr(QT_TRANSLATE_NOOP("wording", "The theme “{theme}” gives no page: {detail}."))
    do = tr(QT_TRANSLATE_NOOP("wording", "Correct the file in a text editor, or choose another theme."))
    return Message(
        what.format(theme=exc.theme, detail=details.words(exc.detail, tr)),
        _in_line(f"{exc.theme}/{exc.file}", exc.line, tr),
        do,
    )


def _house_broken(exc: errors.HouseBroken, tr: Translate) -> Message:
    what = tr(QT_TRANSLATE_NOOP("wording", "The house file cannot be used: {detail}."))
    if exc.suggestion:
        what = tr(QT_TRANSLATE_NOOP("wording", "The house file cannot be used: {detail}; did you mean “{suggestion}”?"))
    where = _in_line(str(exc.path), exc.line, tr)
    if exc.field:
        where = tr(_IN_FIELD).format(where=where, field=exc.field)
    do = tr(QT_TRANSLATE_NOOP("wording", "Correct it in a text editor, or choose another house."))
    return Message(what.format(detail=details.words(exc.detail, tr), suggestion=exc.suggestion), where, do)


def _in_line(file: str, line: int, tr: Translate) -> str:
    return tr(_IN_LINE).format(file=file, line=line) if line else file
