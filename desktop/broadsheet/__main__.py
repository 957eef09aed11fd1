"""The front door: one of the commands, or a window."""

import sys
from pathlib import Path

from broadsheet import commands


def main() -> int:
    """Run what the command line asks for and return the exit code."""
    arguments = sys.argv[1:]
    if arguments == ["--render-worker"]:
        # A bundled program is one file: it is its own worker.
        from broadsheet.render import worker

        worker.main()
        return 0
    if arguments == ["--import-worker"]:
        from broadsheet.importing.apart import worker as converting

        converting.main()
        return 0
    if arguments == ["--picture-worker"]:
        from broadsheet.pictures import apart as decoding

        decoding.main()
        return 0
    if arguments == ["--batch-worker"]:
        from broadsheet.batch import worker as sending

        sending.main()
        return 0
    # Each loads only what it needs: a command no Qt, a window nothing of the commands.
    if commands.is_asked_for(arguments):
        from broadsheet import cli

        return cli.main(arguments)
    from broadsheet.ui import display

    if not display.available():
        sys.stderr.write("broadsheet: There is no display here to show a window on. See `broadsheet --help`.\n")
        return 2
    files = [Path(argument).absolute() for argument in arguments if argument != "--"]
    from broadsheet.store import handover

    # Before anything of Qt is loaded: the program that runs has it already.
    if handover.offer(files):
        return 0
    from broadsheet.ui import application

    return application.run(files)


if __name__ == "__main__":
    sys.exit(main())
