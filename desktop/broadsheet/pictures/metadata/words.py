"""The words that are written into a picture that goes out; instructions are for the desk, and are not among them."""

from msgspec import Struct

from broadsheet.article.photo import Photo
from broadsheet.pictures.metadata.choosing import BETWEEN


class Words(Struct, frozen=True):
    """What a published picture says of itself; `language` is the BCP 47 tag of all of it, `created` ISO 8601."""

    caption: str = ""
    credit: str = ""
    creator: tuple[str, ...] = ()
    copyright: str = ""
    headline: str = ""
    title: str = ""
    alt: str = ""
    description: str = ""
    usage_terms: str = ""
    source: str = ""
    licence_url: str = ""
    digital_source: str = ""
    created: str = ""
    language: str = ""


def of(photo: Photo, *, alt: str = "", caption: str = "", credit: str = "", language: str = "") -> Words:
    """Return the words of one use of a photo."""
    return Words(
        caption=caption,
        credit=credit,
        creator=tuple(name.strip() for name in photo.creator.split(BETWEEN.strip()) if name.strip()),
        copyright=photo.copyright,
        headline=photo.headline,
        alt=alt,
        description=photo.description,
        usage_terms=photo.usage_terms,
        source=photo.source,
        licence_url=photo.licence_url,
        digital_source=photo.digital_source,
        created=photo.created,
        language=language,
    )
