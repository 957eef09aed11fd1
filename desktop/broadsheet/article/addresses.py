"""Addresses as people write them."""

import re

_HOST = r"(?:[\w-]+\.)+[^\W\d_]{2,}"
_WEB = re.compile(rf"{_HOST}(?::\d+)?(?:[/?#]\S*)?")
_MAIL = re.compile(rf"[^\s@/:]+@{_HOST}")


def completed(text: str) -> str:
    """Return what somebody wrote as an address with its scheme: `https:` for a host, `mailto:` for a mailbox.

    Anything else comes back as it is, without the space around it.
    """
    text = text.strip()
    if _WEB.fullmatch(text):
        return f"https://{text}"
    return f"mailto:{text}" if _MAIL.fullmatch(text) else text
