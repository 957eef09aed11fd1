"""Prints what making the files of a picture costs, beside a plain Pillow loop and vipsthumbnail. Figures, no verdicts.

PYTHONPATH=desktop python bench/pictures.py [megapixels …]
"""

import math
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from io import BytesIO
from pathlib import Path

from PIL import Image

from broadsheet.article.photo import Photo
from broadsheet.pictures import encoding, proof, renditions

SIZES = {12: (4240, 2832), 24: (6000, 4000), 50: (8688, 5792)}
RATIOS = ("16:9", "3:2", "4:3", "1:1", "4:5")
FORMS = {
    ".jpg": ("JPEG", {"quality": encoding.JPEG_QUALITY, "progressive": True, "optimize": True}),
    ".webp": ("WEBP", {"quality": encoding.WEBP_QUALITY}),
    ".avif": ("AVIF", {"quality": encoding.AVIF_QUALITY}),
}
VIPS = {".jpg": "Q=82,interlace,optimize-coding", ".webp": "Q=82", ".avif": "Q=66,effort=1"}
"""AVIF at effort 1 is speed 8, as ours; its default takes several times as long."""


def photograph(width, height):
    """Return a JPEG with detail of every size, the finer the fainter, as photographs have it; always the same one."""
    dice = random.Random(width)
    planes = []
    for _ in range(3):
        plane = Image.linear_gradient("L").resize((width, height))
        for octave, strength in ((256, 0.5), (64, 0.35), (16, 0.2), (5, 0.1), (2, 0.04)):
            size = (math.ceil(width / octave), math.ceil(height / octave))
            grain = Image.frombytes("L", size, dice.randbytes(size[0] * size[1]))
            plane = Image.blend(plane, grain.resize((width, height), Image.Resampling.BICUBIC), strength)
        planes.append(plane)
    # Most of what photographs show is in their brightness.
    planes = [planes[0], *(Image.blend(planes[0], plane, 0.3) for plane in planes[1:])]
    target = BytesIO()
    Image.merge("RGB", planes).save(target, "JPEG", quality=90)
    return target.getvalue()


def ours(data):
    """Return the bytes of each form, and the number of files."""
    weights = {}
    for one in renditions.make(data):
        form = "." + one.name_suffix.rpartition(".")[2]
        weights[form] = weights.get(form, 0) + len(one.data)
    return weights


def naive(data, speed=None):
    """Make the same widths and forms as one would in ten lines."""
    weights = {}
    for width in renditions.WIDTHS:
        image = Image.open(BytesIO(data))
        small = image.resize((width, round(image.height * width / image.width)), Image.Resampling.LANCZOS)
        for form, (name, options) in FORMS.items():
            target = BytesIO()
            more = {"speed": speed} if speed and name == "AVIF" else {}
            small.save(target, name, **options, **more)
            weights[form] = weights.get(form, 0) + target.tell()
    return weights


def vips(data):
    """Make the same widths and forms with vipsthumbnail, one call a file as it wants."""
    weights = {}
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "photo.jpg"
        source.write_bytes(data)
        for width in renditions.WIDTHS:
            for form, options in VIPS.items():
                made = Path(folder) / f"made-{width}{form}"
                command = ["vipsthumbnail", source, "--size", f"{width}x", "-o", f"{made}[{options}]"]
                subprocess.run(command, check=True, capture_output=True)
                weights[form] = weights.get(form, 0) + made.stat().st_size
    return weights


def timed(work, *given):
    """Return the seconds that something took, those of all cores together, and what it returned."""
    start, before = time.perf_counter(), os.times()
    made = work(*given)
    spent = sum(now - then for now, then in zip(os.times()[:4], before[:4], strict=True))
    return time.perf_counter() - start, spent, made


def gap(work):
    """Return the seconds that work took in a thread, and the longest for which this one, waking each ms, could not."""
    done = threading.Event()

    def run():
        work()
        done.set()

    longest, last = 0.0, time.perf_counter()
    start = last
    thread = threading.Thread(target=run)
    thread.start()
    while not done.is_set():
        time.sleep(0.001)
        now = time.perf_counter()
        longest, last = max(longest, now - last), now
    thread.join()
    return time.perf_counter() - start, longest


def said(weights):
    """Return the weight of each form in words."""
    return ", ".join(f"{form[1:]} {weight / 1000:,.0f} kB" for form, weight in sorted(weights.items()))


def compare(megapixels):
    """Print the figures of one picture."""
    data = photograph(*SIZES[megapixels])
    rows = [("ours", ours, ()), ("plain loop", naive, ()), ("plain loop, AVIF as fast as ours", naive, (8,))]
    rows += [("vipsthumbnail", vips, ())] if shutil.which("vipsthumbnail") else []
    own = 0.0
    for name, work, given in rows:
        taken, spent, weights = timed(work, data, *given)
        own = own or taken
        print(f"{megapixels} MP  {name:32} {taken:6.2f} s {taken / own:5.2f} ×, cores {spent:5.2f} s; {said(weights)}")
    taken, longest = gap(lambda: proof.proofs(data, Photo("bench"), RATIOS, (480, 480)))
    print(f"{megapixels} MP  {'proof sheet of 5 crops at 480':32} {taken:6.2f} s  window held {longest * 1000:.0f} ms")


def turned(megapixels):
    """Print what straightening and crops add."""
    data = photograph(*SIZES[megapixels])
    photo = Photo("bench", straighten=1.5)
    plain, *_ = timed(lambda: list(renditions.make(data)))
    more, *_ = timed(lambda: list(renditions.make(data, photo=photo, ratios=RATIOS)))
    print(f"{megapixels} MP  straightened, with 5 crops: {more:.2f} s instead of {plain:.2f} s")


if __name__ == "__main__":
    Image.init()
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(f"{os.cpu_count()} cores{load}; widths {renditions.WIDTHS} in {', '.join(form[1:] for form in FORMS)}")
    for one in [int(word) for word in sys.argv[1:]] or SIZES:
        compare(one)
    turned(24)
