"""The command line: ``python build.py COMMAND``.

A command is a module of ``chancery/commands`` with a ``command``, imported when it is used.
"""

import importlib
import os
import sys
from collections.abc import Sequence

import click

from chancery.source import reason
from chancery.stops import stoppable

DEFAULT = "build"
COMMANDS = {
    "build": "Build the site from the cables.",
    "check": "Say what is wrong with cables before they are published.",
    "explain": "Print a cable with the role of each line in the margin.",
    "export": "Write single files, zips and citations.",
    "figures": "Print each figure with its sentence, and the near misses.",
    "import": "Take cables in from CSV, web pages, folders and archives.",
    "parse": "Print the record of cables as YAML.",
    "review": "List what an editor should look at before publishing.",
    "serve": "Show the site live; changes appear by themselves.",
    "verify": "Re-read the built site and prove that nothing is lost.",
}
"""Every command in one line, so that the list of them loads none."""
_MODULES = {"import": "importing"}
"""Modules that are not called as their command is, which would be a word of the language."""


class Commands(click.Group):
    """Commands that are imported one by one when they are used."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 -- the host's form
        """Names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the command's module and take its ``command``."""
        if cmd_name not in COMMANDS:
            return None
        found = importlib.import_module(f"chancery.commands.{_MODULES.get(cmd_name, cmd_name)}").command
        return found if isinstance(found, click.Command) else None

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """No words at all, or options alone, mean ``build``."""
        if not args or (args[0].startswith("-") and args[0] not in ("--help", "--version", "-h")):
            args = [DEFAULT, *args]
        return super().parse_args(ctx, args)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the nearest command where one was mistyped."""
        name = args[0]
        if name not in COMMANDS:
            near = [each for each in COMMANDS if each.startswith(name[:2])]
            hint = f" Did you mean {' or '.join(near)}?" if near else ""
            ctx.fail(f"No such command '{name}'.{hint}")
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.command(
    cls=Commands,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="With no words at all: build. Example: python build.py parse cables/*.txt",
)
@click.version_option(package_name="chancery", message="%(version)s")
def cli() -> None:
    """Make records and a static site from diplomatic cables on trafficking in persons."""


def main(args: Sequence[str] | None = None) -> None:
    """Run the command line; exit status 0 done, 1 some input was bad, 2 wrong usage, 130 and the like stopped."""
    try:
        try:
            with stoppable():
                cli.main(args=None if args is None else list(args), prog_name="python build.py")
        finally:
            sys.stdout.flush()
    except OSError as error:
        # What a command could not foresee: where its own words go, the disk is full, say.
        where, what = error.filename or "standard output", reason(error)
        click.echo(f"{where}: {what}; make room or name another place, and start it again", err=True)
        # The interpreter flushes once more when it ends, and would tell of it in many lines.
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        sys.exit(1)
