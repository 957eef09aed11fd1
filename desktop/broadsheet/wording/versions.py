"""What is said about versions: why each was kept, and when the history fails, what happened and what to do now."""

from broadsheet.wording.message import QT_TRANSLATE_NOOP, Translate

_REASONS = {
    "saved": QT_TRANSLATE_NOOP("wording", "Saved"),
    "working": QT_TRANSLATE_NOOP("wording", "While writing"),
    "import": QT_TRANSLATE_NOOP("wording", "Before an import"),
    "replace": QT_TRANSLATE_NOOP("wording", "Before replacing all"),
    "merge": QT_TRANSLATE_NOOP("wording", "Before merging"),
    "restore": QT_TRANSLATE_NOOP("wording", "Before going back to another version"),
    "overwritten": QT_TRANSLATE_NOOP("wording", "In the file before it was replaced"),
    "recovered": QT_TRANSLATE_NOOP("wording", "Recovered"),
    "closed": QT_TRANSLATE_NOOP("wording", "Closed without saving"),
}

SENTENCES = {
    "full": (
        QT_TRANSLATE_NOOP("wording", "No version was kept: the disk is full."),
        QT_TRANSLATE_NOOP("wording", "Free some space: until then there is no way back to what you write now."),
    ),
    "denied": (
        QT_TRANSLATE_NOOP(
            "wording", "Versions cannot be kept or read: the system does not let Broadsheet write there."
        ),
        QT_TRANSLATE_NOOP("wording", "Your articles are not concerned. See who may write into that folder."),
    ),
    "in_use": (
        QT_TRANSLATE_NOOP("wording", "The version history cannot be used now: another program holds it."),
        QT_TRANSLATE_NOOP("wording", "Close the other Broadsheet window or program, then try again."),
    ),
    "damaged": (
        QT_TRANSLATE_NOOP(
            "wording", "The version history was damaged and has been put aside ({detail}); a new one begins."
        ),
        QT_TRANSLATE_NOOP(
            "wording", "Your articles are not concerned. If you miss a version, keep the file that was put aside."
        ),
    ),
    "spoiled": (
        QT_TRANSLATE_NOOP("wording", "This version is damaged and cannot be read."),
        QT_TRANSLATE_NOOP("wording", "Choose the version before or after it. Your article is not concerned."),
    ),
    "gone": (
        QT_TRANSLATE_NOOP("wording", "This version is not kept any more."),
        QT_TRANSLATE_NOOP("wording", "Choose another version. Your article is not concerned."),
    ),
    "newer": (
        QT_TRANSLATE_NOOP("wording", "No versions are kept: a newer Broadsheet has made the version history."),
        QT_TRANSLATE_NOOP("wording", "Install the newer Broadsheet. Saving is not concerned."),
    ),
    "io": (
        QT_TRANSLATE_NOOP("wording", "The version history cannot be used: the drive reported an error: {detail}."),
        QT_TRANSLATE_NOOP("wording", "Save your article to another drive, and see whether this one is failing."),
    ),
}


def reason(name: str, tr: Translate) -> str:
    """Return why a version was kept."""
    return tr(_REASONS[name])
