"""The reference page of all fields, made from the field dictionary (``docs/fields.md``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from generator.schema.dictionary import Rules, dictionary

_TITLES = {
    "clause": "Klausul: `clauses/<dimension>/<id>.yaml`",
    "contract": "Dokumenttyp: `contracts/<id>/definition.yaml`",
    "draft": "Utkast",
    "library": "Bibliotek: `library.yaml`",
    "dimensions": "Register: `register/dimensions.yaml`",
    "statutes": "Register: `register/statutes.yaml`",
    "requirements": "Register: `register/requirements.yaml`",
    "indicators": "Register: `register/indicators.yaml`",
    "renamed": "Register: `register/renamed.yaml`",
    "synonyms": "Register: `register/synonyms.yaml`",
    "wording": "Register: `register/wording.yaml`",
    "terms": "Register: `register/terms.yaml`",
    "decisions": "Register: `register/decisions.yaml`",
    "reviewers": "Granskare: filen till `klausul review open --reviewers`",
    "round": "Granskningsomgång: `omgang.yaml`",
    "answers": "Förslag ur ett svar: `svar/<granskare>-<nummer>.yaml`",
    "decision_record": "Beslut i en omgång: `beslut/<dag>-<organ>.yaml`",
}
_KINDS = {
    "string": "text",
    "integer": "heltal",
    "number": "tal",
    "list": "lista",
    "dict": "fält",
    "boolean": "true/false",
    "isodate": "datum",
}


def page() -> str:
    """Return the page in Markdown, in Swedish."""
    return "\n".join(_lines()) + "\n"


def _lines() -> Iterator[str]:
    yield from (
        "# Fälten i klausuls filer",
        "",
        "Sidan är gjord av fältordboken (`generator/schema/fields.yaml`) med `python tools/make_docs.py`.",
        "Samma ordbok styr kontrollen av filerna, så sidan stämmer alltid med den.",
        "Ett fält som är **obligatoriskt** måste finnas; de andra utelämnas när de inte behövs.",
    )
    files = [name for name in _TITLES if name in dictionary()]
    for name in [*files, *(name for name in dictionary() if name not in files)]:
        yield from ("", f"## {_TITLES.get(name, f'Fält i `{name}`')}", "")
        yield from ("| fält | slag | vad det är |", "| --- | --- | --- |")
        for key, rules in dictionary()[name].items():
            required = " **Obligatoriskt.**" if rules.get("required") else ""
            yield f"| `{key}` | {_kind(rules)} | {rules.get('meta', {}).get('help', '')}{required}{_limits(rules)} |"


def _kind(rules: Rules) -> str:
    kinds = rules["type"] if isinstance(rules["type"], list) else [rules["type"]]
    kind = " eller ".join(dict.fromkeys(_KINDS[name] for name in kinds))
    inner = rules.get("schema", rules.get("valuesrules"))
    if isinstance(inner, str):
        return f"{kind} ([`{inner}`](#fält-i-{inner}))"
    if isinstance(inner, dict) and isinstance(inner.get("schema"), str):
        return f"{kind} av [`{inner['schema']}`](#fält-i-{inner['schema']})"
    if isinstance(inner, dict):
        return f"{kind} av {_kind(inner)}"
    return kind


def _limits(rules: Rules) -> str:
    found = [f" Ett av `{'`, `'.join(map(str, rules['allowed']))}`."] if "allowed" in rules else []
    inner: Any = rules.get("schema")
    form = rules.get("meta", {}).get("form") or (inner.get("meta", {}).get("form") if isinstance(inner, dict) else None)
    if form:
        found.append(f" Form: {form}.")
    if rules.get("prose"):
        found.append(" Skrivs i ett block med `|`, en mening per rad.")
    if "maxlength" in rules:
        found.append(f" Högst {rules['maxlength']} tecken.")
    return "".join(found)
