"""The photos of an article by their assets; the lead picture keeps two of their facts in its own field."""

import msgspec

from broadsheet.article.model import Article
from broadsheet.article.photo import Found, Photo


def of(article: Article, asset: str) -> Photo:
    """Return what is known about an asset, with the lead picture's own focus and copyright; a blank one if nothing."""
    photo = next((one for one in article.photos if one.asset == asset), Photo(asset))
    if asset and asset == article.picture.asset:
        return msgspec.structs.replace(photo, focus=article.picture.focus, copyright=article.picture.copyright)
    return photo


def with_photo(article: Article, photo: Photo) -> Article:
    """Return the article with what is known about one asset; a blank photo goes."""
    picture = article.picture
    if photo.asset == picture.asset:
        picture = msgspec.structs.replace(picture, focus=photo.focus, copyright=photo.copyright)
        photo = msgspec.structs.replace(photo, focus=None, copyright="")
    return msgspec.structs.replace(article, picture=picture, photos=put(article.photos, photo))


def put(photos: tuple[Photo, ...], photo: Photo) -> tuple[Photo, ...]:
    """Return the photos with one in the place of that of the same asset, or at the end; a blank one goes."""
    new = (photo,) if photo != Photo(photo.asset) else ()
    for number, one in enumerate(photos):
        if one.asset == photo.asset:
            return (*photos[:number], *new, *photos[number + 1 :])
    return (*photos, *new)


def said(photo: Photo, field: str) -> Found | None:
    """Return what a picture's file said for a field when it came in; None where it said nothing."""
    return next((one for one in photo.found if one.field == field), None)


def merge(
    base: tuple[Photo, ...], ours: tuple[Photo, ...], theirs: tuple[Photo, ...]
) -> tuple[tuple[Photo, ...], list[tuple[Photo, Photo]]]:
    """Merge by asset and field; return the photos, ours where both changed one field, and these pairs of ours, theirs.

    A photo that one side removed and the other changed stays.
    """
    sides = [{one.asset: one for one in side} for side in (base, ours, theirs)]
    merged, clashes = [], []
    for asset in dict.fromkeys([*sides[1], *sides[2]]):
        before, mine, other = (side.get(asset) for side in sides)
        if mine is None or other is None:
            one = mine or other
            if one is not None and one != before:
                merged.append(one)
            continue
        photo, clash = _merged(before or Photo(asset), mine, other)
        merged.append(photo)
        if clash:
            clashes.append((photo, other))
    return tuple(merged), clashes


def _merged(base: Photo, ours: Photo, theirs: Photo) -> tuple[Photo, bool]:
    changed, clash = {}, False
    for name in Photo.__struct_fields__:
        before, mine, other = (getattr(side, name) for side in (base, ours, theirs))
        if mine == before:
            changed[name] = other
        clash = clash or (other not in (before, mine) and mine != before)
    return msgspec.structs.replace(ours, **changed), clash
