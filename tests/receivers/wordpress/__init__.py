"""WordPress itself, as Debian has it, with a database of its own that listens to nothing but a socket."""

import getpass
import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest
from tests.receivers import tools

HERE = Path(__file__).parent
CORE = Path("/usr/share/wordpress")


class Site:
    """A fresh WordPress whose clock is that of one place; every script is told what it returns as JSON."""

    def __init__(self, timezone):
        if not (CORE / "wp-settings.php").is_file():
            tools.missing("WordPress is not installed (Debian: wordpress php-cli php-mysql php-xml php-gd)")
        self._php = tools.program("php", package="php-cli")
        install = tools.program("mariadb-install-db", package="mariadb-server")
        server = tools.program("mariadbd", package="mariadb-server")
        client = tools.program("mariadb", package="mariadb-client")
        # The path of a socket may have 107 bytes, which pytest's folders can exceed.
        self._folder = Path(tempfile.mkdtemp(prefix="wp-"))
        self._socket = self._folder / "s"
        (self._folder / "content").mkdir()
        self._user = getpass.getuser()
        common = (f"--datadir={self._folder / 'db'}", f"--user={self._user}")
        tools.run(install, "--no-defaults", "--auth-root-authentication-method=socket", *common)
        command = [server, "--no-defaults", *common, "--skip-networking", f"--socket={self._socket}"]
        self._database = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        said = b"".join(iter(self._until_ready, b""))
        assert self._database.poll() is None, said.decode()
        tools.run(client, "--no-defaults", f"--socket={self._socket}", "-e", "CREATE DATABASE wordpress")
        self.version = self.call("install", timezone=timezone)

    def _until_ready(self):
        """Return the next line of the server's log; nothing when it is ready, or has ended."""
        line = self._database.stderr.readline()
        return b"" if b"ready for connections" in line else line

    def close(self):
        """End the database and take all away."""
        self._database.terminate()
        self._database.communicate()
        shutil.rmtree(self._folder, ignore_errors=True)

    def call(self, script, **arguments):
        """Run one of the scripts beside this file; return what it returns."""
        given = {
            "user": self._user,
            "socket": str(self._socket),
            "wordpress": f"{CORE}/",
            "content": str(self._folder / "content"),
            "script": str(HERE / f"{script}.php"),
            "arguments": arguments,
        }
        done = subprocess.run(
            [self._php, "-d", "display_errors=stderr", HERE / "boot.php"],
            input=json.dumps(given), capture_output=True, check=False, text=True, timeout=tools.PATIENCE,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
        return json.loads(done.stdout.splitlines()[-1])


@pytest.fixture(scope="session")
def site():
    """Return a WordPress whose clock is that of central Indonesia."""
    made = Site("Asia/Makassar")
    yield made
    made.close()
