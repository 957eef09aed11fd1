"""The writer's choices, as one frozen value read from and written to one small file."""

from typing import Literal

import msgspec
from msgspec import Struct


class Settings(Struct, frozen=True):
    """What the writer chose; traces such as window places are kept elsewhere and may be lost.

    An empty `theme` means the house's.
    """

    colour_scheme: Literal["system", "light", "dark"] = "system"
    house: str = "plain"
    theme: str = ""
    preview_width: Literal["phone", "tablet", "desktop"] = "phone"
    preview_scheme: Literal["light", "dark"] = "light"
    graphics: Literal["auto", "software", "hardware"] = "auto"
    autosave: bool = True
    export_folder: str = ""
    export_formats: tuple[str, ...] = ()


def encode(settings: Settings) -> bytes:
    """Return the settings as indented JSON in UTF-8."""
    return msgspec.json.format(msgspec.json.encode(settings), indent=2) + b"\n"


def decode(data: bytes) -> Settings:
    """Return the settings in a file's bytes; keys of other versions are passed over.

    Raises ValueError where the bytes are not such settings.
    """
    return msgspec.json.decode(data, type=Settings)
