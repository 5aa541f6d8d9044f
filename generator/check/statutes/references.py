"""References to law in Swedish prose: which words of a text name an act, a chapter and a section.

Written forms are those met in directives in force: ``10 kap. 3 § kommunallagen (2017:725)``,
``10 kap 3 §``, ``3 kap 16-18 §§``, ``KL 10:3``, ``2 kap 3 OSL`` (a section sign lost on the way),
``7 § bostadsförsörjningslagen``, ``lag (2002:102)``, ``PuL``. What a reference means is for ``law``;
how acts are named is for ``acts``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from functools import cache
from itertools import islice
from typing import Any, NamedTuple

from generator.check.pattern import Pattern
from generator.check.statutes.acts import Act, Acts

#: A number with a letter of its own, as in 18 a §; not the first letter of the next word.
_NUMBER = r"\d{1,3}(?:\s?[a-h](?!\w)|[a-z](?!\w))?"
_RANGE = rf"{_NUMBER}(?:(?:\s?[-\u2010-\u2013\u2212]\s?|\still\s){_NUMBER})?"
_COMMA = r"(?:,|\soch|\ssamt|\seller)\s"
_LIST = rf"{_RANGE}(?:{_COMMA}{_RANGE}){{0,12}}"
_KAP = r"[Kk](?:ap(?:\.|itlet|itel)?|AP\.?)"
_CHAPTER = r"\d{1,2}(?:\s?[a-c](?!\w))?"
_ALONE = r"(?<![\d:.,])"
#: A way of writing a section: which it is, and the pattern that ends with a group of that name. The first that fits
#: counts. All begin with a digit, a section sign or a k.
_FORMS = (
    ("sections", rf"{_ALONE}(?P<c1>{_CHAPTER})\s{{0,2}}{_KAP},?\s{{0,3}}(?P<sections>{_LIST})\s?§{{1,2}}"),
    ("signed", rf"{_ALONE}(?P<c2>{_CHAPTER})\s{{0,2}}{_KAP},?\s{{0,3}}§{{1,2}}\s?(?P<signed>{_LIST})"),
    ("turned", rf"(?<!\w){_KAP}\s{{1,2}}(?P<c3>{_CHAPTER}),?\s{{1,2}}§{{1,2}}\s?(?P<turned>{_LIST})"),
    ("both", rf"(?<!\w){_KAP}\s{{1,2}}(?P<c4>{_CHAPTER}),?\s{{1,2}}(?P<both>{_LIST})\s?§{{1,2}}"),
    ("bare", rf"{_ALONE}(?P<c5>{_CHAPTER})\s{{0,2}}{_KAP}\s{{1,2}}(?P<bare>{_RANGE})(?![\d:.]\d)(?!\d)"),
    ("whole", rf"{_ALONE}(?P<whole>{_CHAPTER})\s{{0,2}}{_KAP}(?!\s?\d)(?!\w)"),
    ("alone", rf"{_ALONE}(?P<alone>{_LIST})\s?§{{1,2}}"),
    ("after", rf"§{{1,2}}\s?(?P<after>{_LIST})(?!\w)(?![:.]\d)"),
    ("colon", rf"{_ALONE}(?P<c6>\d{{1,2}}):(?P<colon>\d{{1,2}}(?:\s?[a-h](?!\w))?)(?![\d:.]\d)(?!\d)"),
)
#: What a text has to have for some of the forms; most texts have none of it.
_SIGN_FIRST = Pattern(r"§\s?\d", pieces=("§",))
_TWO_NUMBERS = Pattern(r"[Pp]\w*\.?\s{1,2}\d{1,2}(?:\s?[a-c])?,?\s{1,2}\d", pieces=("kap",))
_COLON = Pattern(rf"{_ALONE}\d{{1,2}}:\d", pieces=(":",))
#: Forms that name a section of a law whatever stands beside them: they have a chapter and a section sign.
_SURE = ("sections", "signed", "turned", "both")
#: Forms that a section of minutes also has.
_MINUTES = ("alone", "after")
#: Words before an act's name that say that it is no longer in force.
FORMER = r"(?:tidigare|förutvarande|dåvarande|gamla|förra|upphävda)"
#: What may stand between a section and the act it belongs to.
_PART = (
    r"(?:(?:första|andra|tredje|fjärde|femte|sjätte)\s(?:och\s(?:andra|tredje|fjärde|femte)\s)?"
    r"(?:stycket|stycke|meningen|punkten|st\.?)"
    r"|st(?:ycket)?\.?\s?\d{1,2}|\d{1,2}\s?st\.?"
    r"|(?:p\.?|pkt\.?|punkt(?:en|erna)?)\s?\d{1,2}(?:\s?(?:och|[-\u2013])\s?\d{1,2})?"
    r"|\d{1,2}(?:\s?(?:och|[-\u2013])\s?\d{1,2})?(?:\s?p\.?)?)"
)
_BETWEEN = Pattern(
    rf"[\s,]*(?:{_PART}[\s,]*){{0,3}}(?:(?:i|av|ur|enligt)\s+)?(?:den\s+)?"
    rf"(?:(?:gällande|nuvarande|{FORMER})\s+)?$"
)
_BEFORE = Pattern(r"[\s,:(]*(?:(?:bestämmelser(?:na)?|regler(?:na)?|krav(?:en|et)?)\s+)?(?:i\s+)?$")
_JOINED = Pattern(r"[\s,]*(?:och|samt|eller|respektive|,|jfr|jämför)\s*(?:i\s)?$")
#: Who has minutes, and when: a section after these is one of the minutes.
_ORGAN = Pattern(
    r"(?:\b(?:KF|KS|KSAU|AU|KSPU|Kf|Ks|ksau|protokoll\w*|beslut\w*|sammanträde\w*|ärende\w*)"
    r"|(?:fullmäktige|styrelsen|nämnden|utskottet|stämman?)s?"
    r"|\d{4}-\d\d-\d\d|\d{1,2}\s(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?(?:\s\d{4})?)[\s,.(]*$"
)
#: Characters within which words belong together.
_NEAR = 80


class Reference(NamedTuple):
    """A reference as it is written."""

    start: int
    end: int
    #: Number in Svensk författningssamling, ``2017:725``; empty where none is written.
    number: str = ""
    #: The act's name or abbreviation as the register has it, or as it is written; empty where none is.
    name: str = ""
    #: ``10`` or ``3a``; empty where none is written.
    chapter: str = ""
    #: First and last section; the same for one.
    sections: tuple[tuple[str, str], ...] = ()
    #: How it is written, as in ``_FORMS``; empty for an act alone.
    form: str = ""
    #: Name or number of the act that was named last before it in the text; empty where none was.
    near: str = ""

    @property
    def has_act(self) -> bool:
        """True where an act is named, by name or number."""
        return bool(self.number or self.name)


def restored(row: Sequence[Any]) -> Reference:
    """Return a reference from its fields as they come out of a cache."""
    start, end, number, name, chapter, sections, form, near = row
    return Reference(start, end, number, name, chapter, tuple((first, last) for first, last in sections), form, near)


def references(text: str, known: Acts) -> list[Reference]:
    """Return the references in a text, in order.

    Args:
        text: a paragraph.
        known: the acts that there are names for.
    """
    # What has none of these has no section.
    cores = _cores(text) if _HINT.search(text) else []
    acts = list(known.named(text, bool(cores)))
    found: list[Reference] = []
    used = set()
    for core in cores:
        act = _act_of(text, core, acts)
        used.add(act)
        if act is None or act.kind == "same":
            found.append(_with_last(core, act, acts))
        elif act.kind != "own":
            start, end = min(core.start, act.start), max(core.end, act.end)
            found.append(core._replace(start=start, end=end, number=act.number, name=act.name))
    found += [
        Reference(act.start, act.end, act.number, act.name) for act in acts if act.kind == "act" and act not in used
    ]
    lent = _lent(text, sorted(found, key=lambda reference: reference.start))
    return [one for one in lent if one.has_act or one.form in _SURE]


#: Every form of a section has one of these.
_HINT = Pattern(r"§|\d\s?[a-c]?\s{0,2}[Kk][Aa][Pp]|[Kk][Aa][Pp]\w*\.?\s*\d|\d:\d")


def _cores(text: str) -> list[Reference]:
    cores = []
    for match in _pattern(_forms(text)).finditer(text):
        form = match.lastgroup or ""
        if form not in _MINUTES or not _ORGAN.search(text[max(match.start() - _NEAR, 0) : match.start()]):
            chapter = match[_CHAPTERS[form]] if form in _CHAPTERS else ""
            written = "" if form == "whole" else match[form]
            sections = tuple(_range(piece) for piece in re.split(_COMMA, written) if piece)
            cores.append(Reference(*match.span(), chapter=_glued(chapter), sections=sections, form=form))
    return cores


#: Groups that hold a chapter, by form; an act's section need have none.
_CHAPTERS = {
    "sections": "c1", "signed": "c2", "turned": "c3", "both": "c4", "bare": "c5", "colon": "c6", "whole": "whole",
}  # fmt: skip


def _forms(text: str) -> frozenset[str]:
    """Return the forms that a text may have sections in: with all of them the pattern takes long to make."""
    chapter, sign = "kap" in text.lower(), "§" in text
    first = sign and _SIGN_FIRST.search(text) is not None
    may = {
        "sections": chapter and sign,
        "signed": chapter and first,
        "turned": chapter and first,
        "both": chapter and sign and _TWO_NUMBERS.search(text) is not None,
        "bare": chapter,
        "whole": chapter,
        "alone": sign,
        "after": first,
        "colon": _COLON.search(text) is not None,
    }
    return frozenset(form for form, there in may.items() if there)


@cache
def _pattern(forms: frozenset[str]) -> re.Pattern[str]:
    either = "|".join(pattern for form, pattern in _FORMS if form in forms)
    # The look ahead passes by most of a text at once.
    return re.compile(rf"(?=[\d§Kk])(?:{either or '(?!)'})")


def _range(text: str) -> tuple[str, str]:
    first, _, last = re.sub(r"[\u2010-\u2013\u2212]|\still\s", "-", text).partition("-")
    return _glued(first), _glued(last or first)


def _glued(text: str) -> str:
    return re.sub(r"\s", "", text)


def _act_of(text: str, core: Reference, acts: Sequence[Act]) -> Act | None:
    """Return the act that stands after a section, or right before it."""
    first = bisect_left(acts, core.end, key=lambda act: act.start)
    for act in islice(acts, first, None):
        between = text[core.end : act.start]
        if len(between) > _NEAR:
            break
        # A decision in § 112 "enligt kommunallagen" is no section of kommunallagen.
        if _BETWEEN.match(between) and not (core.form in _MINUTES and "enligt" in between):
            return act
    for act in reversed(acts[max(first - 3, 0) : first]):
        near = 0 <= core.start - act.end <= _NEAR
        if near and act.kind not in ("own", "same") and _BEFORE.match(text[act.end : core.start]):
            return act
    return None


def _with_last(core: Reference, same: Act | None, acts: Sequence[Act]) -> Reference:
    """Return a section without an act, knowing which act was named last; ``samma lag`` is that act."""
    first = bisect_left(acts, core.start, key=lambda act: act.start)
    last = next((act for act in reversed(acts[max(first - 20, 0) : first]) if act.kind in ("act", "other")), None)
    if last is None:
        return core
    if same:
        return core._replace(end=same.end, number=last.number, name=last.name)
    return core._replace(near=last.number or last.name)


def _lent(text: str, found: Sequence[Reference]) -> list[Reference]:
    """Return references where one without an act has that of its neighbour in a list: 6 kap. 1 § och 9 § KL."""
    out = list(found)
    pairs = [index for index in range(1, len(out)) if _joined(text, out[index - 1], out[index])]
    for index in pairs:
        one, before = out[index], out[index - 1]
        if one.form == "alone" and not (one.has_act and before.has_act):
            out[index] = one._replace(chapter=before.chapter)
    for index in reversed(pairs):
        out[index - 1] = _lend(out[index - 1], out[index])
    for index in pairs:
        out[index] = _lend(out[index], out[index - 1])
    return out


def _joined(text: str, first: Reference, second: Reference) -> bool:
    between = text[first.end : second.start] if first.end <= second.start else "-"
    return bool(first.sections and second.sections and _JOINED.match(between))


def _lend(poor: Reference, rich: Reference) -> Reference:
    # An act has chapters or it has not.
    alike = bool(poor.chapter) == bool(rich.chapter)
    return poor._replace(number=rich.number, name=rich.name) if alike and not poor.has_act else poor
