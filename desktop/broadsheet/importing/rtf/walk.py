"""Rich Text Format as HTML: what things are, bold and italic; properties, headers and footers apart (RTF 1.9.1)."""

import re
from collections import Counter
from collections.abc import Callable
from html import escape

import msgspec

from broadsheet.importing.album import Album
from broadsheet.importing.rich.limits import MOST_NODES, TooMuch
from broadsheet.importing.rtf import words
from broadsheet.importing.rtf.flow import PLAIN, Flow, Form, Look, numbered
from broadsheet.importing.rtf.fonts import WHOLE, Fonts, known
from broadsheet.importing.rtf.state import Link, State
from broadsheet.importing.rtf.tokens import Token, Tokens
from broadsheet.pictures import kinds

DEEPEST = 500
"""Groups in one another; Word writes some ten."""
MOST_PARTS = 400_000

_LINK = re.compile(r'\s*HYPERLINK\s+(?:"([^"]*)"|(?!\\)(\S+))', re.IGNORECASE)
_DEEPEST_LEVEL = 8
"""Of lists and headings, from 0."""
_MOST_NUMBER = 0x10FFFF
_MOST_STYLES = 5_000

Done = Callable[[], None]


class Walk:
    """Goes through one text; raises rich.TooMuch."""

    def __init__(self, rtf: bytes, album: Album) -> None:
        self._tokens, self._album = Tokens(rtf), album
        self.body, self.around = Flow(), Flow()
        self.notes: list[Flow] = []
        self.info: dict[str, str] = {}
        self.counts: Counter[str] = Counter()
        self._fonts, self._styles = Fonts(), dict[int, Form]()
        self.unseen = Flow()
        self._state = State(self.body, self.body, self.body)
        self._stack: list[tuple[State, list[Done]]] = []
        self._pending, self._units, self._owed = bytearray(), "", 0
        self._starred, self._parts = False, 0
        self._picture: dict[str, int] | None = None
        self._bytes = b""
        self._name = self._alt = ""
        self._style = -1
        for token in self._tokens:
            if self._tokens.count > MOST_PARTS:
                raise TooMuch("blocks")
            self._take(token)
        self.counts["cut"] += self._tokens.damaged
        self._flush()
        while self._stack:  # of a text that ends too early
            self._close()
        self.unseen.end(Form())

    def html(self) -> str:
        """Return the text with its notes at the end."""
        return self.body.html() + "".join(numbered(at, note.html()) for at, note in enumerate(self.notes, 1))

    def _take(self, token: Token) -> None:
        kind, word, number, data = token
        if kind == "text":
            self._text(data)
            return
        if kind == "word" and word == "u" and number is not None:
            self._character(number)
            return
        self._flush()
        match kind:
            case "open":
                if len(self._stack) >= DEEPEST:
                    raise TooMuch("deep")
                self._open()
            case "close":
                self._close()
            case "bin":
                self._bytes = data if self._picture is not None else b""
            case "sign":
                self._sign(word)
            case _:
                self._word(word, number)
        self._starred = kind == "sign" and word == "*"
        self._owed = 0 if kind in ("open", "close") else self._owed

    def _open(self) -> None:
        self._stack.append((self._state, []))
        if self._state.table == "stylesheet":
            self._style = -1
            self._collect(self._keep_style)
            self._become(table="style", form=Form())

    def _close(self) -> None:
        if not self._stack:
            return
        before, done = self._stack.pop()
        for one in done:
            one()
        self._state = before

    # Text

    def _text(self, data: bytes) -> None:
        self._starred = False
        if self._owed:
            gone = min(self._owed, len(data))
            self._owed, data = self._owed - gone, data[gone:]
        if self._state.to is not None:
            self._pending += data

    def _character(self, number: int) -> None:
        self._decode()
        number = number + 0x10000 if number < 0 else number
        self._owed = self._state.fallback
        if number in words.OWN:
            self._units += words.SYMBOLS.get(number, "")
            self._owed = self._owed if number in words.SYMBOLS else 0
        elif 0 < number <= _MOST_NUMBER:
            self._units += chr(number)

    def _decode(self) -> None:
        if self._pending:
            data, self._pending = bytes(self._pending), bytearray()
            self._units += self._fonts.decoded(data, self._state.font)

    def _flush(self) -> None:
        self._decode()
        if self._units:
            text, self._units = self._units, ""
            self._say(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))

    def _say(self, text: str) -> None:
        state = self._state
        if isinstance(state.to, list):
            state.to.append(text)
        elif state.to is not None and not state.deleted:
            (self.unseen if state.hidden else state.to).say(text, state.look)

    def _sign(self, sign: str) -> None:
        if sign in "\r\n":
            self._word("par", None)
        elif sign in words.SIGNS:
            self._owe_or_say(words.SIGNS[sign])

    def _owe_or_say(self, text: str) -> None:
        if self._owed:
            self._owed -= 1
        else:
            self._say(text)

    # Words

    def _word(self, word: str, number: int | None) -> None:
        if self._starred and word not in _GROUPS:
            self._skip(word)
        elif self._state.table == "fonttbl":
            self._fonts.read(word, number or 0)
        elif self._picture is not None and word.startswith(("pic", "png", "jpeg")):
            self._picture[word] = number or 0
        elif word in words.SAID:
            self._owe_or_say(words.SAID[word])
        elif word in _GROUPS:
            _GROUPS[word](self, word)
        elif word in words.SKIPPED:
            self._skip(word)
        elif word in words.ENDS:
            self._end(word)
        else:
            self._shape(word, number)

    def _weigh(self) -> None:
        """Count one more part of the text: `rich` refuses so many, but only when all are there."""
        self._parts += 1
        if self._parts > MOST_NODES:
            raise TooMuch("blocks")

    def _skip(self, word: str) -> None:
        self.counts[word] += 1
        self._tokens.skip()

    def _end(self, word: str) -> None:
        flow, form = self._state.to, self._state.form
        self._weigh()
        self.unseen.end(Form())
        if isinstance(flow, list):
            flow.append(" ")
        elif flow is None:
            return
        elif word in ("cell", "nestcell"):
            flow.end_cell(form) if word == "cell" else flow.end(form)
        elif word == "row":
            flow.end_row(form)
        elif word in ("line", "lbr"):
            flow.put("<br>")
        else:
            flow.end(form)

    def _shape(self, word: str, number: int | None) -> None:
        on = number != 0
        state = self._state
        if word in words.LOOKS:
            self._become(look=msgspec.structs.replace(state.look, **{words.LOOKS[word]: on}))
        elif word in words.RAISED:
            self._become(look=msgspec.structs.replace(state.look, raised=words.RAISED[word] if on else ""))
        elif word == "plain":
            self._become(look=Look(href=state.look.href), font=-1, hidden=False, deleted=False)
        elif word == "pard":
            self._become(form=Form())
        elif word in ("v", "deleted", "revised"):
            self.counts[word] += on and number is None and word != "v"
            self._become(**{"hidden" if word == "v" else word: on} if word != "revised" else {})
        else:
            self._number(word, 0 if number is None else number)

    def _number(self, word: str, number: int) -> None:
        if word in words.FORMS:
            number = min(max(number, -1), _DEEPEST_LEVEL) if word != "ls" else number
            self._become(form=msgspec.structs.replace(self._state.form, **{words.FORMS[word]: number}))
        elif word == "intbl":
            self._become(form=msgspec.structs.replace(self._state.form, inside=True))
        elif word == "s":
            self._style = number
            style = self._styles.get(number, Form())
            self._become(form=msgspec.structs.replace(self._state.form, style=style.style, outline=style.outline))
        elif word == "f":
            self._become(font=number)
        elif word == "uc":
            self._become(fallback=max(number, 0))
        elif word == "ansicpg":
            self._fonts.page = known(number) or self._fonts.page
        elif word == "deff":
            self._fonts.usual = number
        elif word in WHOLE:
            self._fonts.page = WHOLE[word]

    def _become(self, **changes: object) -> None:
        self._state = msgspec.structs.replace(self._state, **changes)

    def _send(self, to: Flow | list[str] | None, **changes: object) -> None:
        """Let text go elsewhere until the end of the group."""
        heard = self._state.heard if to is None else to
        flow = to if isinstance(to, Flow) else self._state.flow
        self._become(to=to, heard=heard, flow=flow, **changes)

    # Groups

    def _collect(self, done: Callable[[str], None]) -> None:
        """Send the text of this group to `done` at its end."""
        said: list[str] = []
        self._send(said)
        self._at_end(lambda: done("".join(said).strip()))

    def _at_end(self, done: Done) -> None:
        if self._stack:
            self._stack[-1][1].append(done)

    def _be_silent(self, _word: str) -> None:
        self._send(None)

    def _be_heard(self, _word: str) -> None:
        """Go on where the text went before it was silent."""
        self._become(to=self._state.heard)

    def _skip_object(self, _word: str) -> None:
        self.counts["object"] += 1
        self._send(None)

    def _go_on(self, _word: str) -> None:
        """A group that is known, with nothing of its own."""

    def _read_table(self, word: str) -> None:
        self._send(None, table=word)

    def _keep_style(self, name: str) -> None:
        if self._style >= 0 and len(self._styles) < _MOST_STYLES:
            self._styles[self._style] = Form(" ".join(name.partition(";")[0].split()), self._state.form.outline)

    def _read_info(self, word: str) -> None:
        def keep(text: str) -> None:
            self.info.setdefault(word, " ".join(text.split()))

        self._collect(keep)

    def _begin_field(self, _word: str) -> None:
        self._become(field=Link())

    def _read_order(self, _word: str) -> None:
        field = self._state.field

        def keep(text: str) -> None:
            found = _LINK.match(text)
            if field is not None and found:
                field.href = found[1] or found[2] or ""

        self._collect(keep)

    def _show_result(self, _word: str) -> None:
        href = self._state.field.href if self._state.field is not None else ""
        if href:
            self._become(look=msgspec.structs.replace(self._state.look, href=href))

    def _read_marker(self, _word: str) -> None:
        flow = self._state.to
        self._collect(flow.mark if isinstance(flow, Flow) else _drop)

    def _read_note(self, _word: str) -> None:
        self._weigh()
        flow = self._state.to
        note = Flow()
        self.notes.append(note)
        if isinstance(flow, Flow):
            flow.say(f"[{len(self.notes)}]", Look(raised="sup"))
        self._send(note, look=PLAIN, form=Form())
        self._at_end(lambda: note.end(Form()))

    def _read_around(self, _word: str) -> None:
        self._send(self.around, look=PLAIN, form=Form(), around=True)
        self._at_end(lambda: self.around.end(Form()))

    def _read_box(self, _word: str) -> None:
        """A box of text: it stands behind the paragraph that it is anchored in."""
        self._weigh()
        anchor = self._state.flow
        box = Flow()
        self._send(box, look=PLAIN, form=Form())
        self._at_end(lambda: anchor.follow(box))

    def _read_picture(self, _word: str) -> None:
        flow = self._state.flow
        data: list[str] = []
        self._picture, self._alt, self._bytes = {}, "", b""
        self._send(data)
        self._at_end(lambda: self._put(flow, "".join(data)))

    def _put(self, flow: Flow, digits: str) -> None:
        try:
            data = self._bytes or bytes.fromhex(digits)
        except ValueError:
            data = b""
        said, self._picture, self._bytes = self._picture or {}, None, b""
        taken = {"pngblip", "jpegblip"} & set(said) and len(data) <= kinds.MOST_BYTES
        if not taken or self._state.around:  # what stands on every page comes as words
            self._album.lose(self._alt)
            return
        src, _ = self._album.put(data, "")
        if src:
            flow.put(f'<img alt="{escape(self._alt)}" src="{src}">')

    def _read_property(self, word: str) -> None:
        if word == "sn":
            self._collect(self._name_property)
        else:
            self._collect(self._describe)

    def _name_property(self, text: str) -> None:
        self._name = text

    def _describe(self, text: str) -> None:
        if self._name == "wzDescription":
            self._alt = text

    def _lose(self, _word: str) -> None:
        """A picture of a TextEdit document with attachments: its file stayed in the folder that the text was in."""

        def lose(name: str) -> None:
            self._album.lose(name)
            self._tokens.skip()  # the sign that stands for it

        self._collect(lose)


def _drop(_text: str) -> None:
    """Words that nobody wants."""


_GROUPS: dict[str, Callable[[Walk, str], None]] = {
    **dict.fromkeys(("fonttbl", "stylesheet"), Walk._read_table),
    **dict.fromkeys(("info", "upr", "sp", "shpinst"), Walk._be_silent),
    **dict.fromkeys(("result", "ud"), Walk._be_heard),
    **dict.fromkeys(("shppict", "picprop"), Walk._go_on),
    **dict.fromkeys(("listtext", "pntext"), Walk._read_marker),
    **dict.fromkeys(("sn", "sv"), Walk._read_property),
    **dict.fromkeys(
        (f"{part}{page}" for part in ("header", "footer") for page in ("", "l", "r", "f")), Walk._read_around
    ),
    **dict.fromkeys(("title", "author", "keywords"), Walk._read_info),
    "object": Walk._skip_object,
    "field": Walk._begin_field,
    "fldinst": Walk._read_order,
    "fldrslt": Walk._show_result,
    "footnote": Walk._read_note,
    "shptxt": Walk._read_box,
    "pict": Walk._read_picture,
    "NeXTGraphic": Walk._lose,
}
"""Control word -> what begins with it."""
