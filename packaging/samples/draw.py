"""Draw the pictures of the sample articles into `resources/samples`.

    python packaging/samples/draw.py            all of them
    python packaging/samples/draw.py dawn       one

The same script gives the same pixels on every machine; the bytes depend on the versions of Pillow's codecs, so run it
only when a drawing has changed.
"""

import sys
from pathlib import Path

import chart
import dawn
import harbour
import pier
import portrait
import workshop

_SAMPLES = Path(__file__).resolve().parents[2] / "resources" / "samples"
_PICTURES = {
    "dawn": (dawn.draw, "perahu-sekolah.textbundle/assets/perahu-fajar.jpg"),
    "pier": (pier.draw, "perahu-sekolah.textbundle/assets/dermaga.jpg"),
    "workshop": (workshop.draw, "perahu-sekolah.textbundle/assets/bengkel.jpg"),
    "harbour": (harbour.draw, "harbour-lights.textbundle/assets/harbour-night.jpg"),
    "portrait": (portrait.draw, "harbour-lights.textbundle/assets/edith-marlow.jpg"),
    "chart": (chart.draw, "harbour-lights.textbundle/assets/lamps-chart.png"),
}


def main() -> None:
    """Draw the pictures named on the command line, or all."""
    for name in sys.argv[1:] or _PICTURES:
        draw, place = _PICTURES[name]
        target = _SAMPLES / place
        target.parent.mkdir(parents=True, exist_ok=True)
        options = (
            {"optimize": True} if target.suffix == ".png" else {"quality": 88, "progressive": True, "optimize": True}
        )
        draw().save(target, **options)
        print(f"{place}  {target.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
