r"""Rich Text Format in the order it is written: groups, control words, bytes of text (RTF 1.9.1, "RTF Syntax")."""

import re
from collections.abc import Iterator

_PART = re.compile(
    rb"(?P<brace>[{}])|\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,10})? ?|\\'(?P<hex>[0-9a-fA-F]{2})"
    rb"|\\(?P<sign>[^a-zA-Z])|(?P<text>[^{}\\]+)",
    re.DOTALL,
)
_INSIDE = re.compile(rb"\\bin([0-9]{1,9}) ?|\\.|[{}]", re.DOTALL)
_PRINTED = bytes((*b"\t\r\n", *range(0x20, 0x7F)))
_NOTHING = b"\r\n\0"
"""Line ends are there for whoever looks at the file itself."""

Token = tuple[str, str, int | None, bytes]
"""What it is (`open`, `close`, `word`, `sign`, `text`, `bin`), its word or sign, its number, its bytes."""


class Tokens:
    """The parts of one text; linear in time, and nothing is an error."""

    def __init__(self, rtf: bytes) -> None:
        self._rtf, self._at = rtf, 0
        self._depth = 0
        self.count = 0
        self.damaged = False
        """Known at the end: groups stay open, or the length of binary data is false."""

    def __iter__(self) -> Iterator[Token]:
        while self._at < len(self._rtf):
            found = _PART.match(self._rtf, self._at)
            if found is None:  # a backslash at the very end
                break
            self._at = found.end()
            self.count += 1
            token = self._token(found)
            if token is not None:
                yield token
        self.damaged |= self._depth > 0

    def skip(self) -> None:
        """Pass over what is left of the group; its closing brace comes next."""
        depth = 1
        while (found := _INSIDE.search(self._rtf, self._at)) is not None:
            depth += (found[0] == b"{") - (found[0] == b"}")
            if not depth:
                self._at = found.start()
                return
            self._at = found.end() + self._binary(found.end(), int(found[1] or 0))
        self._at = len(self._rtf)

    def _token(self, found: re.Match[bytes]) -> Token | None:
        match found.lastgroup:
            case "text":
                data = found[0].translate(None, _NOTHING)
                return ("text", "", None, data) if data else None
            case "word" | "number":
                return self._word(found["word"].decode("ascii"), found["number"])
            case "hex":
                return "text", "'", None, bytes.fromhex(found["hex"].decode("ascii"))
            case "brace":
                self._depth = max(self._depth + (1 if found[0] == b"{" else -1), 0)
                return ("open" if found[0] == b"{" else "close"), "", None, b""
            case "sign":
                return "sign", found["sign"].decode("latin-1"), None, b""
        return None

    def _word(self, word: str, number: bytes | None) -> Token:
        value = None if number is None else int(number)
        if word != "bin":
            return "word", word, value, b""
        start = self._at
        self._at = start + self._binary(start, value or 0)
        return "bin", "", None, self._rtf[start : self._at]

    def _binary(self, start: int, length: int) -> int:
        """Return how many bytes there are data: none where they would go on past the end, or are plainly text."""
        data = self._rtf[start : start + max(length, 0)]
        if len(data) >= length and (not data or data.translate(None, _PRINTED)):
            return len(data)
        self.damaged = True
        return 0
