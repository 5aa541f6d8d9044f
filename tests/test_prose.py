"""Clause text: the template language, the Markdown, and the values put in last."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from generator.model.codec import block_data, block_from
from generator.model.document import Block, ListBlock, Paragraph, Reference, Table, Text
from generator.model.parameter import Parameter
from generator.prose.evaluate import evaluate
from generator.prose.fill import fill
from generator.prose.markdown import parse
from generator.prose.template import compile_text, references, uses
from generator.prose.values import Value, value
from generator.text import block_lines

PARAMETERS = {
    "antal": Parameter("antal", "integer", "antal", unit="bostäder"),
    "text": Parameter("text", "text", "en text"),
    "tillagg": Parameter("tillagg", "text", "tillägg", optional=True),
    "val": Parameter("val", "choice", "vilket val", choices={"ja": "JA", "nej": "NEJ"}),
    "med": Parameter("med", "boolean", "om den är med"),
    "parter": Parameter("parter", "list", "parter"),
    "tabell": Parameter(
        "tabell",
        "table",
        "tabellen",
        columns={"namn": Parameter("namn", "text", "Namn"), "antal": Parameter("antal", "integer", "Antal")},
    ),
}


def blocks(text: str, targets: Mapping[str, tuple[str, str]] | None = None, /, **given: Any) -> tuple[Block, ...]:
    """Return the blocks that a text makes with some values."""
    nodes, faults = compile_text(text)
    assert faults == []
    rendered = evaluate(nodes, {name: value(parameter, given.get(name)) for name, parameter in PARAMETERS.items()})
    parsed = parse(rendered.text)
    assert parsed.faults == []
    return fill(parsed.blocks, rendered, targets or {})


def read(text: str, /, **given: Any) -> list[str]:
    """Return the lines that a text makes with some values."""
    return [line for block in blocks(text, **given) for line in block_lines(block)]


def refused(text: str) -> list[tuple[str, int, int, dict[str, str]]]:
    """Return what compiling a text finds wrong: rule, line, column, values."""
    return [(fault.rule, fault.line, fault.column, dict(fault.values)) for fault in compile_text(text)[1]]


def marked(text: str) -> list[tuple[str, int]]:
    """Return what Markdown refuses in a text: what it is, and its line."""
    return [(dict(fault.values)["what"], fault.line) for fault in parse(text).faults]


# The template language.


def test_a_text_becomes_plain_nodes() -> None:
    text = "En {{ antal }}.\n{% if val == 'ja' and not med %}A{% elif x.y %}B{% else %}C{% endif %}\n"

    assert compile_text(text) == (
        [
            ["text", "En ", 1],
            ["name", "antal", "", 1],
            ["text", ".\n", 1],
            [
                "if",
                ["and", ["is", "val", "", "ja"], ["not", ["given", "med", ""]]],
                [["text", "A", 2]],
                [["if", ["given", "x", "y"], [["text", "B", 2]], [["text", "C", 2]], 2]],
                2,
            ],
        ],
        [],
    )


def test_a_loop_is_a_node_with_its_body() -> None:
    assert compile_text("{% for rad in tabell %}\n- {{ rad.namn }}\n{% endfor %}\n") == (
        [["for", "rad", "tabell", [["text", "- ", 2], ["name", "rad", "namn", 2], ["text", "\n", 2]], 1]],
        [],
    )


def test_not_equal_is_the_opposite_of_equal() -> None:
    assert compile_text("{% if val != 'ja' %}A{% endif %}")[0][0][1] == ["not", ["is", "val", "", "ja"]]


@pytest.mark.parametrize(
    "tag",
    [
        "{{ antal|upper }}",
        "{{ antal() }}",
        "{{ antal + 1 }}",
        "{{ -antal }}",
        "{{ antal ~ text }}",
        "{{ antal.a.b }}",
        "{{ antal['a'] }}",
        "{{ antal[0] }}",
        "{{ 'text' }}",
        "{{ 7*7 }}",
        "{{ [antal] }}",
        "{{ antal or 5 }}",
        "{{ antal if med else text }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ self.__init__.__globals__ }}",
        "{% set x = 5 %}",
        "{% include 'annat' %}",
        "{% import 'os' as os %}",
        "{% from 'os' import path %}",
        "{% extends 'annat' %}",
        "{% block b %}{% endblock %}",
        "{% macro m() %}{% endmacro %}",
        "{% call m() %}{% endcall %}",
        "{% filter upper %}{% endfilter %}",
        "{% with %}{% endwith %}",
        "{% autoescape true %}{% endautoescape %}",
        "{% if antal > 5 %}{% endif %}",
        "{% if antal in parter %}{% endif %}",
        "{% if 1 < antal < 5 %}{% endif %}",
        "{% if antal is defined %}{% endif %}",
        "{% if antal == text %}{% endif %}",
        "{% if antal == 0.5 %}{% endif %}",
        "{% if antal == none %}{% endif %}",
        "{% if m() %}{% endif %}",
        "{% for x in range(9) %}{% endfor %}",
        "{% for x in parter if x %}{% endfor %}",
        "{% for a, b in parter %}{% endfor %}",
        "{% for x in parter recursive %}{% endfor %}",
        "{% for x in rad.parter %}{% endfor %}",
        "{% for x in parter %}{% else %}A{% endfor %}",
    ],
)
def test_whatever_is_not_a_name_an_if_or_a_for_is_refused_where_it_stands(tag: str) -> None:
    first = tag.partition("%}")[0] + "%}" if tag.startswith("{%") else tag

    assert refused(f"En rad.\nEn {{{{ text }}}} och {tag} till.\n") == [("clause-template", 2, 19, {"text": first})]


@pytest.mark.parametrize(
    "text",
    [
        "{{ antal }}",
        "{{antal}}",
        "{{ rad.namn }}",
        "{% if antal %}A{% endif %}",
        "{% if not antal or med and text %}A{% endif %}",
        "{% if antal == 5 %}A{% elif val == 'ja' %}B{% else %}C{% endif %}",
        "{% if med == true %}A{% endif %}",
        "{% for x in parter %}{{ x }}{% endfor %}",
        "{ antal }, 100 %, {antal} och }}",
        "# 5 # {",
    ],
)
def test_names_ifs_and_loops_are_taken(text: str) -> None:
    assert refused(text) == []


def test_each_refused_tag_on_a_line_has_its_column() -> None:
    assert refused("{{ a|b }} {{ c }} {{ d|e }}\n{{ f|g }}") == [
        ("clause-template", 1, 1, {"text": "{{ a|b }}"}),
        ("clause-template", 1, 19, {"text": "{{ d|e }}"}),
        ("clause-template", 2, 1, {"text": "{{ f|g }}"}),
    ]


@pytest.mark.parametrize(
    ("text", "line", "problem"),
    [
        ("En\n{{ antal", 2, "unexpected end of template, expected 'end of print statement'."),
        ("En\n{% endif %}", 2, "Encountered unknown tag 'endif'."),
        ("{% om antal %}", 1, "Encountered unknown tag 'om'."),
        ("{{ antal }", 1, "unexpected '}'"),
        ("{{ }}", 1, "Expected an expression, got 'end of print statement'"),
    ],
)
def test_tags_that_cannot_be_read_are_refused_with_their_line(text: str, line: int, problem: str) -> None:
    assert refused(text) == [("clause-syntax", line, 1, {"problem": problem})]


def test_comments_and_private_characters_are_refused_with_their_columns() -> None:
    assert refused("En {# två #}\n{#-#} \U000f0005 \U000ffffd") == [
        ("clause-private-use", 2, 7, {}),
        ("clause-private-use", 2, 9, {}),
        ("clause-comment", 1, 4, {}),
        ("clause-comment", 2, 1, {}),
    ]


def test_eight_levels_are_taken_and_nine_are_refused() -> None:
    def deep(levels: int) -> str:
        return "{% if antal %}" * levels + "x" + "{% endif %}" * levels

    assert refused(deep(8)) == []
    assert [fault[0] for fault in refused(deep(9))] == ["clause-template"]


def test_uses_are_found_in_every_branch_with_their_lines_and_loops() -> None:
    nodes, _ = compile_text(
        "{{ a }}\n{% if b == 'c' %}\n{% for d in e %}\n{{ d.f }}\n{% endfor %}\n{% else %}\n{{ g }}{% endif %}"
    )

    assert [(use.name, use.column, use.how, use.line, use.loops) for use in uses(nodes)] == [
        ("a", "", "print", 1, ()),
        ("b", "", "compare", 2, ()),
        ("e", "", "loop", 3, ()),
        ("d", "f", "print", 4, (("d", "e"),)),
        ("g", "", "print", 7, ()),
    ]


def test_references_are_found_in_every_branch() -> None:
    nodes, _ = compile_text("[](#a){% if b %}[](#c){% else %}[](#d-e){% endif %}{% for f in g %}[](#h){% endfor %}")

    assert list(references(nodes)) == ["a", "c", "d-e", "h"]


# The values.


def test_a_value_is_never_read_as_markup() -> None:
    text = "{{ 7*7 }} *AB* **C** # D [](#ett) <b> {% if %} \\ &amp; `E`"

    assert blocks("Före {{ text }} efter.", text=text) == (Paragraph((Text(f"Före {text} efter."),)),)


@pytest.mark.parametrize("text", ["# AB", "- AB", "1. AB", "> AB", "    AB", "***", "| a | b |", "<div>", "```"])
def test_a_value_that_begins_a_paragraph_is_still_text(text: str) -> None:
    assert blocks("{{ text }}", text=text) == (Paragraph((Text(text),)),)


def test_a_missing_value_prints_its_label_and_is_marked() -> None:
    assert blocks("Före {{ antal }} efter.") == (
        Paragraph((Text("Före "), Text("[antal]", missing=True), Text(" efter."))),
    )


def test_a_given_value_is_not_marked() -> None:
    assert blocks("Före **{{ antal }}** efter.", antal=5) == (
        Paragraph((Text("Före "), Text("5\u00a0bostäder", bold=True), Text(" efter."))),
    )


def test_an_undecided_if_prints_the_question_and_neither_branch() -> None:
    text = "{% if val == 'ja' %}\nDet ena.\n{% else %}\nDet andra.\n{% endif %}\nMer.\n"

    assert read(text) == ["[vilket val] Mer."]
    assert read(text, val="ja") == ["Det ena. Mer."]
    assert read(text, val="nej") == ["Det andra. Mer."]


def test_an_undecided_question_is_marked_as_missing() -> None:
    assert blocks("{% if med %}A{% endif %}") == (Paragraph((Text("[om den är med]", missing=True),)),)


def test_an_undecided_part_of_a_condition_makes_it_undecided() -> None:
    text = "{% if med and val == 'ja' %}A{% else %}B{% endif %}"

    assert read(text, med=True) == ["[vilket val]"]
    assert read(text, val="ja") == ["[om den är med]"]
    assert read(text, med=True, val="ja") == ["A"]
    assert read(text, med=False, val="ja") == ["B"]


def test_an_optional_value_that_is_not_given_is_an_answer() -> None:
    text = "Början.{% if tillagg %} Och {{ tillagg }}.{% endif %}"

    assert read(text) == ["Början."]
    assert read(text, tillagg="mer") == ["Början. Och mer."]


def test_no_is_an_answer() -> None:
    assert read("{% if med %}A{% else %}B{% endif %}", med=False) == ["B"]


def test_zero_is_given() -> None:
    assert read("{% if antal %}A{% else %}B{% endif %}", antal=0) == ["A"]


@pytest.mark.parametrize(("val", "line"), [("ja", "A"), ("nej", "B")])
def test_or_and_not_hold_as_they_read(val: str, line: str) -> None:
    assert read("{% if val == 'ja' or not (val == 'nej') %}A{% else %}B{% endif %}", val=val) == [line]


def test_elif_is_tried_when_the_first_does_not_hold() -> None:
    text = "{% if antal == 1 %}A{% elif antal == 2 %}B{% else %}C{% endif %}"

    assert [read(text, antal=number) for number in (1, 2, 3)] == [["A"], ["B"], ["C"]]


def test_a_loop_over_a_list_makes_a_lettered_list() -> None:
    text = "{% for part in parter %}\n1. {{ part }}\n{% endfor %}\n"

    assert read(text, parter=["en", "två", "tre"]) == ["a) en", "b) två", "c) tre"]


def test_a_loop_over_a_table_reads_its_cells() -> None:
    text = "{% for rad in tabell %}\n- {{ rad.namn }}: {{ rad.antal }}\n{% endfor %}\n"

    assert read(text, tabell=[{"namn": "A", "antal": 1}, {"namn": "B"}]) == ["– A: 1", "– B: [Antal]"]


def test_a_loop_over_a_missing_list_runs_once_over_its_label() -> None:
    assert read("{% for part in parter %}\n1. {{ part }}\n{% endfor %}\n") == ["a) [parter]"]
    assert read("{% for rad in tabell %}\n- {{ rad.namn }}\n{% endfor %}\n") == ["– [tabellen]"]


def test_a_table_alone_in_its_paragraph_becomes_a_table() -> None:
    assert blocks("Före.\n\n{{ tabell }}\n\nEfter.\n", tabell=[{"namn": "A", "antal": 1}]) == (
        Paragraph((Text("Före."),)),
        Table(((Text("Namn"),), (Text("Antal"),)), (((Text("A"),), (Text("1"),)),), (False, True)),
        Paragraph((Text("Efter."),)),
    )


def test_a_missing_table_prints_its_label() -> None:
    assert blocks("{{ tabell }}") == (Paragraph((Text("[tabellen]", missing=True),)),)


def test_lines_remember_where_they_came_from() -> None:
    nodes, _ = compile_text("ett\n{% if med %}\ntre\n{% endif %}\nfem\n")
    rendered = evaluate(nodes, {"med": Value("ja", True)})

    assert (rendered.text, rendered.lines[:3]) == ("ett\ntre\nfem\n", [1, 3, 5])


def test_values_are_limited_to_the_sentinels_there_are() -> None:
    with pytest.raises(OverflowError, match=r"^a clause cannot print more than 65,534 values$"):
        evaluate([["name", "a", "", 1]] * 65_535, {"a": Value("a", "a")})


# Markdown.


def test_lines_of_a_paragraph_are_joined_and_an_empty_line_begins_another() -> None:
    assert read("ett\ntvå\n\ntre\n") == ["ett två", "tre"]


def test_bold_and_italic_are_kept() -> None:
    assert blocks("a **b *c* d** *e*") == (
        Paragraph(
            (
                Text("a "),
                Text("b ", bold=True),
                Text("c", bold=True, italic=True),
                Text(" d", bold=True),
                Text(" "),
                Text("e", italic=True),
            )
        ),
    )


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (r"\*ett\* 2 \< 3", "*ett* 2 < 3"),
        ("a_b_c och 5*6", "a_b_c och 5*6"),
        ("R&amp;D & S&nbsp;AB", "R&D & S\u00a0AB"),
        ("1.5 och 2) två", "1.5 och 2) två"),
        ("[hak]: parentes", "[hak]: parentes"),
        ("a [b] (c)", "a [b] (c)"),
        ("~~struket~~ ~x~", "~~struket~~ ~x~"),
        ("https://example.org", "https://example.org"),
    ],
)
def test_what_looks_like_markup_and_is_not_stays_text(text: str, line: str) -> None:
    assert read(text) == [line]


def test_lists_are_ordered_or_not() -> None:
    assert blocks("1. a\n2. b\n\n- c\n- d\n") == (
        ListBlock(True, ((Text("a"),), (Text("b"),))),
        ListBlock(False, ((Text("c"),), (Text("d"),))),
    )


def test_the_twenty_seventh_item_is_aa() -> None:
    assert read("1. x\n" * 28)[25:] == ["z) x", "aa) x", "bb) x"]


def test_a_table_has_a_header_rows_and_sides() -> None:
    assert blocks("| a | **b** |\n|---|--:|\n| c | {{ antal }} |\n", antal=5) == (
        Table(((Text("a"),), (Text("b", bold=True),)), (((Text("c"),), (Text("5\u00a0bostäder"),)),), (False, True)),
    )


@pytest.mark.parametrize("row", ["| c | d | e |", "c | d | e", "| c | d | e", "c | d | e |", "| c | d | |"])
def test_a_row_that_is_wider_than_its_header_is_refused(row: str) -> None:
    assert marked(f"| a | b |\n|---|---|\n| 1 | 2 |\n{row}\n") == [("rader med fler celler än tabellens rubrikrad", 4)]


@pytest.mark.parametrize("row", ["| c | d |", "c | d", r"| c | d \| e |", "c | ", "|  |  |"])
def test_a_row_that_is_as_wide_as_its_header_is_taken(row: str) -> None:
    assert marked(f"| a | b |\n|---|---|\n{row}\n") == []


def test_a_short_row_is_filled() -> None:
    assert read("| a | b |\n|---|---|\n| c |\n") == ["a | b", "c | "]


def test_a_reference_prints_the_number_of_its_target() -> None:
    assert blocks("Se **[](#ett)**.", {"ett": ("ett-b", "3.2")}) == (
        Paragraph((Text("Se "), Reference("ett-b", "3.2", bold=True), Text("."))),
    )


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("# A", "rubriker"),
        ("A\n===", "rubriker"),
        ("A\n---", "rubriker"),
        ("```\nA\n```", "kodblock"),
        ("~~~\nA\n~~~", "kodblock"),
        ("    A", "indragna kodblock"),
        ("***", "linjer"),
        ("---", "linjer"),
        ("> A", "citat"),
        ("<div>A</div>", "HTML"),
        ("<!-- A -->", "HTML"),
        ("A <b> C", "HTML"),
        ("`A`", "kod"),
        ("![A](b.png)", "bilder"),
        ("A\\\nB", "hårda radbrytningar"),
        ("A  \nB", "hårda radbrytningar"),
        ("[A](https://example.org)", "andra länkar än [](#klausul-id)"),
        ("[A](#ett)", "andra länkar än [](#klausul-id)"),
        ("[](#Ett)", "andra länkar än [](#klausul-id)"),
        ("[](ett)", "andra länkar än [](#klausul-id)"),
        ("<https://example.org>", "andra länkar än [](#klausul-id)"),
        ("* A", "andra listtecken än 1. och -"),
        ("+ A", "andra listtecken än 1. och -"),
        ("1) A", "andra listtecken än 1. och -"),
        ("2. A", "andra listtecken än 1. och -"),
        ("- A\n  - B", "listor i listor"),
        ("- - A", "listor i listor"),
        ("- A\n\n  B", "flera stycken i en listpunkt"),
        ("- # A", "rubriker"),
        ("- > A", "citat"),
        ("-\n", "tomma listpunkter"),
        ("- | A | B |\n  |---|---|\n  | C | D |", "tabeller i listor"),
    ],
)
def test_the_rest_of_markdown_is_refused_with_its_line(text: str, what: str) -> None:
    found = marked(f"Före.\n\n{text}\n")

    assert {name for name, _ in found} == {what}
    assert found[0][1] in range(3, 3 + text.count("\n") + 1)


def test_the_line_of_a_refused_block_is_its_own() -> None:
    assert marked("a\n\n# b\n\nc\n\n# d\n") == [("rubriker", 3), ("rubriker", 7)]


@pytest.mark.parametrize(
    "text",
    [
        "Ett *stycke*.\n",
        "1. a\n2. **b** [](#ett)\n",
        "- a\n",
        "| a | b |\n|---|--:|\n| c | d |\n",
        "[](#ett) *[](#ett)*\n",
    ],
)
def test_blocks_survive_being_kept_as_data(text: str) -> None:
    found = parse(text).blocks

    assert tuple(block_from(block_data(block)) for block in found) == found
