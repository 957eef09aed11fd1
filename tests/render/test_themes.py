"""Themes are found, read and, where they are broken, blamed by file and line."""

import pytest

from broadsheet import errors
from broadsheet.render import themes

PAGE = "<!DOCTYPE html>\n<title>{{ title }}</title>\n<main>{{ body }}</main>\n"


@pytest.fixture
def make(profile):
    def made(name="mine", about='name = "Mine"', **files):
        folder = profile / "config" / "themes" / name
        folder.mkdir(parents=True, exist_ok=True)
        texts = {"theme_toml": about, "article_html_j2": PAGE, "style_css": "p { margin: 0 }"} | files
        for file, text in texts.items():
            if text is not None:
                (folder / file.replace("_", ".")).write_text(text, "utf-8")
        return folder

    return made


def broken(theme, **context):
    with pytest.raises(errors.ThemeBroken) as caught:
        theme.render({"title": "T", "body": "B"} | context)
    return caught.value.file, caught.value.line


def test_our_themes_are_there_and_the_writers_own_replace_their_namesakes(make):
    known = themes.available()
    assert {"plain", "portal", "newspaper", "magazine"} <= set(known)
    assert "_shared" not in known
    folder = make("plain")
    assert themes.available()["plain"] == folder
    assert themes.find("plain").name == "Mine"


def test_a_theme_may_be_named_by_its_folder(tmp_path, make):
    folder = make("other")
    assert themes.find(str(folder)).key == "other"
    with pytest.raises(errors.UnknownName) as caught:
        themes.find("nowhere")
    assert "plain" in caught.value.known


def test_a_page_is_made_and_text_in_it_is_escaped(make):
    make()
    assert "<title>&lt;b&gt;</title>" in themes.find("mine").render({"title": "<b>", "body": ""})


def test_a_base_stylesheet_comes_first(make):
    make(about='name = "Mine"\nbase = "_shared/base.css"\nfonts = ["SourceSansPro-It"]')
    mine = themes.find("mine")
    assert mine.fonts == ("SourceSansPro-It",)
    assert mine.stylesheet.endswith("p { margin: 0 }")
    assert len(mine.stylesheet) > 1000


def test_a_face_of_its_own_comes_before_ours_and_a_missing_one_is_told(make):
    folder = make(about='name = "Mine"\nfonts = ["SourceSansPro-It", "SourceSansPro-Regular"]')
    (folder / "fonts").mkdir()
    own = folder / "fonts" / "SourceSansPro-It.ttf"
    own.write_bytes(b"face")
    found = themes.find("mine").font_files
    assert found["SourceSansPro-It"] == own
    assert found["SourceSansPro-Regular"].stat().st_size > 10_000
    make(about='name = "Mine"\nfonts = ["Nowhere-Bold"]')
    with pytest.raises(errors.ThemeBroken) as caught:
        _ = themes.find("mine").font_files
    assert (caught.value.file, caught.value.detail) == ("fonts/Nowhere-Bold.ttf", "missing")


@pytest.mark.parametrize("base", ["../../../../etc/passwd", "/etc/passwd", "nowhere.css"])
def test_a_base_outside_the_themes_is_refused(make, base):
    make(about=f'name = "Mine"\nbase = "{base}"')
    with pytest.raises(errors.ThemeBroken) as caught:
        _ = themes.find("mine").stylesheet
    assert (caught.value.file, caught.value.detail) == (base, "missing")


@pytest.mark.parametrize(
    ("line", "text"),
    [
        (3, "<main>\n\n{{ title }\n"),
        (2, "<main>\n{% for x in %}\n"),
        (1, "{{ tittle }}"),
        (2, "\n{{ 1 / 0 }}"),
        (2, "\n{{ title.nothing }}"),
        (2, "\n{{ title[0:3](2) }}"),
        (1, "{{ title.__class__.__mro__ }}"),
        (1, "{{ ''.__class__ }}"),
        (2, "\n{{ range(10000000) | list }}"),
        (1, "{% set x = [] %}{{ x.append(1) }}"),
        (2, "{% macro m() %}\n{{ m() }}{% endmacro %}{{ m() }}"),
        (1, "{% include 'article.html.j2' %}"),
        (1, "{{ 'x' | nofilter }}"),
        (2, "\n{% for a in range(99999) %}{% for b in range(99999) %}{% set c = b %}{% endfor %}{% endfor %}"),
    ],
)
def test_a_mistake_in_a_template_is_told_with_file_and_line(make, line, text):
    make(article_html_j2=text)
    assert broken(themes.find("mine")) == ("article.html.j2", line)


def test_a_mistake_in_a_file_that_a_template_includes_is_told_there(make):
    folder = make(article_html_j2="{% include 'part.html.j2' %}")
    (folder / "part.html.j2").write_text("a\nb\n{{ nothing }}")
    assert broken(themes.find("mine")) == ("part.html.j2", 3)
    make(article_html_j2="{% include 'nowhere.html.j2' %}")
    assert broken(themes.find("mine")) == ("nowhere.html.j2", 0)


def test_templates_cannot_read_other_files(make):
    make(article_html_j2="{% include '../../../../../../etc/passwd' %}")
    assert broken(themes.find("mine"))[1] == 0


@pytest.mark.parametrize(
    ("files", "place"),
    [
        ({"about": "\nname = x\n"}, ("theme.toml", 2)),
        ({"about": 'name = "M"\nfonts = 3'}, ("theme.toml", 0)),
        ({"about": 'nome = "M"'}, ("theme.toml", 0)),
        ({"style_css": None}, ("style.css", 0)),
        ({"style_css": "x" * 2_000_001}, ("style.css", 0)),
    ],
)
def test_a_mistake_in_the_description_or_stylesheet_is_told(make, files, place):
    make(**files)
    with pytest.raises(errors.ThemeBroken) as caught:
        _ = themes.find("mine").stylesheet
    assert (caught.value.file, caught.value.line) == place


def test_files_that_are_no_text_are_told(make):
    folder = make()
    (folder / "style.css").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(errors.ThemeBroken) as caught:
        _ = themes.find("mine").stylesheet
    assert caught.value.detail == "encoding"
    (folder / "article.html.j2").write_bytes(b"\xff\xfe\xff")
    assert broken(themes.find("mine")) == ("article.html.j2", 0)
