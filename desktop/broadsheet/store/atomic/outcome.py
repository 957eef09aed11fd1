"""What a successful write has to tell."""

from msgspec import Struct

from broadsheet.store.atomic.identity import Identity


class Outcome(Struct, frozen=True):
    """The new version is in place.

    `durable` is False where the system would not confirm that it outlives a power cut. `other_names` counts the hard
    links that the file had besides the one written to: they hold the old version now.
    """

    identity: Identity
    durable: bool = True
    other_names: int = 0
