"""Languages as a writer chooses them: by name where we have words for them, by any BCP 47 tag otherwise."""

import re
from functools import cache

from PySide6.QtCore import QLocale

from broadsheet.article import language

_TAG = re.compile(
    r"[a-z]{2,3}(?:-[a-z]{3}){0,3}"  # language with extended subtags; longer ones are allowed, but none was registered
    r"(?:-[a-z]{4})?(?:-(?:[a-z]{2}|\d{3}))?"  # script, region
    r"(?:-(?:[a-z0-9]{5,8}|\d[a-z0-9]{3}))*(?:-[0-9a-wyz](?:-[a-z0-9]{2,8})+)*"  # variants, extensions
    r"(?:-x(?:-[a-z0-9]{1,8})+)?|x(?:-[a-z0-9]{1,8})+",
    re.IGNORECASE,
)
"""RFC 5646 §2.1 without the grandfathered tags."""


def name(tag: str) -> str:
    """Return what speakers call a language, with the tag behind it where the tag says more: `Indonesia (id-ID)`."""
    primary = language.primary(tag)
    row = language.languages().get(primary)
    own = row.name if row else QLocale(primary).nativeLanguageName() if QLocale(primary).name() != "C" else ""
    if not own:
        return tag
    return own if tag == primary else f"{own} ({tag})"


def offers() -> dict[str, str]:
    """Return the languages we have words for: what to show, with the English name too -> tag."""
    english = {tag: name for name, tag in _english().items()}
    shown = {}
    for tag, row in language.languages().items():
        called = english.get(tag, row.name)
        both = row.name if called == row.name.casefold() else f"{row.name}, {called.title()}"
        shown[f"{both} – {tag}"] = tag
    return shown


def resolve(text: str) -> str | None:
    """Return the tag that a writer means by a name or a tag; None where it is neither."""
    text = text.strip()
    meant = text.casefold()
    for shown, tag in offers().items():
        own = language.language(tag).name.casefold()
        if meant in (shown.casefold(), own, f"{own} – {tag}"):
            return tag
    if meant in _english():
        return _english()[meant]
    tag = text.replace("_", "-")
    return _cased(tag) if not tag or _TAG.fullmatch(tag) else None


@cache
def _english() -> dict[str, str]:
    """Return the English name of every language that Qt knows, in small letters -> its subtag."""
    known = [one for one in QLocale.Language if one not in (QLocale.Language.AnyLanguage, QLocale.Language.C)]
    return {QLocale.languageToString(one).casefold(): QLocale.languageToCode(one) for one in known}


def _cased(tag: str) -> str:
    """Return a tag in the letters that RFC 5646 §2.1.1 recommends: `id-Latn-ID`."""
    parts = tag.lower().split("-")
    done = parts[:1]
    for number, part in enumerate(parts[1:], 1):
        after_single = len(parts[number - 1]) == 1
        if len(part) == 4 and part.isalpha() and not after_single:
            done.append(part.title())
        else:
            done.append(part.upper() if len(part) == 2 and not after_single else part)
    return "-".join(done)
