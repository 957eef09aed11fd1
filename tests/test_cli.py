"""The commands do what DESIGN §7 says, one bad file does not stop the others, and no Qt is loaded."""

import json
import os
import signal
import subprocess
import sys

import msgspec
import pytest

from broadsheet import __main__ as front_door
from broadsheet import cli, commands, paths
from broadsheet.article.model import Article, Picture
from broadsheet.settings import Settings, encode
from broadsheet.store import document as documents

STORY = "Harga ikan naik — di Bitung\n\nNelayan menunggu.\n\nPasar sepi.\n"


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "cerita.txt"
    path.write_text(STORY, "utf-8")
    return path


@pytest.fixture
def run(capfd):
    """Run a command; return its exit code, its standard output and its standard error."""

    def _run(*arguments):
        code = cli.main([str(argument) for argument in arguments])
        return code, *capfd.readouterr()

    return _run


def save(path, article, pictures=None):
    documents.save(documents.new(article, pictures or {}), path)
    return path


def test_show_prints_every_field(run, story):
    code, out, err = run("show", story)
    shown = json.loads(out)
    assert (code, err) == (0, "")
    assert list(shown) == list(Article.__struct_fields__)
    assert shown["headline"] == "Harga ikan naik — di Bitung"
    assert shown["body"] == "Nelayan menunggu.\n\nPasar sepi."
    assert "—" in out


def test_import_makes_documents_and_replaces_none(run, story, tmp_path):
    out = tmp_path / "new" / "folder"
    assert run("import", story, story, "--out", out)[0] == 0
    names = sorted(path.name for path in out.iterdir())
    assert names == ["harga-ikan-naik-di-bitung-2.textpack", "harga-ikan-naik-di-bitung.textpack"]
    assert documents.open(out / names[1]).article.headline == "Harga ikan naik — di Bitung"


def test_one_bad_file_does_not_stop_the_others(run, story, tmp_path):
    code, out, err = run("import", tmp_path / "none.txt", story, "--out", tmp_path / "o")
    assert code == 2
    assert "harga-ikan" in out
    assert err.startswith(f"broadsheet: {tmp_path / 'none.txt'}: “none.txt” is not there.")


def test_export_writes_each_format_under_the_stem(run, story, tmp_path):
    code, out, _err = run("export", story, "--to", "json,text,html", "--out", tmp_path / "o")
    assert code == 0
    stem = tmp_path / "o" / "harga-ikan-naik-di-bitung"
    assert out.splitlines() == [str(stem), f"{stem}.json", f"{stem}.txt"]
    assert (stem / "index.html").is_file()


def test_two_articles_of_one_name_do_not_overwrite_each_other(run, story, tmp_path):
    assert run("export", story, story, "--to", "text", "--out", tmp_path / "o")[0] == 0
    assert len(list((tmp_path / "o").iterdir())) == 2


def test_an_export_never_replaces_the_file_it_was_made_from(run, tmp_path):
    path = tmp_path / "pasar.md"
    path.write_text("# Pasar\n\nTeks.\n", "utf-8")
    code, _out, err = run("export", path, "--to", "markdown", "--out", tmp_path)
    assert code == 1
    assert "pasar.md" in err
    assert path.read_text("utf-8") == "# Pasar\n\nTeks.\n"


def test_a_name_that_does_not_exist_is_answered_with_those_that_do(run, story, tmp_path):
    code, _out, err = run("export", story, "--to", "docx", "--out", tmp_path / "o")
    assert code == 2
    assert "html-fragment" in err
    code, _out, err = run("export", story, "--to", "html", "--theme", "nope", "--out", tmp_path / "o")
    assert code == 2
    assert "newspaper" in err
    code, _out, err = run("check", story, "--house", "nope")
    assert code == 2
    assert "harbour-courier" in err


def test_check_exit_codes(run, story, tmp_path):
    sound = save(tmp_path / "a.textpack", Article(id="1", language="id", headline="A", body="B"))
    noted = save(tmp_path / "b.textpack", Article(id="1", language="id", headline="A", body="B  C"))
    faulty = save(tmp_path / "c.textpack", Article(id="1", headline="", body="B"))
    assert run("check", sound) == (0, "", "")
    assert run("check", noted)[0] == 0
    code, out, _err = run("check", faulty, sound)
    assert code == 1
    assert out.splitlines()[0] == f"{faulty}: headline: error: There is no headline."
    assert run("check", tmp_path / "none.textpack", faulty)[0] == 2


def test_check_names_the_line_of_the_body(run, tmp_path):
    path = save(tmp_path / "a.textpack", Article(id="1", language="id", headline="A", body="B\n\nC ???\n"))
    assert run("check", path)[1].startswith(f"{path}: body, line 3: warning: ")


def test_check_prints_json(run, tmp_path):
    path = save(tmp_path / "a.textpack", Article(id="1", language="id", headline="", body="B"))
    code, out, _err = run("check", path, "--json")
    assert code == 1
    [report] = json.loads(out)
    assert report["file"] == str(path)
    assert report["findings"][0] == {
        "check": "headline_missing",
        "weight": "error",
        "place": {"field": "headline", "offset": -1},
        "facts": {},
        "text": "There is no headline.",
    }


def test_the_house_of_the_settings_is_the_default(run, tmp_path):
    path = save(tmp_path / "a.textpack", Article(id="1", language="id", headline="A", body="B"))
    assert run("check", path)[0] == 0
    paths.config().mkdir(parents=True)
    (paths.config() / "settings.json").write_bytes(encode(Settings(house="laut-baru")))
    assert run("check", path)[0] == 1
    assert run("check", path, "--house", "plain")[0] == 0


def test_a_house_file_can_be_named(run, tmp_path):
    path = save(tmp_path / "a.textpack", Article(id="1", language="id", headline="A", body="B"))
    own = tmp_path / "own.toml"
    own.write_text('name = "Own"\nrequired = ["deck"]\n', "utf-8")
    assert run("check", path, "--house", own)[0] == 1
    own.write_text("name = \n", "utf-8")
    code, _out, err = run("check", path, "--house", own)
    assert code == 2
    assert f"{own}, line 1" in err


def test_lists(run):
    assert [line.split("\t")[0] for line in run("formats")[1].splitlines()][:2] == ["html", "html-single"]
    themes = dict(line.split("\t") for line in run("themes")[1].splitlines())
    assert {"portal", "newspaper", "magazine", "plain"} <= set(themes)
    assert themes["portal"].startswith("Portal: ")
    assert {"plain\tPlain", "laut-baru\tLaut Baru"} <= set(run("houses")[1].splitlines())


@pytest.mark.parametrize(
    ("command", "file", "good"),
    [("houses", "houses/broken.toml", "plain\tPlain"), ("themes", "themes/broken/theme.toml", "plain\tPlain")],
)
def test_what_is_broken_is_told_and_the_others_are_listed(run, command, file, good):
    own = paths.config() / file
    own.parent.mkdir(parents=True)
    own.write_text("name = 3\n", "utf-8")
    code, out, err = run(command)
    assert code == 2
    assert good in out
    assert own.name in err


def test_control_characters_of_a_foreign_file_do_not_reach_the_terminal(run, tmp_path):
    article = Article(id="1", language="id", headline="A", body="B", related=(documents_link("\x1b]0;owned\x07"),))
    path = save(tmp_path / "a.textpack", article)
    out = run("check", path)[1]
    assert "owned" in out
    assert "\x1b" not in out


def documents_link(title):
    from broadsheet.article.model import Link

    return Link(title)


def test_a_missing_picture_fails_the_export_and_writes_nothing(run, tmp_path):
    path = save(tmp_path / "a.textpack", Article(id="1", headline="A", picture=Picture("assets/gone.jpg")))
    code, _out, err = run("export", path, "--to", "json,html", "--out", tmp_path / "o")
    assert code == 1
    assert "gone.jpg" in err
    assert list((tmp_path / "o").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "is_command"),
    [
        ([], False),
        (["story.textpack"], False),
        (["--", "show"], False),
        (["show", "x"], True),
        (["--help"], True),
        (["--nonsense"], True),
    ],
)
def test_files_open_a_window_and_words_run_a_command(arguments, is_command):
    assert commands.is_asked_for(arguments) is is_command


def test_the_front_door_hands_files_to_the_window(monkeypatch):
    from broadsheet.ui import application

    opened = []
    monkeypatch.setattr(application, "run", lambda files: opened.append([path.name for path in files]) or 0)
    monkeypatch.setattr(sys, "argv", ["broadsheet", "a.textpack", "b.md"])
    assert front_door.main() == 0
    assert opened == [["a.textpack", "b.md"]]


def interpreter(code, *arguments, **options):
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)], capture_output=True, timeout=60, check=False, **options
    )


def test_commands_load_no_qt(story, tmp_path):
    code = """
import sys
from broadsheet import cli
assert cli.main(["export", sys.argv[1], "--to", "html,json", "--out", sys.argv[2]]) == 0
assert cli.main(["check", sys.argv[1]]) < 2
print([name for name in sys.modules if name.startswith("PySide6")])
"""
    done = interpreter(code, story, tmp_path / "o")
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == b"[]"


def test_the_window_waits_for_nothing_of_the_commands(tmp_path):
    code = """
import sys
from broadsheet import __main__ as front_door
from broadsheet.ui import application
from broadsheet.ui import window
application.run = lambda files: 0
front_door.main()
late = {"broadsheet.cli", "broadsheet.exporting", "broadsheet.checks", "markdown_it", "nh3", "jinja2", "babel", "PIL"}
print(sorted(late & set(sys.modules)))
if sys.argv[1:]:
    from broadsheet import cli
    print(sorted(late & set(sys.modules)))
"""
    assert interpreter(code).stdout.split(b"\n")[0] == b"[]"
    control = interpreter(code, tmp_path).stdout.split(b"\n")[1]
    assert b"broadsheet.cli" in control
    assert b"markdown_it" in control


def test_output_is_utf_8_whatever_the_locale(story):
    code = "import sys; from broadsheet import cli; sys.exit(cli.main(sys.argv[1:]))"
    env = {**dict(__import__("os").environ), "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    done = interpreter(code, "show", story, env=env)
    assert done.returncode == 0
    assert "—" in done.stdout.decode("utf-8")


def test_a_reader_that_stops_early_is_no_failure(story):
    code = "import sys; from broadsheet import cli; sys.exit(cli.main(sys.argv[1:]))"
    with subprocess.Popen(
        [sys.executable, "-c", code, "show", str(story)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        process.stdout.close()
        assert process.stderr.read() == b""


def test_an_import_keeps_what_other_programs_put_into_a_bundle(run, tmp_path):
    bundle = tmp_path / "a.textbundle"
    bundle.mkdir()
    (bundle / "info.json").write_text('{"version": 2, "com.other": {"version": 1, "mood": "calm"}}', "utf-8")
    (bundle / "text.md").write_text("# Pasar\n\nTeks.\n", "utf-8")
    assert run("import", bundle, "--out", tmp_path / "o")[0] == 0
    assert "com.other" in documents.open(tmp_path / "o" / "pasar.textpack").foreign.info


def test_each_command_explains_itself(capsys):
    with pytest.raises(SystemExit):
        cli.main(["export", "--help"])
    told = capsys.readouterr().out
    assert told.startswith("usage: broadsheet export ")
    assert "html-fragment" in told


def test_help_names_every_command(capsys):
    with pytest.raises(SystemExit) as done:
        cli.main(["--help"])
    assert done.value.code == 0
    told = capsys.readouterr().out
    assert all(f"    {name} " in told for name in ("show", "import", "export", "check", "formats", "themes", "houses"))


def test_the_article_shown_can_be_read_again(run, story):
    shown = run("show", story)[1]
    assert msgspec.json.decode(shown, type=Article).headline == "Harga ikan naik — di Bitung"


def test_a_text_gives_the_same_export_each_time_and_an_export_keeps_its_id(run, story, tmp_path):
    made = []
    for folder in ("one", "two"):
        assert run("export", story, "--to", "json", "--out", tmp_path / folder)[0] == 0
        made.append(next((tmp_path / folder).glob("*.json")))
    assert made[0].read_bytes() == made[1].read_bytes()
    shown = json.loads(run("show", made[0])[1])
    assert shown["id"] == json.loads(made[0].read_bytes())["id"]


def test_a_theme_that_is_not_there_is_told(run, story, tmp_path):
    code, _, err = run("export", story, "--to", "html", "--out", tmp_path, "--theme", "x" * 300)
    assert code == 2
    assert "There is no theme named" in err


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="there a window can always be shown")
def test_without_a_display_the_window_says_so(tmp_path):
    given = {name: value for name, value in os.environ.items() if "DISPLAY" not in name and name != "QT_QPA_PLATFORM"}
    command = [sys.executable, "-m", "broadsheet", "frobnicate"]
    told = subprocess.run(command, env=given, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert told.stderr.startswith("broadsheet: There is no display")
    assert told.stderr.count("\n") == 1


def test_an_option_that_there_is_not_is_named(capsys):
    with pytest.raises(SystemExit) as ended:
        cli.main(["--nonsense"])
    assert ended.value.code == 2
    assert "--nonsense" in capsys.readouterr().err


def test_a_folder_is_imported_with_a_report(run, story, tmp_path):
    folder = tmp_path / "copy"
    (folder / "sub").mkdir(parents=True)
    (folder / "a.md").write_text("---\ntitle: Ikan\nmood: calm\n---\n\n![x](https://n.example/b.jpg)\n", "utf-8")
    (folder / "sub" / "b.html").write_text("<h1>Pasar</h1><p>Pasar ikan sepi pagi ini.</p>", "utf-8")
    (folder / "c.docx").write_text("no")
    code, out, err = run("import", folder, "--out", tmp_path / "o")
    assert code == 2
    assert out.splitlines() == [str(tmp_path / "o" / "ikan.textpack"), str(tmp_path / "o" / "pasar.textpack")]
    told = err.splitlines()
    assert told[0] == (
        f"broadsheet: {folder / 'a.md'}: There is no field for this; it is in the note to the editor: mood."
    )
    assert told[1] == f"broadsheet: {folder / 'a.md'}: A picture is not taken along: https://n.example/b.jpg."
    assert told[2].startswith(f"broadsheet: {folder / 'c.docx'}: “c.docx” is damaged")
    assert told[3:] == ["2 imported, 1 refused."]
    assert documents.open(tmp_path / "o" / "ikan.textpack").article.editor_note == "mood: calm"


def test_an_empty_folder_has_nothing_to_import(run, tmp_path):
    (tmp_path / "copy").mkdir()
    code, out, err = run("import", tmp_path / "copy", "--out", tmp_path / "o")
    assert (code, out, err) == (0, "", "There is no file that could be imported.\n")


def test_notes_do_not_disturb_what_is_shown(run, tmp_path):
    path = tmp_path / "a.md"
    path.write_text("---\ntitle: Ikan\nmood: calm\n---\nTeks.", "utf-8")
    code, out, err = run("show", path)
    assert (code, json.loads(out)["headline"]) == (0, "Ikan")
    assert "mood" in err


@pytest.mark.skipif(sys.platform == "win32", reason="there Ctrl+C cannot be sent to one process")
def test_an_import_that_is_broken_off_leaves_whole_documents_only(tmp_path):
    folder, out = tmp_path / "copy", tmp_path / "o"
    folder.mkdir()
    for number in range(300):
        (folder / f"{number:03}.md").write_text(f"# Cerita {number}\n\nTeks.", "utf-8")
    # In the background of a script it would be ignored.
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{heard}; import sys; from broadsheet import cli; sys.exit(cli.main(sys.argv[1:]))"
    command = [sys.executable, "-u", "-c", code, "import", str(folder), "--out", str(out)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout.readline()
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=30)
    made = list(out.iterdir())
    assert (process.returncode, err.decode()) == (130, f"{len(made)} imported.\n")
    assert 0 < len(made) < 300
    for path in made:
        assert documents.open(path).article.headline.startswith("Cerita")
