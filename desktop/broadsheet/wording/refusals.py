"""What a writer is told about bytes that are no picture we take."""

from broadsheet.wording.message import QT_TRANSLATE_NOOP

PICTURE = {
    "not_a_picture": (
        QT_TRANSLATE_NOOP("wording", "“{name}” is not a picture."),
        QT_TRANSLATE_NOOP("wording", "Choose a JPEG, PNG, GIF, WebP, AVIF or TIFF picture."),
    ),
    "format": (
        QT_TRANSLATE_NOOP("wording", "“{name}” is of a kind that cannot be published: {detail}."),
        QT_TRANSLATE_NOOP("wording", "Save it as JPEG or PNG in an image program, then add it again."),
    ),
    "HEIC": (
        QT_TRANSLATE_NOOP("wording", "“{name}” is a HEIC picture, which browsers cannot show."),
        QT_TRANSLATE_NOOP("wording", "Share it from the phone as JPEG, or save it as JPEG here, then add it again."),
    ),
    "too_slow": (
        QT_TRANSLATE_NOOP("wording", "“{name}” takes too long to open."),
        QT_TRANSLATE_NOOP("wording", "Open it in an image program and save it anew, or ask for a fresh copy."),
    ),
    "memory": (
        QT_TRANSLATE_NOOP("wording", "“{name}” takes more memory than a picture may."),
        QT_TRANSLATE_NOOP("wording", "Make it smaller in an image program, then add it again."),
    ),
    "too_many_pixels": (
        QT_TRANSLATE_NOOP("wording", "“{name}” has too many pixels: {detail}."),
        QT_TRANSLATE_NOOP("wording", "Make it smaller in an image program, then add it again."),
    ),
    "damaged": (
        QT_TRANSLATE_NOOP("wording", "“{name}” is damaged: {detail}."),
        QT_TRANSLATE_NOOP("wording", "Open it in an image program and save it anew, or ask for a fresh copy."),
    ),
    "too_large": (
        QT_TRANSLATE_NOOP("wording", "“{name}” is too large a file: {detail}."),
        QT_TRANSLATE_NOOP("wording", "Make it smaller in an image program, then add it again."),
    ),
    "missing": (
        QT_TRANSLATE_NOOP("wording", "The picture “{name}” is not there."),
        QT_TRANSLATE_NOOP("wording", "Add it again, or remove it from the article."),
    ),
    "denied": (
        QT_TRANSLATE_NOOP("wording", "The system does not let you read “{name}”."),
        QT_TRANSLATE_NOOP("wording", "Ask whoever owns the file for a copy, then add that."),
    ),
    "io": (
        QT_TRANSLATE_NOOP("wording", "“{name}” could not be read: {detail}."),
        QT_TRANSLATE_NOOP("wording", "Copy it to this computer, then add it again."),
    ),
}
