"""Draw the window in light and dark, in two sizes, on sample, empty, long and Arabic articles."""

import os
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

import demo
import msgspec

SIZES = ((1280, 800), (1440, 900), (1920, 1080))
_LONG = "Perahu sekolah yang menyeberangkan empat puluh murid kembali berlayar di Teluk Wawo setelah delapan bulan "
_ARABIC = {
    "language": "ar",
    "kicker": "تعليم",
    "headline": "قارب المدرسة يعود إلى الإبحار في خليج واوو",
    "deck": "أربعون تلميذا لن يعبروا الخليج على طوف بعد اليوم",
    "dateline": "واوو",
    "body": "عاد قارب المدرسة إلى الإبحار صباح الأحد بعد **ثمانية أشهر** من التوقف.\n\nاقرأ أيضا: [معلمو الجزر يطالبون بالكهرباء](https://lautbaru.example/listrik)\n\n"
    "وقال رئيس القرية إن السكان جمعوا المال بأنفسهم.\n",
}


def main() -> int:
    """Write the pictures into the folder named on the command line."""
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    with tempfile.TemporaryDirectory() as profile:
        os.environ["BROADSHEET_PROFILE"] = profile
        _draw(out, Path(profile))
    return 0


def _draw(out: Path, folder: Path) -> None:
    from broadsheet import importing
    from broadsheet.article import model
    from broadsheet.store import document as documents
    from broadsheet.ui import application

    program = application.start(sys.argv[:1])
    sample = importing.read(demo.fresh_copy(folder)).document
    english = importing.read(demo.fresh_copy(folder, "harbour-lights.textbundle")).document
    arabic = msgspec.structs.replace(model.blank(), **_ARABIC)
    long = msgspec.structs.replace(sample.article, headline=_LONG * 2, deck=_LONG * 3)
    articles = {
        "sample": (sample, "laut-baru"),
        "english": (english, "harbour-courier"),
        "empty": (documents.new(model.blank("id"), {}), "laut-baru"),
        "long": (documents.new(long, sample.assets), "laut-baru"),
        "arabic": (documents.new(arabic, {}), "plain"),
    }
    window = program.open_window()
    demo.widen(window)
    demo.wait_for(window.page.ready, "the page")
    for scheme in ("light", "dark"):
        program.keep({"colour_scheme": scheme})
        window.commands[f"page-{scheme}"].trigger()
        for name, (document, house) in articles.items():
            window.choice.take_house(house)
            window.session.open(document)
            window.writing.begin()
            demo.wait_for(window.page.ready, "the page")
            for width, height in SIZES:
                window.frame.resize(width, height)
                demo.settle()
                window.frame.grab().save(str(out / f"{name}-{scheme}-{width}.png"))
    window.close_anyway()
    demo.settle(0)


if __name__ == "__main__":
    sys.exit(main())
