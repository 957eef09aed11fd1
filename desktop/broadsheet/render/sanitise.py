"""Makes HTML from Markdown safe to publish: what is not on the lists below does not come through.

The lists follow the sanitiser that was measured against hostile collections: no style, id or name, no author's classes,
no foreign content, pictures only from the document itself.
"""

import re
from functools import cache
from html import escape, unescape

import nh3

from broadsheet.render import links

_TAGS = (
    "a abbr b bdi bdo blockquote br caption cite code dd del dfn details div dl dt em figcaption figure "
    "h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q rp rt ruby s samp small span strong sub summary sup "
    "table tbody td tfoot th thead time tr u ul var wbr"
)
TAGS = frozenset(_TAGS.split())
"""Elements that come through; of all others but DROPPED the text does."""

_DROPPED = (
    "script style template noscript iframe object embed applet svg math title textarea select option noembed noframes "
    "xmp plaintext frameset audio video canvas"
)
DROPPED = frozenset(_DROPPED.split())
"""Elements that go with everything in them."""

ATTRIBUTES = {
    "a": {"href", "title", "hreflang"},
    "img": {"src", "alt", "title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "time": {"datetime"},
    "*": {"lang", "dir"},
}

CLASSES = {"td": {"align-center", "align-right"}, "th": {"align-center", "align-right"}}
"""Classes that our own Markdown writes; those of news parts are added after sanitising, so nobody can forge them."""

_TAG = re.compile(r"<(?P<end>/?)(?P<name>[a-z][a-z0-9]*)(?P<attributes>(?: [a-z-]+=\"[^\"]*\")*)>")
_ATTRIBUTE = re.compile(r" ([a-z-]+)=\"([^\"]*)\"")


@cache
def _cleaner() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=set(TAGS),
        clean_content_tags=set(DROPPED),
        attributes=ATTRIBUTES,
        attribute_filter=_filtered,
        allowed_classes=CLASSES,
        url_schemes={"http", "https", "mailto"},
        link_rel=None,
        strip_comments=True,
    )


def clean(html: str) -> str:
    """Return HTML that is safe to publish; pictures from elsewhere become links, and no heading is an h1."""
    safe = _cleaner().clean(html)
    return _settle(safe) if "<img" in safe or "h1>" in safe or "<h1" in safe else safe


def _filtered(tag: str, name: str, value: str) -> str | None:
    if name == "href":
        return links.safe(value) or None
    return value


def _settle(html: str) -> str:
    """Deal with pictures and h1 in sanitised HTML, whose tags and quotes are in one form."""
    out: list[str] = []
    done = 0
    in_link = 0
    for tag in _TAG.finditer(html):
        name = tag["name"]
        if name == "a":
            in_link += -1 if tag["end"] else 1
        elif name in ("img", "h1"):
            new = f"<{tag['end']}h2{tag['attributes']}>" if name == "h1" else _picture(tag["attributes"], in_link > 0)
            out += html[done : tag.start()], new
            done = tag.end()
    return "".join(out) + html[done:]


def _picture(attributes: str, in_link: bool) -> str:
    """Return the image if the document holds it; else a link to it, or its alternative text where no link can be."""
    given = {name: unescape(value) for name, value in _ATTRIBUTE.findall(attributes)}
    src, alt = given.get("src", ""), given.get("alt", "")
    if links.asset(src):
        title = f' title="{escape(given["title"])}"' if given.get("title") else ""
        return f'<img src="{escape(src)}" alt="{escape(alt)}"{title}>'
    url = links.safe(src)
    if not url or in_link:
        return escape(alt, quote=False)
    return f'<a href="{escape(url)}">{escape(alt or url, quote=False)}</a>'
