"""The command ``klausul``: its groups, its exit codes, and what happens when something goes wrong."""

from __future__ import annotations

import sys
import traceback
from importlib import import_module
from pathlib import Path

import click

from generator import __version__, report
from generator.cli.environment import Context, pass_context
from generator.cli.language import _
from generator.errors import DataError, UsageError

#: Exit codes: the data has problems; the command was used wrongly; our fault; stopped by Ctrl-C.
DATA, USAGE, FAULT, STOPPED = 1, 2, 3, 130


#: Commands in the order of the work, each with the module that holds it.
COMMANDS = {
    "build": "build",
    "clauses": "clauses",
    "inspect": "documents",
    "extract": "documents",
}


class _Commands(click.Group):
    """Commands that are imported when they are used, since imports are most of a short command's time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"generator.cli.{COMMANDS[cmd_name]}"), cmd_name)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the command that was meant when there is no such command."""
        from difflib import get_close_matches

        close = get_close_matches(args[0], COMMANDS, 1)
        if close and args[0] not in COMMANDS:
            ctx.fail(_("No such command '{name}'. Did you mean '{close}'?").format(name=args[0], close=close[0]))
        return super().resolve_command(ctx, args)


@click.group(cls=_Commands, help=_("Write, check and build owner directives from a clause library."))
@click.version_option(__version__, prog_name="klausul", message="%(prog)s %(version)s")
@click.option(
    "--library", "libraries", multiple=True, type=click.Path(path_type=Path), metavar="DIR",
    help=_("A further clause library; one with the same name takes its place. May be given several times."),
)  # fmt: skip
@click.option("--no-cache", is_flag=True, help=_("Neither read nor write the cache."))
@click.option("--debug", is_flag=True, help=_("Show the traceback when klausul itself fails."))
@pass_context
def cli(context: Context, libraries: tuple[Path, ...], no_cache: bool, debug: bool) -> None:
    """Take the options that hold for every command."""
    context.libraries = libraries
    context.cache = not no_cache
    context.debug = debug


def main(arguments: list[str] | None = None) -> None:
    """Run the command and exit: 0 fine, 1 the data has problems, 2 wrong usage, 3 our fault."""
    context = Context()
    try:
        code = cli.main(arguments, prog_name="klausul", standalone_mode=False, obj=context)
    except DataError as error:
        for line in report.lines(error.findings):
            click.echo(line, err=True)
        code = DATA
    except UsageError as error:
        click.echo(_("Error: {message}").format(message=error), err=True)
        code = USAGE
    except click.exceptions.Abort:
        click.echo(_("Stopped."), err=True)
        code = STOPPED
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except BrokenPipeError:
        sys.stderr.close()  # the reader of a pipe has had enough; Python would complain at exit
        code = 0
    except OSError as error:
        name = error.filename or ""
        click.echo(_("Error: {file}: {reason}").format(file=name, reason=error.strerror or error), err=True)
        code = DATA
    except Exception as error:
        if context.debug:
            traceback.print_exc()
        message = _("klausul itself failed ({kind}). Run the command again with --debug and report what it says.")
        click.echo(message.format(kind=type(error).__name__), err=True)
        code = FAULT
    sys.exit(code or 0)
