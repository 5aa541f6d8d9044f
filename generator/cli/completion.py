"""``klausul completion``: the script that lets a shell complete the command's words."""

from __future__ import annotations

import click

from generator.cli.language import _
from generator.cli.main import COMPLETE


@click.command(
    help=_("Print the script that lets a shell complete commands, options, clauses and examples."),
    epilog=_("Bash: put eval \"$(klausul completion bash)\" in ~/.bashrc. Zsh: the same with zsh in ~/.zshrc. "
             "Fish: klausul completion fish > ~/.config/fish/completions/klausul.fish"),
)  # fmt: skip
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> None:
    """Print a shell's script, which is Click's own."""
    from click.shell_completion import ShellComplete, get_completion_class

    from generator.cli.main import root

    kind = get_completion_class(shell)
    assert kind is not None, "Click knows these three"
    # Bash's own method first runs bash to learn its version, which need not be the one that reads this.
    click.echo(ShellComplete.source(kind(root(), {}, "klausul", COMPLETE)), nl=False)
