"""The real worker, through its pipes: it answers, it can be killed, and it takes nobody down with it."""

import os
import random
import select
import subprocess
import sys

import pytest

from broadsheet import paths
from broadsheet.article import house, model
from broadsheet.render import protocol
from broadsheet.render.protocol import Assets, Broken, Fields, Lines, Open, Page, Patch

PLAIN = house.find("plain")
BODY = "## Judul\n\nSatu *a*.\n\nBaca juga: X\n\n![](assets/a.jpg)\n\nDua [b].\n\n[b]: https://x.id\n"


def article(**fields):
    return model.Article(**{"id": "x", "language": "id", "headline": "Judul"} | fields)


class Worker:
    """A worker process and what its client would show."""

    def __init__(self):
        environment = os.environ | {"PYTHONPATH": str(paths.RESOURCES.parent / "desktop")}
        command = [sys.executable, "-m", "broadsheet.render.worker"]
        pipe = subprocess.PIPE
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment)
        self.answers = protocol.Answers()
        self.revision = 0
        self.pieces = []
        self.html = ""
        self.counts = None

    def send(self, kind, *facts):
        self.revision += 1
        self.process.stdin.write(protocol.frame(kind(self.revision, *facts)))
        self.process.stdin.flush()

    def receive(self, seconds=60):
        """Return the next answer, None where there is none in that time."""
        while True:
            ready, _, _ = select.select([self.process.stdout], [], [], seconds)
            if not ready:
                return None
            data = os.read(self.process.stdout.fileno(), 1 << 20)
            assert data, self.process.stderr.read().decode()
            for answer in self.answers.feed(data):
                assert answer.revision == self.revision
                return self.show(answer)

    def show(self, answer):
        if isinstance(answer, Page):
            self.html, self.pieces, self.counts = answer.html, list(answer.blocks), answer.counts
        elif isinstance(answer, Patch):
            self.pieces[answer.first : answer.first + answer.removed] = answer.pieces
            self.html = self.html if answer.frame is None else answer.frame
            self.counts = answer.counts
        return answer

    def ask(self, kind, *facts):
        self.send(kind, *facts)
        return self.receive()


@pytest.fixture
def worker():
    made = Worker()
    with made.process:
        yield made
        made.process.kill()


@pytest.fixture
def theme(profile):
    """Return a function that writes a theme and returns its key."""

    def made(template):
        folder = profile / "config" / "themes" / "mine"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "theme.toml").write_text('name = "Mine"')
        (folder / "style.css").write_text("")
        (folder / "article.html.j2").write_text(template)
        return "mine"

    return made


def test_a_page_comes_with_an_empty_slot_and_the_pieces_that_fill_it(worker):
    page = worker.ask(Open, article(body=BODY, dateline="LBJ", end_mark="***"), PLAIN, "", {"assets/a.jpg": (12, 8)})
    assert isinstance(page, Page)
    assert page.html.count('data-slot="body"></div>') == 1
    assert "--ink" in page.stylesheet
    assert [(piece.kind, piece.lines, piece.label) for piece in page.blocks] == [
        ("heading", 2, "Judul"),
        ("paragraph", 2, ""),
        ("read_also", 2, "X"),
        ("figure", 2, "assets/a.jpg"),
        ("paragraph", 2, ""),
        ("unseen", 2, ""),
    ]
    assert page.blocks[1].html == '<p><span class="dateline">LBJ</span> – Satu <em>a</em>.</p>'
    assert page.blocks[3].html == '<figure><img src="assets/a.jpg" width="12" height="8" alt=""></figure>'
    assert page.blocks[4].html.endswith('</a>.</p>\n<p class="end-mark">***</p>')
    assert page.counts == protocol.Counts(words=5, characters=18, read_also=1, figures=1)


def test_an_empty_body_has_no_pieces_and_takes_its_first_line(worker):
    assert worker.ask(Open, article(), PLAIN).blocks == ()
    answer = worker.ask(Lines, 0, 1, ("Satu.",))
    assert (answer.first, answer.removed, len(answer.pieces), answer.frame) == (0, 0, 1, None)
    answer = worker.ask(Lines, 0, 1, ("",))
    assert (answer.removed, answer.pieces) == (1, ())


def test_after_any_edits_the_page_is_what_it_would_be_anew(worker):
    dice = random.Random(11)
    texts = [
        "",
        "",
        "Satu *a*.",
        "Dua.***",
        "Baca juga: X",
        "- a",
        "## J",
        "[b]: https://y.id",
        "Lihat [b].",
        "***",
        "> a",
    ]
    texts += ["LBJ - Tiga.", "![](assets/a.jpg)", "<b>", "</b>", "```"]
    lines = BODY.split("\n")
    fields = article(dateline="LBJ", end_mark="***")
    laut_baru = house.find("laut-baru")
    worker.ask(Open, article(body=BODY, dateline="LBJ", end_mark="***"), laut_baru)
    for _ in range(150):
        if dice.random() < 0.2:
            fields = article(
                dateline=dice.choice(["", "LBJ"]),
                end_mark=dice.choice(["", "***"]),
                language=dice.choice(["id", "en", "fr"]),
            )
            assert isinstance(worker.ask(Fields, fields), Patch)
        first = dice.randrange(len(lines))
        removed = min(dice.randrange(3), len(lines) - first)
        added = tuple(dice.choices(texts, k=dice.randint(1, 3)))
        lines[first : first + removed] = added
        assert isinstance(worker.ask(Lines, first, removed, added), Patch)
    patched = worker.html, worker.pieces, worker.counts
    assert sum(piece.lines for piece in worker.pieces) == len(lines)
    worker.ask(
        Open,
        article(
            **{name: getattr(fields, name) for name in ("dateline", "end_mark", "language")}, body="\n".join(lines)
        ),
        laut_baru,
    )
    assert (worker.html, worker.pieces, worker.counts) == patched


def test_a_key_sends_one_piece(worker):
    worker.ask(Open, article(body="\n\n".join(f"Paragraf {n}." for n in range(1000)), dateline="LBJ"), PLAIN)
    for line in (0, 1000, 1998):
        answer = worker.ask(Lines, line, 1, (f"Paragraf {line}, diubah.",))
        assert (answer.first, answer.removed, len(answer.pieces), answer.frame) == (line // 2, 1, 1, None)


def test_the_dateline_moves_to_a_new_first_paragraph(worker):
    worker.ask(Open, article(body="Satu.\n\nDua.\n\nTiga.", dateline="LBJ", end_mark="***"), PLAIN)
    worker.ask(Lines, 0, 0, ("Nol.", ""))
    assert ["dateline" in piece.html for piece in worker.pieces] == [True, False, False, False]
    worker.ask(Lines, 0, 2, ())
    assert ["dateline" in piece.html for piece in worker.pieces] == [True, False, False]
    worker.ask(Lines, 3, 2, ())
    assert ["end-mark" in piece.html for piece in worker.pieces] == [False, True]


def test_fields_change_the_frame_and_only_the_blocks_they_touch(worker):
    worker.ask(Open, article(body='Satu "a".\n\nDua.\n\nTiga.'), PLAIN)
    headline = worker.ask(Fields, article(headline="Lain"))
    assert (headline.removed, headline.pieces) == (0, ())
    assert "Lain</h1>" in headline.frame
    assert worker.ask(Fields, article(headline="Lain")).frame is None
    dateline = worker.ask(Fields, article(headline="Lain", dateline="LBJ"))
    assert (dateline.first, dateline.removed, len(dateline.pieces)) == (0, 1, 1)
    french = worker.ask(Fields, article(language="fr"))
    assert (french.first, french.removed, len(french.pieces)) == (0, 3, 3)
    assert worker.pieces[0].html == "<p>Satu «&nbsp;a&nbsp;».</p>"


def test_pictures_get_their_sizes_when_they_are_known(worker):
    worker.ask(Open, article(body=BODY, picture=model.Picture("assets/a.jpg")), PLAIN)
    answer = worker.ask(Assets, {"assets/a.jpg": (12, 8)})
    assert (answer.first, len(answer.pieces)) == (3, 1)
    assert 'width="12" height="8"' in worker.pieces[3].html
    assert 'width="12" height="8"' in answer.frame


@pytest.mark.parametrize(
    ("template", "line"), [("a\n{{ nothing }}", 2), ("{% for %}", 1), ("{{ 1/0 }}", 1), ("{{ ''.__class__ }}", 1)]
)
def test_a_broken_theme_is_told_and_the_next_page_is_made(worker, theme, template, line):
    answer = worker.ask(Open, article(body="a"), PLAIN, theme(template))
    assert (answer.kind, answer.theme, answer.file, answer.line) == ("theme", "mine", "article.html.j2", line)
    assert worker.ask(Lines, 0, 1, ("b",)) == Broken(2, "theme", "mine", "article.html.j2", line, answer.detail)
    assert isinstance(worker.ask(Open, article(body="a"), PLAIN), Page)


def test_a_theme_that_is_not_there_and_lines_that_are_not_there_are_told(worker):
    assert worker.ask(Lines, 0, 0, ()).kind == "message"
    assert worker.ask(Open, article(), PLAIN, "nowhere") == Broken(2, "theme", "nowhere")
    worker.ask(Open, article(body="a"), PLAIN)
    assert worker.ask(Lines, 5, 1, ()).kind == "message"
    assert worker.ask(Fields, article()).kind == "message"


def test_a_loop_without_end_is_told_and_the_next_page_is_made(worker, theme):
    endless = "{% for a in range(99999) %}{% for b in range(99999) %}{% endfor %}{% endfor %}"
    answer = worker.ask(Open, article(body="a"), PLAIN, theme(endless))
    assert answer == Broken(1, "theme", "mine", "article.html.j2", 1, "endless")
    assert isinstance(worker.ask(Open, article(body="a"), PLAIN), Page)


def test_a_template_without_end_can_be_killed(worker, theme):
    worker.send(Open, article(body="a"), PLAIN, theme("{{ 9 ** 99999999 }}"))
    assert worker.receive(seconds=1.5) is None
    assert worker.process.poll() is None
    worker.process.kill()
    assert worker.process.wait(10) != 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no limit of address space")
def test_a_template_that_wants_all_memory_gets_none_and_harms_nothing(worker, theme):
    answer = worker.ask(Open, article(body="a"), PLAIN, theme("{{ 'x' * 3000000000 }}"))
    assert answer.kind == "memory"
    assert isinstance(worker.ask(Open, article(body="a"), PLAIN), Page)


def test_hostile_text_is_shown_as_text_in_good_time(worker):
    worker.ask(Open, article(body="Satu.\n\nDua."), PLAIN)
    for text in ("x" * 1_000_000, "[" * 20_000, "<b>" * 7_000, "> " * 5_000):
        answer = worker.ask(Lines, 0, 1, (text,))
        assert isinstance(answer, Patch)
        assert len(answer.pieces) == 1


def test_the_worker_ends_with_its_input(worker):
    worker.process.stdin.close()
    assert worker.process.wait(30) == 0
    assert worker.process.stdout.read() == b""


def test_the_worker_dies_of_nonsense_rather_than_guess(worker):
    worker.process.stdin.write(b"GET / HTTP/1.1\r\n\r\n" * 10)
    worker.process.stdin.close()
    assert worker.process.wait(30) != 0


def test_what_is_printed_does_not_end_up_among_the_frames():
    answer = "worker.Desk.answer = lambda *_: print('hello') or worker.Broken(1, 'memory')"
    code = f"from broadsheet.render import worker; {answer}; worker.main()"
    environment = os.environ | {"PYTHONPATH": str(paths.RESOURCES.parent / "desktop")}
    message = protocol.frame(Fields(1, article()))
    done = subprocess.run([sys.executable, "-c", code], input=message, capture_output=True, env=environment, check=True)
    assert protocol.Answers().feed(done.stdout) == [Broken(1, "memory")]
    assert done.stderr == b"hello\n"
