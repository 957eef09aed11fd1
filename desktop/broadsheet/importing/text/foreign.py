"""TextBundles of other programs: their text may open with fields, as the Markdown files of those programs do."""

import msgspec

from broadsheet.importing.imported import Imported
from broadsheet.importing.taking import Copy
from broadsheet.importing.text.matter import has_matter
from broadsheet.store import fields
from broadsheet.store.document import Document


def opening(document: Document) -> str:
    """Return the text of another program's bundle where fields stand in front of it, else nothing."""
    if fields.KEY in document.foreign.info or not has_matter(document.article.body):
        return ""
    return document.article.body


def completed(document: Document, copy: Copy) -> Imported:
    """Return the document with the fields and the body of its own text, as far as that had any."""
    article = msgspec.structs.replace(copy.article, id=document.article.id)
    asset = article.picture.asset
    if asset and f"assets/{asset.rpartition('/')[2]}" in document.assets:
        picture = msgspec.structs.replace(article.picture, asset=f"assets/{asset.rpartition('/')[2]}")
        article = msgspec.structs.replace(article, picture=picture)
    return Imported(msgspec.structs.replace(document, article=article), copy.notes, named=True)
