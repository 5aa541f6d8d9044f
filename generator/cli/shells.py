"""How shells ask what a word can be completed to: through Click, with what it does not know of."""

from __future__ import annotations

from typing import Any

from click.shell_completion import (
    BashComplete,
    CompletionItem,
    FishComplete,
    ShellComplete,
    ZshComplete,
    add_completion_class,
)

from generator.cli.complete import EXAMPLE
from generator.cli.language import LANGUAGES, OPTION, scan


class _LanguageAnywhere(ShellComplete):
    """Click knows ``--lang`` before the command's name only; it may stand anywhere."""

    def get_completions(self, args: list[str], incomplete: str) -> list[CompletionItem[Any]]:
        """Return what a word can be completed to."""
        if incomplete.startswith(f"{OPTION}="):
            args, incomplete = [*args, OPTION], incomplete.partition("=")[2]
        given, rest = scan(args)
        if given == [OPTION]:
            return [CompletionItem(language) for language in LANGUAGES if language.startswith(incomplete)]
        return super().get_completions(rest, incomplete)


class _Bash(_LanguageAnywhere, BashComplete):
    """Bash hands over words cut at ``:`` and ``=``, and replaces only what stands after them."""

    def get_completion_args(self) -> tuple[list[str], str]:
        """Return the words before the one to be completed, and that word, put together again."""
        args, incomplete = super().get_completion_args()
        words: list[str] = []
        for word in [*args, incomplete]:
            glued = words and (
                (word == ":" and f"{words[-1]}:" == EXAMPLE)
                or words[-1] == EXAMPLE
                or (word == "=" and words[-1].startswith("--") and "=" not in words[-1])
                or (words[-1].startswith("--") and words[-1].endswith("="))
            )
            if glued:
                words[-1] += word
            else:
                words.append(word)
        self._cut = EXAMPLE if words[-1].startswith(EXAMPLE) and words[-1] != incomplete else ""
        return words[:-1], words[-1]

    def format_completion(self, item: CompletionItem[Any]) -> str:
        """Return an answer in the form that the shell's script reads."""
        item.value = str(item.value).removeprefix(self._cut)
        return super().format_completion(item)


class _Zsh(_LanguageAnywhere, ZshComplete):
    pass


class _Fish(_LanguageAnywhere, FishComplete):
    pass


def register() -> None:
    """Let Click answer shells through these classes."""
    for kind in (_Bash, _Zsh, _Fish):
        add_completion_class(kind)
