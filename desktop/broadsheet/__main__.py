"""The front door: one of the commands, or a window."""

import sys
from pathlib import Path

from broadsheet import cli


def main() -> int:
    """Run what the command line asks for and return the exit code."""
    arguments = sys.argv[1:]
    if arguments == ["--render-worker"]:
        # A bundled program is one file: it is its own worker.
        from broadsheet.render import worker

        worker.main()
        return 0
    if cli.is_command(arguments):
        return cli.main(arguments)
    # Loaded here so that commands need no Qt.
    from broadsheet.ui import application

    return application.run([Path(argument) for argument in arguments if argument != "--"])


if __name__ == "__main__":
    sys.exit(main())
