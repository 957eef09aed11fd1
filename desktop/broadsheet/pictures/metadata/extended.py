"""Extended XMP of JPEG (XMP specification part 3 §1.1.3.1): a second packet in parts, for what fits no segment."""

from collections.abc import Sequence

HEAD = b"http://ns.adobe.com/xmp/extension/\x00"
_GUID, _PART_HEAD = 32, 40


def joined(parts: Sequence[bytes], main: Sequence[bytes]) -> list[bytes]:
    """Return the packets of which all parts are there and which a main packet names."""
    packets: dict[bytes, dict[int, bytes]] = {}
    lengths: dict[bytes, int] = {}
    for part in parts:
        guid = part[:_GUID]
        if len(part) > _PART_HEAD and any(guid in packet for packet in main):
            lengths[guid] = int.from_bytes(part[32:36], "big")
            packets.setdefault(guid, {})[int.from_bytes(part[36:40], "big")] = part[_PART_HEAD:]
    return [whole for guid, found in packets.items() if (whole := _whole(found, lengths[guid]))]


def _whole(parts: dict[int, bytes], length: int) -> bytes:
    at, ordered = 0, []
    for offset in sorted(parts):
        if offset != at:
            return b""
        ordered.append(parts[offset])
        at += len(parts[offset])
    return b"".join(ordered) if at == length else b""
