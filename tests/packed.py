"""What lies packed in a file, for tests that search it."""

import re
import zlib


def unpacked(data):
    """Yield what every zlib stream in these bytes begins with, also where another page cuts it off."""
    for found in re.finditer(rb"\x78[\x01\x5e\x9c\xda]", data):
        try:
            yield zlib.decompressobj().decompress(data[found.start() :], 1 << 20)
        except zlib.error:
            # A stream that is cut off fails at the cut: give it byte by byte what it takes.
            reader, plain = zlib.decompressobj(), b""
            try:
                for place in range(found.start(), min(len(data), found.start() + 8192)):
                    plain += reader.decompress(data[place : place + 1])
            except zlib.error:
                pass
            yield plain
