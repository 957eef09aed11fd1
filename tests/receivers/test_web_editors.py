"""The body that goes to the clipboard, pasted into web editors in a real browser: Quill and TinyMCE."""

import html5lib
import pytest
from tests.receivers import tools
from tests.receivers.conftest import SAMPLES

from broadsheet import paths
from broadsheet.article import house as houses
from broadsheet.exporting import clip
from broadsheet.store import document as documents

PAGE = """<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Editor</title>
<script src="{script}"></script></head><body><div id="editor"></div></body></html>"""

PASTE = """
const data = new DataTransfer();
for (const [type, text] of Object.entries({{"text/html": {html}, "text/plain": {text}}})) data.setData(type, text);
root.dispatchEvent(new ClipboardEvent("paste", {{clipboardData: data, bubbles: true, cancelable: true}}));
"""

QUILL = """(async () => {{
const editor = new Quill("#editor", {{}}), root = editor.root;
editor.focus();
{paste}
return editor.getSemanticHTML();
}})()"""

TINYMCE = """(async () => {{
const [editor] = await tinymce.init({{
    selector: "#editor", plugins: "lists link table", license_key: "gpl", base_url: {base}, promotion: false}});
const root = editor.getBody();
editor.focus();
{paste}
return editor.getContent();
}})()"""

EDITORS = {"quill": ("quill/dist/quill.js", QUILL), "tinymce": ("tinymce/tinymce.js", TINYMCE)}


def pasted(editor, browser, tmp_path, html, text):
    """Return the HTML that an editor holds after a paste."""
    name, script = EDITORS[editor]
    path = tools.module(name)
    page = tmp_path / "editor.html"
    page.write_text(PAGE.format(script=path.as_uri()), "utf-8")
    browser.show(page, width=1200, height=800, scheme="light")
    paste = PASTE.format(html=tools.literal(html), text=tools.literal(text))
    return browser.value(script.format(paste=paste, base=tools.literal(path.parent.as_uri())))


def parts(html):
    """Return what an editor kept: the words, and headings, links, items, quotes in order."""
    tree = html5lib.parseFragment(html, namespaceHTMLElements=False)
    found = {name: [words(one) for one in tree.iter(name)] for name in ("h2", "li", "strong", "em")}
    found["a"] = [(words(one), one.get("href")) for one in tree.iter("a")]
    found["blockquote"] = " ".join(words(one) for one in tree.iter("blockquote"))
    return found


def words(element):
    return " ".join("".join(element.itertext()).split())


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("editor", EDITORS)
def test_web_editors_keep_what_was_copied(browser, tmp_path, editor, sample):
    document = documents.open(paths.RESOURCES / "samples" / f"{sample}.textbundle")
    made = clip.make(document, houses.find(SAMPLES[sample]))
    sent, kept = parts(made.html), parts(pasted(editor, browser, tmp_path, made.html, made.text))
    assert sent["h2"]
    assert sent["a"]
    assert sent == kept


def test_what_an_editor_loses_would_be_noticed(browser, tmp_path):
    html = "<h2>A heading</h2><p>Words</p>"
    assert parts(pasted("quill", browser, tmp_path, "", "A heading\n\nWords")) != parts(html)
