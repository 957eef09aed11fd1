import pytest

from broadsheet.ui.sheet import tags


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("Indonesia", "id"),
        ("indonesia – id", "id"),
        ("العربية", "ar"),
        ("Arabic", "ar"),
        ("german", "de"),
        ("Swahili", "sw"),
        ("en", "en"),
        ("EN_gb", "en-GB"),
        ("zh-hant-tw", "zh-Hant-TW"),
        ("jv", "jv"),
        ("de-CH-1996", "de-CH-1996"),
        ("es-419", "es-419"),
        ("en-x-house", "en-x-house"),
        ("sr-latn-u-co-search", "sr-Latn-u-co-search"),
        ("", ""),
    ],
)
def test_a_language_is_meant_by_its_name_or_by_any_tag(typed, tag):
    assert tags.resolve(typed) == tag


@pytest.mark.parametrize("typed", ["e", "Klingon!", "arabik", "Arab", "en-", "en--GB", "en-GB-x", "id ID", "12"])
def test_what_is_neither_is_not_taken(typed):
    assert tags.resolve(typed) is None


def test_a_language_is_called_as_its_speakers_call_it():
    assert tags.name("id") == "Indonesia"
    assert tags.name("id-ID") == "Indonesia (id-ID)"
    assert tags.name("sw") == "Kiswahili"
    assert tags.name("qaa") == "qaa"
