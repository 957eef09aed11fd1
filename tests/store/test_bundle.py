"""Which member of a bundle is what, in the shapes that real programs give it."""

import pytest

from broadsheet.store import bundle
from broadsheet.store.bundle import Parts
from broadsheet.store.members import BundleError

INFO, TEXT = b'{"version": 2}', b"Halo."


def refusal(found):
    with pytest.raises(BundleError) as caught:
        bundle.split(found)
    return caught.value.reason, caught.value.detail


def test_a_bundle_comes_back_as_it_was_taken_apart():
    parts = Parts(
        INFO,
        TEXT,
        "text.markdown",
        {"assets/a.png": b"1", "assets/deep/b.png": b"2"},
        {"notes.txt": b"3", "empty/": b"", ".DS_Store": b"4", "assets/._a.png": b"5"},
        {"README": b"6"},
    )
    assert bundle.split(bundle.join(parts, "wawo.textbundle/")) == parts


def test_folders_come_first_and_assets_is_always_there():
    names = list(
        bundle.join(Parts(INFO, TEXT, assets={"assets/deep/b.png": b"2"}, others={"x/y": b"3"}), "w.textbundle/")
    )
    assert names == [
        "w.textbundle/",
        "w.textbundle/assets/",
        "w.textbundle/assets/deep/",
        "w.textbundle/x/",
        "w.textbundle/info.json",
        "w.textbundle/text.md",
        "w.textbundle/assets/deep/b.png",
        "w.textbundle/x/y",
    ]
    assert list(bundle.join(Parts(INFO, TEXT), "w.textbundle/"))[:2] == ["w.textbundle/", "w.textbundle/assets/"]


@pytest.mark.parametrize("root", ["", "Content.textbundle/", "any folder/", "export/Cerita – 1.textbundle/"])
def test_the_bundle_is_found_wherever_it_lies(root):
    found = bundle.split({root + "info.json": INFO, root + "text.md": TEXT, root + "assets/a.png": b"1"})
    assert found == Parts(INFO, TEXT, assets={"assets/a.png": b"1"})


def test_a_bundle_without_assets_is_one():
    assert bundle.split({"a/info.json": INFO, "a/text.md": TEXT}).assets == {}


@pytest.mark.parametrize("name", ["text.md", "text.markdown", "text.txt", "text.fountain"])
def test_the_text_may_have_any_ending(name):
    found = bundle.split({"info.json": INFO, name: TEXT})
    assert (found.text, found.text_name) == (TEXT, name)


def test_the_usual_ending_is_the_text_and_another_stays_a_file():
    found = bundle.split({"info.json": INFO, "text.html": b"<p>", "text.md": TEXT, "text.markdown": b"other"})
    assert found.text_name == "text.md"
    assert found.others == {"text.html": b"<p>", "text.markdown": b"other"}


def test_what_lacks_a_part_is_no_bundle():
    assert refusal({}) == ("not_a_bundle", "info.json")
    assert refusal({"a/text.md": TEXT}) == ("not_a_bundle", "info.json")
    assert refusal({"a/info.json": INFO}) == ("not_a_bundle", "text.md")


def test_a_text_that_is_not_markdown_has_no_reader():
    assert refusal({"a/info.json": INFO, "a/text.html": b"<p>"}) == ("no_reader", "text.html")


def test_several_bundles_in_one_file_are_named():
    found = {"1.textbundle/info.json": INFO, "1.textbundle/text.md": TEXT, "2.textbundle/info.json": INFO}
    assert refusal(found) == ("not_a_bundle", "1.textbundle, 2.textbundle")


def test_an_asset_called_info_json_is_no_second_bundle():
    found = bundle.split({"info.json": INFO, "text.md": TEXT, "assets/info.json": b"{}"})
    assert found.assets == {"assets/info.json": b"{}"}


def test_what_systems_leave_behind_is_no_picture_but_stays():
    found = bundle.split(
        {"info.json": INFO, "text.md": TEXT, "._text.md": b"mac", "assets/._a.png": b"mac", "assets/a.png": b"1"}
    )
    assert found.assets == {"assets/a.png": b"1"}
    assert found.others == {"._text.md": b"mac", "assets/._a.png": b"mac"}


def test_a_text_of_many_megabytes_is_too_large():
    assert refusal({"info.json": INFO, "text.md": bytes((64 << 20) + 1)}) == ("too_large", "text.md")
