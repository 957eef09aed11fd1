"""One program for each profile: a second start says here which files it was given, and ends."""

import os

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from broadsheet import paths
from broadsheet.store import handover
from broadsheet.store.locking import Lock

_PATIENCE_MS = 1000


class Instance(QObject):
    """Hears what other starts want; only the same user's can speak here."""

    wished = Signal(object)
    """A handover.Wish."""

    def __init__(self, lock: Lock, parent: QObject) -> None:
        super().__init__(parent)
        self._lock = lock
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)

    def listen(self) -> bool:
        """Begin to hear; what a killed program left in the place is taken away, for who has the lock is alone."""
        name = str(paths.meeting_point())
        QLocalServer.removeServer(name)
        return self._server.listen(name)

    def close(self) -> None:
        """Hear no more."""
        self._server.close()
        self._lock.release()

    def _greet(self) -> None:
        while self._server.hasPendingConnections():
            Visit(self._server.nextPendingConnection(), self).wished.connect(self.wished)


class Visit(QObject):
    """One other program that has something to say: one line, not too long, within a second."""

    wished = Signal(object)

    def __init__(self, channel: QLocalSocket, parent: QObject) -> None:
        super().__init__(parent)
        self._channel = channel
        self._heard = b""
        channel.setParent(self)
        channel.setReadBufferSize(handover.LONGEST + 1)
        channel.readyRead.connect(self._hear)
        channel.disconnected.connect(self.deleteLater)
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._turn_away)
        self._patience.start()
        if channel.bytesAvailable():
            QTimer.singleShot(0, self._hear)

    def _turn_away(self) -> None:
        self._channel.abort()
        self.deleteLater()

    def _hear(self) -> None:
        self._heard += bytes(self._channel.readAll().data())
        if b"\n" not in self._heard and len(self._heard) <= handover.LONGEST:
            return
        wish = handover.decode(self._heard)
        self._heard = b""
        if wish is None:
            self._turn_away()
            return
        self._channel.write(handover.ANSWER)
        self._channel.flush()
        # Who did not wait any longer has gone on alone, and shows the files itself.
        if self._channel.state() == QLocalSocket.LocalSocketState.ConnectedState:
            self.wished.emit(wish)


def use_token(token: str) -> None:
    """Hand the desktop's leave to come to the front to Qt, which looks for it there."""
    if token:
        os.environ["XDG_ACTIVATION_TOKEN"] = token
