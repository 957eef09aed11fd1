"""The themes keep what readers, printers and the preview rely on, whatever they look like."""

import importlib.resources
import re
from dataclasses import dataclass
from itertools import product

import html5lib
import msgspec
import pytest

from broadsheet.article import house, model
from broadsheet.render import images, page, themes

NAMES = ("magazine", "newspaper", "plain", "portal")
DARK = "@media (prefers-color-scheme: dark)"
TEXT = ("--ink", "--soft", "--link", "--accent")
GROUNDS = ("--paper", "--tint")


# Stylesheets


@dataclass(frozen=True)
class Rule:
    """One rule of a stylesheet: the at-rules around it, its selector, its declarations."""

    around: tuple[str, ...]
    selector: str
    declarations: dict[str, str]


def css(name):
    return themes.find(name).stylesheet


def rules(text, around=()):
    text = re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL)
    while "{" in text:
        head, _, rest = text.partition("{")
        depth, end = 1, 0
        while depth:
            depth += {"{": 1, "}": -1}.get(rest[end], 0)
            end += 1
        inside, text = rest[: end - 1], rest[end:]
        head = head.rpartition(";")[2].strip()
        if "{" in inside:
            yield from rules(inside, (*around, head))
        else:
            pairs = (line.partition(":") for line in inside.split(";") if ":" in line)
            yield Rule(around, head, {key.strip(): value.strip() for key, _, value in pairs})


def tokens(name, *media):
    """Return the custom properties that hold under those at-rules; a later or more specific rule wins."""
    found = {}
    for selector, rule in product((":root", "html:root"), rules(css(name))):
        if rule.selector == selector and set(rule.around) <= set(media):
            found |= {key: value for key, value in rule.declarations.items() if key.startswith("--")}
    return found


def contrast(one, other):
    """Return the contrast of two colours, 1 to 21 (WCAG 2.2, definitions of contrast ratio and relative luminance)."""

    def luminance(colour):
        digits = colour.lstrip("#")
        digits = digits if len(digits) == 6 else "".join(2 * digit for digit in digits)
        channels = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
        linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_contrast_is_computed_as_wcag_does():
    assert contrast("#000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)
    assert contrast("#777777", "#fff") < 4.5


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("media", [(), (DARK,), ("@media print",), (DARK, "@media print")], ids=str)
def test_text_can_be_read_on_every_ground(name, media):
    colours = tokens(name, *media)
    for text, ground in product(TEXT, GROUNDS):
        if text in colours:
            assert contrast(colours[text], colours[ground]) >= 4.5, (text, ground)
    assert contrast(colours["--rule"], colours["--paper"]) >= 3, "the line that marks a link is seen"


@pytest.mark.parametrize("name", NAMES)
def test_dark_is_dark_and_paper_stays_white(name):
    assert contrast(tokens(name, DARK)["--paper"], "#000") < 1.5
    assert tokens(name, DARK, "@media print")["--paper"] == "#fff"
    assert css(name).count("prefers-color-scheme") == 1
    assert css(name).count(DARK + " {") == 1, "the preview's switch looks for these words"


@pytest.mark.parametrize("name", NAMES)
def test_only_tokens_hold_colours_and_text_uses_text_colours(name):
    used = {"currentColor", "inherit", "none", "0", "transparent"} | {f"var({token})" for token in (*TEXT, "--rule")}
    for rule in rules(css(name)):
        if not rule.selector.endswith(":root"):
            written = " ".join(rule.declarations.values())
            assert not re.search(r"#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|color-mix|oklch)\(", written), rule
        assert rule.declarations.get("color", "inherit") in used - {"var(--rule)"}, rule
        ground = rule.declarations.get("background", "none")
        assert ground in {"none", "var(--paper)", "var(--tint)"} or "gradient" in ground, rule


@pytest.mark.parametrize("name", NAMES)
def test_every_token_that_is_used_is_set(name):
    used = set(re.findall(r"var\((--[a-z-]+)\)", css(name)))
    assert used <= set(tokens(name))


@pytest.mark.parametrize("name", NAMES)
def test_directions_are_logical(name):
    for rule in rules(css(name)):
        for key, value in rule.declarations.items():
            assert not re.fullmatch(r"(?:margin|padding|border|inset).*-(?:left|right)|left|right|width|height", key), (
                rule
            )
            assert key not in ("float", "text-align", "clear") or value not in ("left", "right"), rule


@pytest.mark.parametrize("name", NAMES)
def test_a_new_paragraph_restyles_no_sibling(name):
    selectors = [rule.selector for rule in rules(css(name)) if not rule.selector.startswith("@")]
    assert not [selector for selector in selectors if re.search(r"[+~]|:nth-|:(?:first|last|only)-of-type", selector)]


@pytest.mark.parametrize("name", NAMES)
def test_nothing_comes_from_elsewhere_and_fonts_are_brought(name):
    text = css(name)
    fonts = themes.find(name).fonts
    assert "@import" not in text
    assert sorted(re.findall(r"url\((.*?)\)", text)) == sorted(f'"fonts/{font}.ttf"' for font in fonts)
    for font in fonts:
        package = "font_source_serif_pro" if "Serif" in font else "font_source_sans_pro"
        assert (importlib.resources.files(package) / "files" / f"{font}.ttf").is_file()


@pytest.mark.parametrize("name", NAMES)
def test_long_articles_are_laid_out_where_they_are_seen_and_printed_whole(name):
    values = {
        rule.around: rule.declarations["content-visibility"]
        for rule in rules(css(name))
        if rule.selector == ".body > *" and "content-visibility" in rule.declarations
    }
    assert values == {(): "auto", ("@media print",): "visible"}


# Pages


def published(name, article, style, body=""):
    """Return a page and its tree; html5lib raises where it is not HTML."""
    pictures = images.Assets({"assets/a.jpg": (640, 960)})
    html = page.build(article, style, themes.find(name), body, pictures, page.Link("style.css"))
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    return html, parser.parse(html)


def story(tag):
    """Return an article with every field that a reader sees."""
    return msgspec.structs.replace(
        model.blank(tag),
        kicker="Pendidikan & laut",
        headline="Perahu <Sekolah>",
        deck="Empat puluh murid",
        byline=(model.Author("Rani", "wartawan", url="https://a.example"), model.Author("Bagus", "fotografer")),
        dateline="WAWO",
        published="2026-11-22T07:30:00+08:00",
        updated="2026-11-23T07:30:00+08:00",
        section="Daerah",
        picture=model.Picture("assets/a.jpg", "Dua perahu", caption="Fajar.", credit="Tuti"),
        related=(model.Link("Guru", "https://a.example/1"), model.Link(), model.Link("Belum ada alamat")),
        source=model.Source("Kantor Laut", "https://b.example"),
        call_to_action=model.CallToAction("Gabung", "https://t.example"),
        rights=model.Rights("© 2026", "Boleh dikutip"),
        corrections=(model.Correction("2026-11-23T07:30:00+08:00", "Satu."), model.Correction("kemarin", "Dua.")),
    )


def full(name, tag="id", style="laut-baru"):
    body = "<p><span class='dateline'>WAWO</span> – Perahu.</p>\n<h2>Mesin</h2>"
    return published(name, story(tag), house.find(style), body)


FIELDS = {
    *("kicker", "headline", "deck", "byline", "published", "updated", "source", "call_to_action"),
    *("picture", "picture.caption", "picture.credit", "related", "related.0", "related.2"),
    *("corrections", "rights", "rights.copyright_notice", "rights.usage_terms"),
}


@pytest.mark.parametrize("name", NAMES)
def test_every_field_is_there_and_can_be_clicked(name):
    html, tree = full(name)
    assert {element.get("data-field") for element in tree.iter() if element.get("data-field")} >= FIELDS
    assert [element.get("data-slot") for element in tree.iter() if element.get("data-slot")] == ["body"]
    assert "Perahu &lt;Sekolah&gt;" in html
    assert "Pendidikan &amp; laut" in html


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize(("tag", "style"), [("id", "laut-baru"), ("en-GB", "harbour-courier"), ("ar", "plain")])
def test_landmarks_and_headings_guide_through_the_page(name, tag, style):
    _, tree = full(name, tag, style)
    assert (tree.get("lang"), tree.get("dir")) == (tag, "rtl" if tag == "ar" else "ltr")
    assert [len(tree.findall(f".//{element}")) for element in ("main", "article", "h1", "title")] == [1, 1, 1, 1]
    assert tree.find("./body/main/article//h1") is not None
    ids = [element.get("id") for element in tree.iter() if element.get("id")]
    assert len(ids) == len(set(ids))
    labelled = [element.get("aria-labelledby") for element in tree.iter() if element.get("aria-labelledby")]
    assert set(labelled) <= set(ids)
    assert all(image.get("alt") is not None for image in tree.iter("img"))


@pytest.mark.parametrize("name", NAMES)
def test_a_page_loads_nothing_from_elsewhere_and_runs_nothing(name):
    _, tree = full(name)
    assert not [element for element in tree.iter() if element.tag in ("iframe", "object", "embed", "style")]
    assert {element.get("type") for element in tree.iter("script")} <= {"application/ld+json"}, "data, nothing to run"
    assert not [key for element in tree.iter() for key in element.attrib if key.startswith("on") or key == "style"]
    loaded = [element.get("src") or element.get("href") for element in tree.iter() if element.tag in ("img", "link")]
    assert loaded == ["style.css", "assets/a.jpg"]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("style", ["laut-baru", "plain"])
def test_an_empty_article_is_an_empty_sheet(name, style):
    _, tree = published(name, model.blank("id"), house.find(style))
    assert not [element for element in tree.iter() if element.get("data-field")]
    assert "".join(tree.find(".//main").itertext()).strip() == ""
    shown = "".join(tree.find("body").itertext()).split()
    assert shown[:2] == (["Laut", "Baru"] if style == "laut-baru" else []), (
        "the plain house is nobody and has no masthead"
    )


@pytest.mark.parametrize("name", NAMES)
def test_a_time_that_is_none_is_printed_as_typed(name):
    _, tree = published(name, msgspec.structs.replace(story("id"), published="besok?", updated=""), house.find("plain"))
    assert "besok?" in "".join(tree.find("body").itertext())
    assert [time.get("datetime") for time in tree.iter("time")] == ["2026-11-23T07:30:00+08:00"], "the correction's"


@pytest.mark.parametrize("name", NAMES)
def test_a_house_cannot_smuggle_a_script_into_its_name(name):
    bad = model.Link("Ralat", " javascript:alert(1)")
    style = house.House(name="Laut", publisher=house.Publisher(name="Laut", url="JavaScript:alert(1)"))
    _, tree = published(name, msgspec.structs.replace(model.blank("id"), related=(bad,)), style)
    assert not list(tree.iter("a"))
    good = house.House(name="Laut", publisher=house.Publisher(name="Laut", url="https://laut.example"))
    _, tree = published(name, model.blank("id"), good)
    assert [link.get("href") for link in tree.iter("a")] == ["https://laut.example"]
