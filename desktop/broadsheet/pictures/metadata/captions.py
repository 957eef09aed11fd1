"""Takes the credit out of a caption that ends in one: "Boats (Photo: AFP)", "Perahu. Foto: Antara/Budi"."""

import re
from functools import cache

from broadsheet.article import language, parts
from broadsheet.pictures.metadata.sameness import plain
from broadsheet.pictures.metadata.table import table

_LONGEST = 120
"""Characters; more is a sentence."""
_AGENCY_PHOTO = re.compile(r"[A-Z]{2,8} (?:photo|foto|images?|pool)\b.*", re.IGNORECASE)
_COPYRIGHT = re.compile(r"(?:©|\(c\))\s*\S.*", re.IGNORECASE)


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    labels = {row.labels.photo.casefold() for row in language.languages().values()} | set(table().credit_labels)
    choice = "|".join(re.escape(one).replace(r"\ ", r"\s+") for one in sorted(labels, key=len, reverse=True))
    join = r"(?:\s*[:：]\s*|\s+(?:by|oleh|von|par|de|por|van|di)\s*:?\s+)"
    alone = re.compile(rf"(?:{choice}){join}(?P<credit>\S.*)", re.IGNORECASE | re.DOTALL)
    behind = re.compile(
        rf"(?P<end>[.!?…。！？\"”’»])\s+(?:{choice})\s*[:：]\s*(?P<credit>\S[^\n]{{0,{_LONGEST}}})", re.IGNORECASE
    )
    return alone, behind


def split(caption: str, credit: str = "") -> parts.Caption:
    """Return caption and credit apart; the caption stays whole where it ends in none, or in another than the file's.

    Of two credits of which one contains the other ("AFP", "Budi/AFP") the longer is returned.
    """
    for found in (_in_parentheses(caption, credit), _behind(caption)):
        if found is None:
            continue
        mine, given = plain(found.credit).casefold(), plain(credit).casefold()
        if not given or given in mine:
            return found
        if mine in given:
            return parts.Caption(found.caption, credit)
    return parts.Caption(caption, credit)


def _in_parentheses(caption: str, credit: str) -> parts.Caption | None:
    found = parts.caption(caption)
    inner = found.credit.strip()
    if not inner or not found.caption or len(inner) > _LONGEST:
        return None
    labelled = _patterns()[0].fullmatch(inner)
    if labelled is not None:
        return parts.Caption(found.caption, labelled["credit"].strip())
    if _AGENCY_PHOTO.fullmatch(inner) or _COPYRIGHT.fullmatch(inner) or _names_agency(inner):
        return parts.Caption(found.caption, inner)
    return parts.Caption(found.caption, inner) if plain(inner).casefold() == plain(credit).casefold() else None


def _names_agency(text: str) -> bool:
    names = re.split(r"\s*[/|]\s*|\bvia\s+", text)
    return len(names) > 1 and any(name.strip().casefold() in table().agencies for name in names)


def _behind(caption: str) -> parts.Caption | None:
    last = None
    for last in _patterns()[1].finditer(caption):  # noqa: B007  (the last one counts)
        pass
    if last is None or caption[last.end() :].strip():
        return None
    credit = last["credit"].strip().removesuffix(".").rstrip()
    if re.search(r"\w{4,}[.!?] +\w", credit):
        return None
    return parts.Caption(caption[: last.end("end")].strip(), credit)
