"""The command ``klausul``: its groups, its exit codes, and what happens when something goes wrong."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from io import StringIO
from pathlib import Path

import click

from generator import __version__
from generator.cli import language
from generator.cli.environment import Context, pass_context
from generator.cli.language import _
from generator.errors import DataError, UsageError

#: Exit codes: the data has problems; the command was used wrongly; our fault; stopped by Ctrl-C.
DATA, USAGE, FAULT, STOPPED = 1, 2, 3, 130
#: Set by a shell that asks what a word can be completed to.
COMPLETE = "_KLAUSUL_COMPLETE"


#: Commands in the order of the work, each with the module that holds it.
COMMANDS = {
    "new": "new",
    "build": "build",
    "check": "check",
    "coverage": "coverage",
    "clauses": "clauses",
    "inspect": "documents",
    "extract": "documents",
    "redline": "redline",
    "sheet": "sheet",
    "batch": "batch",
    "review": "review",
    "template": "template",
    "doctor": "doctor",
    "completion": "completion",
}


class _Commands(click.Group):
    """Commands that are imported when they are used, since imports are most of a short command's time."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the work."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command by its name."""
        from generator.cli.words import dress

        if cmd_name not in COMMANDS:
            return None
        command: click.Command = getattr(import_module(f"generator.cli.{COMMANDS[cmd_name]}"), cmd_name)
        return dress(command)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Name the command that was meant when there is no such command."""
        from difflib import get_close_matches

        close = get_close_matches(args[0], COMMANDS, 1)
        if close and args[0] not in COMMANDS:
            ctx.fail(_("No such command '{name}'. Did you mean '{close}'?").format(name=args[0], close=close[0]))
        return super().resolve_command(ctx, args)


def root() -> click.Group:
    """Return the command, with its texts in the language that is in use."""
    from generator.cli.words import dress

    @click.group(cls=_Commands, help=_("Write, check and build owner directives from a clause library."))
    @click.version_option(__version__, prog_name="klausul", message="%(prog)s %(version)s")
    @click.option(
        "--library", "libraries", multiple=True, type=click.Path(path_type=Path), metavar=_("DIR"),
        help=_("A further clause library; one with the same name takes its place. May be given several times."),
    )  # fmt: skip
    @click.option("--no-cache", is_flag=True, help=_("Neither read nor write the cache."))
    @click.option("--quiet", is_flag=True, help=_("Say nothing but results and errors."))
    @click.option("--verbose", is_flag=True, help=_("Say also what was read, and whether the cache had it."))
    @click.option(
        "--lang", type=click.Choice(language.LANGUAGES), is_eager=True, expose_value=False,
        help=_("The language of the command's messages; may stand anywhere. Documents and findings are Swedish."),
    )  # fmt: skip
    @click.option("--debug", is_flag=True, help=_("Show the traceback when klausul itself fails."))
    @pass_context
    def cli(
        context: Context, libraries: tuple[Path, ...], no_cache: bool, quiet: bool, verbose: bool, debug: bool
    ) -> None:
        if quiet and verbose:
            raise UsageError(_("--quiet and --verbose cannot be used together"))
        context.libraries = libraries
        context.cache = not no_cache
        context.quiet = quiet
        context.verbose = verbose
        context.debug = debug

    return dress(cli)


def main(arguments: list[str] | None = None) -> None:
    """Run the command and exit: 0 fine, 1 the data has problems, 2 wrong usage, 3 our fault."""
    given, rest = language.scan(sys.argv[1:] if arguments is None else arguments)
    language.install(language.choose(given, os.environ, language.windows_language()))
    if arguments is None:
        # Click is to read the command line itself, since on Windows it must fill in names such as *.docx.
        sys.argv[1:] = [*given, *rest]
    context = Context()
    try:
        code = _run(None if arguments is None else [*given, *rest], context)
    except Exception as error:
        if context.debug:
            import traceback

            traceback.print_exc()
        message = _("klausul itself failed ({kind}). Run the command again with --debug and report what it says.")
        click.echo(message.format(kind=type(error).__name__), err=True)
        code = FAULT
    sys.exit(code)


def _run(arguments: list[str] | None, context: Context) -> int:
    """Run the command and return its exit code, with what there is to say about an error."""
    from generator.cli import output

    try:
        language.check(os.environ)
        if COMPLETE in os.environ:
            from generator.cli import shells

            shells.register()
        code: int | None = root().main(
            arguments, prog_name="klausul", complete_var=COMPLETE, standalone_mode=False, obj=context
        )
        output.account(context)
    except DataError as error:
        output.account(context)
        for line in output.finding_lines(error.findings, sys.stderr, context.final):
            click.echo(line, err=True)
        code = DATA
    except UsageError as error:
        click.echo(_("Error: {message}").format(message=error), err=True)
        code = USAGE
    except click.exceptions.Abort:
        click.echo(_("Stopped."), err=True)
        code = STOPPED
    except click.ClickException as error:
        shown = StringIO()
        error.show(shown)
        click.echo(language.typographic(shown.getvalue()), nl=False, err=True)
        code = error.exit_code
    except BrokenPipeError:
        sys.stderr.close()  # the reader of a pipe has had enough; Python would complain at exit
        code = 0
    except OSError as error:
        named = _("Error: {file}: {reason}") if error.filename else _("Error: {reason}")
        click.echo(named.format(file=error.filename, reason=output.reason(error)), err=True)
        code = DATA
    return code or 0
