"""What fields and formats are called."""

from broadsheet.wording.message import QT_TRANSLATE_NOOP, Translate

_FIELDS = {
    "language": QT_TRANSLATE_NOOP("wording", "Language"),
    "kicker": QT_TRANSLATE_NOOP("wording", "Kicker"),
    "headline": QT_TRANSLATE_NOOP("wording", "Headline"),
    "deck": QT_TRANSLATE_NOOP("wording", "Deck"),
    "slug": QT_TRANSLATE_NOOP("wording", "Slug"),
    "byline": QT_TRANSLATE_NOOP("wording", "Byline"),
    "dateline": QT_TRANSLATE_NOOP("wording", "Dateline"),
    "published": QT_TRANSLATE_NOOP("wording", "Publication time"),
    "updated": QT_TRANSLATE_NOOP("wording", "Time of the update"),
    "embargo": QT_TRANSLATE_NOOP("wording", "Embargo"),
    "section": QT_TRANSLATE_NOOP("wording", "Section"),
    "keywords": QT_TRANSLATE_NOOP("wording", "Keywords"),
    "picture": QT_TRANSLATE_NOOP("wording", "Lead picture"),
    "picture.asset": QT_TRANSLATE_NOOP("wording", "Lead picture"),
    "picture.alt": QT_TRANSLATE_NOOP("wording", "Alt text"),
    "picture.decorative": QT_TRANSLATE_NOOP("wording", "Picture is decorative"),
    "picture.caption": QT_TRANSLATE_NOOP("wording", "Caption"),
    "picture.credit": QT_TRANSLATE_NOOP("wording", "Credit"),
    "picture.copyright": QT_TRANSLATE_NOOP("wording", "Copyright of the picture"),
    "picture.focus": QT_TRANSLATE_NOOP("wording", "Focus of the picture"),
    "photos": QT_TRANSLATE_NOOP("wording", "Pictures"),
    "body": QT_TRANSLATE_NOOP("wording", "Body"),
    "related": QT_TRANSLATE_NOOP("wording", "Related links"),
    "source": QT_TRANSLATE_NOOP("wording", "Source"),
    "source.url": QT_TRANSLATE_NOOP("wording", "Address of the source"),
    "end_mark": QT_TRANSLATE_NOOP("wording", "End mark"),
    "call_to_action": QT_TRANSLATE_NOOP("wording", "Call to action"),
    "call_to_action.url": QT_TRANSLATE_NOOP("wording", "Address of the call to action"),
    "seo": QT_TRANSLATE_NOOP("wording", "Search and social"),
    "seo.title": QT_TRANSLATE_NOOP("wording", "Search title"),
    "seo.description": QT_TRANSLATE_NOOP("wording", "Search description"),
    "seo.canonical_url": QT_TRANSLATE_NOOP("wording", "Original at"),
    "seo.robots": QT_TRANSLATE_NOOP("wording", "Robots"),
    "rights": QT_TRANSLATE_NOOP("wording", "Rights"),
    "rights.copyright_notice": QT_TRANSLATE_NOOP("wording", "Copyright"),
    "rights.usage_terms": QT_TRANSLATE_NOOP("wording", "Usage terms"),
    "editor_note": QT_TRANSLATE_NOOP("wording", "Note to the editor"),
    "corrections": QT_TRANSLATE_NOOP("wording", "Corrections"),
    "status": QT_TRANSLATE_NOOP("wording", "Status"),
}

_FORMATS = {
    "html": (
        QT_TRANSLATE_NOOP("wording", "Web page"),
        QT_TRANSLATE_NOOP("wording", "A folder with the page, its stylesheet and the pictures in several sizes"),
    ),
    "html-single": (
        QT_TRANSLATE_NOOP("wording", "Web page in one file"),
        QT_TRANSLATE_NOOP("wording", "The page with stylesheet and pictures inside it, to send or to keep"),
    ),
    "html-fragment": (
        QT_TRANSLATE_NOOP("wording", "HTML to paste"),
        QT_TRANSLATE_NOOP("wording", "Only the article, without style, for the editor of a content system"),
    ),
    "json": (
        QT_TRANSLATE_NOOP("wording", "JSON"),
        QT_TRANSLATE_NOOP("wording", "All fields, and the body as Markdown, HTML, text and typed blocks"),
    ),
    "ninjs": (
        QT_TRANSLATE_NOOP("wording", "News item (ninjs)"),
        QT_TRANSLATE_NOOP("wording", "JSON in the IPTC’s ninjs 3.1, for agencies and news systems"),
    ),
    "ninjs-superdesk": (
        QT_TRANSLATE_NOOP("wording", "News item for Superdesk"),
        QT_TRANSLATE_NOOP("wording", "JSON in ninjs 1 as Superdesk’s reader takes it"),
    ),
    "wordpress": (
        QT_TRANSLATE_NOOP("wording", "WordPress import"),
        QT_TRANSLATE_NOOP("wording", "One file for WordPress’ importer, which fetches the pictures from the media URL"),
    ),
    "wordpress-rest": (
        QT_TRANSLATE_NOOP("wording", "WordPress by its REST API"),
        QT_TRANSLATE_NOOP("wording", "A folder with the post as JSON, the pictures, their words, and how to send them"),
    ),
    "ghost": (
        QT_TRANSLATE_NOOP("wording", "Ghost import"),
        QT_TRANSLATE_NOOP("wording", "One zip for Ghost’s importer, with the pictures"),
    ),
    "markdown": (
        QT_TRANSLATE_NOOP("wording", "Markdown"),
        QT_TRANSLATE_NOOP("wording", "The whole article as a readable Markdown text"),
    ),
    "text": (
        QT_TRANSLATE_NOOP("wording", "Plain text"),
        QT_TRANSLATE_NOOP("wording", "Wire copy: nothing but words and line breaks"),
    ),
}


def field(name: str, tr: Translate) -> str:
    """Return what a field is called; `corrections.2.time` and the like are called as the field they are in."""
    return tr(_FIELDS.get(name) or _FIELDS.get(name.split(".", 1)[0], name))


def format_title(name: str, tr: Translate) -> str:
    """Return what an export format is called; a format that came in from outside keeps its own name."""
    return tr(_FORMATS[name][0]) if name in _FORMATS else name


def format_purpose(name: str, tr: Translate) -> str:
    """Return what an export format gives, in one line without a full stop."""
    return tr(_FORMATS[name][1]) if name in _FORMATS else ""
