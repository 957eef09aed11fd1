"""Files for WordPress: read by two readers of its export format, and taken in by WordPress itself."""

import collections
import json

import feedparser
import html5lib
import jsonschema
import pytest
from lxml import etree
from tests.receivers import wordpress
from tests.receivers.conftest import MEDIA, SAMPLES

from broadsheet import exporting, paths
from broadsheet.article import house as houses
from broadsheet.article.model import Article
from broadsheet.store import document as documents

site = wordpress.site
KEPT = {"h2", "h3", "blockquote", "figure", "figcaption", "img", "li", "table", "td", "th", "pre", "aside", "a", "br"}
"""Elements of which WordPress must show readers as many as it was given."""

STATES = {
    ("draft", ""): "draft",
    ("review", "2099-01-01T08:00:00+08:00"): "pending",
    ("ready", ""): "publish",
    ("ready", "2099-01-01T08:00:00+08:00"): "future",
    ("published", "2020-01-01T08:00:00+08:00"): "publish",
}
"""State and embargo of an article -> what WordPress makes of it."""


def sent(sample):
    return documents.open(paths.RESOURCES / "samples" / f"{sample}.textbundle")


def made_of(tmp_path, name="wordpress", **fields):
    """Return the file or folder of an article with these fields."""
    document = documents.new(Article(**{"id": "1", "language": "en", "headline": "A", "body": "T.", **fields}), {})
    for _step in exporting.export(document, houses.find("plain"), "", (name,), tmp_path, media_url=MEDIA):
        pass
    return exporting.plan(document, (name,), tmp_path)[0]


def parts(html):
    """Return how often each element that must survive is there, and the words; WordPress makes dashes of hyphens."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    counted = collections.Counter(one.tag for one in tree.iter() if one.tag in KEPT)
    return counted, "".join("".join(tree.itertext()).split()).replace("–", "-")


@pytest.mark.parametrize("sample", SAMPLES)
def test_a_reader_of_feeds_finds_post_and_pictures(exported, sample):
    found = feedparser.parse(exported(sample, ("wordpress",))["wordpress"])
    assert found.bozo is False
    post, *pictures = found.entries
    article = sent(sample).article
    assert post.title == article.headline
    assert (post.wp_post_type, {one.wp_post_type for one in pictures}) == ("post", {"attachment"})
    assert all(one.wp_attachment_url.startswith(MEDIA) for one in pictures)
    assert [tag.term for tag in post.tags] == [article.section, *article.keywords]


def test_control_a_reader_of_feeds_says_what_is_broken(tmp_path):
    path = made_of(tmp_path)
    path.write_text(path.read_text("utf-8").replace("</item>", "", 1), "utf-8")
    assert feedparser.parse(path).bozo


@pytest.mark.parametrize("sample", SAMPLES)
def test_pelican_reads_the_file(exported, tmp_path, sample):
    from pelican.tools import pelican_import

    article = sent(sample).article
    published = tmp_path / "published.xml"  # of others it takes no notice
    text = exported(sample, ("wordpress",))["wordpress"].read_text("utf-8")
    published.write_text(text.replace("[CDATA[future]]", "[CDATA[publish]]"), "utf-8")
    [read] = pelican_import.wp2fields(published)
    title, content, name, _date, _author, categories, tags, *_ = read
    assert (title, categories, tags) == (article.headline, [article.section], list(article.keywords))
    assert name
    assert parts(content)[0]["figure"] >= 1


def test_words_that_xml_has_no_place_for_do_not_break_it(tmp_path):
    path = made_of(tmp_path, headline="A ]]> B \x0b\ufffe C & <d>", body="`x ]]> y` \x01 [gallery] [sic]")
    item = etree.parse(path).find("channel/item")
    assert item.findtext("title") == "A ]]&gt; B  C &amp; &lt;d&gt;"
    content = item.findtext("{http://purl.org/rss/1.0/modules/content/}encoded")
    assert "x ]]&gt; y" in content
    assert "&#91;gallery] [sic]" in content


@pytest.fixture(params=["wordpress", "wordpress-rest"])
def taken(request, exported, site):
    """Return a function that lets WordPress take a sample in, from its file or through its REST API."""

    def take(sample):
        made = exported(sample, ("html", request.param))
        if request.param == "wordpress":
            return site.call("import", file=str(made["wordpress"]), pictures=str(made["html"] / "pictures"))
        return site.call("send", folder=str(made["wordpress-rest"]))

    return take


@pytest.mark.parametrize("sample", SAMPLES)
def test_wordpress_takes_the_article_in(taken, sample):
    was, has = sent(sample).article, taken(sample)
    assert has["row"]["post_title"] == was.headline
    assert has["row"]["post_excerpt"] == was.deck
    assert has["row"]["post_status"] in {"publish", "future"}
    assert (has["categories"], sorted(has["tags"])) == ([was.section], sorted(was.keywords))
    assert has["lead"]["alt"] == was.picture.alt
    assert was.picture.caption in has["lead"]["caption"]
    assert was.picture.credit in has["lead"]["caption"]
    assert has["lead"]["width"] > 0


@pytest.mark.parametrize("sample", SAMPLES)
def test_wordpress_shows_readers_what_was_written(taken, sample):
    has = taken(sample)
    assert has["addresses"]
    assert all(address not in has["shown"] for address in has["addresses"]), "the pictures are the site's own"
    assert parts(has["shown"]) == parts(has["row"]["post_content"])


@pytest.mark.parametrize("sample", SAMPLES)
def test_an_import_file_says_more_than_the_columns_hold(exported, site, sample):
    made = exported(sample, ("html", "wordpress"))
    was = sent(sample).article
    has = site.call("import", file=str(made["wordpress"]), pictures=str(made["html"] / "pictures"))
    assert has["author"] == was.byline[0].name.strip()
    assert has["meta"]["broadsheet_kicker"] == was.kicker
    assert has["lead"]["credit"] == was.picture.credit
    assert str(has["lead"]["parent"]) == str(has["row"]["ID"])


@pytest.mark.parametrize("name", ["wordpress", "wordpress-rest"])
def test_signs_of_html_in_words_are_words(tmp_path, site, name):
    path = made_of(tmp_path, name, headline="Fish & <Chips>", deck="1 < 2")
    has = site.call("import", file=str(path), pictures="") if path.is_file() else site.call("send", folder=str(path))
    assert (has["title"], has["row"]["post_excerpt"]) == ("Fish & <Chips>", "1 &lt; 2")


@pytest.mark.parametrize("sample", SAMPLES)
def test_what_is_sent_is_valid_by_the_schemas_that_wordpress_gives(exported, site, sample):
    folder = exported(sample, ("wordpress-rest",))["wordpress-rest"]
    schemas = site.call("schemas")
    media = [path for path in (folder / "media").iterdir() if path.suffix == ".json"]
    assert media
    assert complaints(schemas["posts"], folder / "post.json") == []
    assert [one for path in media for one in complaints(schemas["media"], path)] == []
    broken = folder / "broken.json"
    broken.write_text('{"status": "ready", "date_gmt": "yesterday", "kicker": "A", "title": 1}')
    assert len(complaints(schemas["posts"], broken)) == 4


def complaints(arguments, path):
    """Return what JSON Schema finds in a file, of which WordPress knows only these arguments."""
    kind = jsonschema.Draft4Validator
    made = kind(
        {"type": "object", "properties": arguments, "additionalProperties": False}, format_checker=kind.FORMAT_CHECKER
    )
    # WordPress' times have no offset, which those of JSON Schema must have.
    item = json.loads(path.read_text("utf-8"))
    item |= {key: f"{item[key]}Z" for key in ("date_gmt",) if key in item}
    return [f"{one.json_path}: {one.message}" for one in made.iter_errors(item)]


def test_line_ends_in_a_text_do_not_break_lines_there(tmp_path, site):
    path = made_of(tmp_path, body="One\nline of *a*\n*b*.\n\n- x\n  y\n\n```\na\nb\n```\n\n> q\n> r")
    has = site.call("import", file=str(path), pictures="")
    assert "<br" not in has["shown"]
    assert "a\nb\n" in has["shown"]
    path.write_text(path.read_text("utf-8").replace("One line", "One\nline"), "utf-8")
    again = site.call("import", file=str(path), pictures="")
    assert "<br" in again["shown"], "control: WordPress does break lines"


@pytest.mark.parametrize(("given", "state"), STATES.items(), ids=str)
def test_wordpress_publishes_when_it_is_time(tmp_path, site, given, state):
    status, embargo = given
    published = "2026-11-22T07:30:00+08:00"
    path = made_of(tmp_path, status=status, embargo=embargo, published=published)
    row = site.call("import", file=str(path), pictures="")["row"]
    assert row["post_status"] == state
    when = max(published, embargo)
    assert row["post_date"] == when[:19].replace("T", " ")
    assert row["post_date_gmt"] == ("2026-11-21 23:30:00" if when == published else "2099-01-01 00:00:00")


def test_a_draft_with_a_body_alone_is_a_post(tmp_path, site):
    path = made_of(tmp_path, headline="", language="", published="soon")
    row = site.call("import", file=str(path), pictures="")["row"]
    assert (row["post_name"], row["post_status"]) == ("untitled", "draft")
