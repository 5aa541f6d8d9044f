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
from dataclasses import dataclass, replace
from itertools import islice

from generator.check.acts import Act, Acts

#: A number with a letter of its own, as in 18 a §; not the first letter of the next word.
_NUMBER = r"\d{1,3}(?:\s?[a-h](?!\w)|[a-z](?!\w))?"
_RANGE = rf"{_NUMBER}(?:\s?[-\u2010-\u2013\u2212]\s?{_NUMBER}|\still\s{_NUMBER})?"
_COMMA = r"(?:,|\soch|\ssamt|\seller)\s"
_LIST = rf"{_RANGE}(?:{_COMMA}{_RANGE}){{0,12}}"
_KAP = r"[Kk](?:ap(?:\.|itlet|itel)?|AP\.?)"
_CHAPTER = r"\d{1,2}(?:\s?[a-c](?!\w))?"
_ALONE = r"(?<![\d:.,])"
#: A way of writing a section: which it is, and the pattern that ends with a group of that name.
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
_CORES = re.compile("|".join(pattern for _, pattern in _FORMS))
#: Forms that name a section of a law whatever stands beside them: they have a chapter and a section sign.
_SURE = ("sections", "signed", "turned", "both")
#: Forms that a section of minutes also has.
_MINUTES = ("alone", "after")
#: What may stand between a section and the act it belongs to.
_PART = (
    r"(?:(?:första|andra|tredje|fjärde|femte|sjätte)\s(?:och\s(?:andra|tredje|fjärde|femte)\s)?"
    r"(?:stycket|stycke|meningen|punkten|st\.?)"
    r"|st(?:ycket)?\.?\s?\d{1,2}|\d{1,2}\s?st\.?"
    r"|(?:p\.?|pkt\.?|punkt(?:en|erna)?)\s?\d{1,2}(?:\s?(?:och|[-\u2013])\s?\d{1,2})?"
    r"|\d{1,2}(?:\s?(?:och|[-\u2013])\s?\d{1,2})?(?:\s?p\.?)?)"
)
_BETWEEN = re.compile(rf"[\s,]*(?:{_PART}[\s,]*){{0,3}}(?:(?:i|av|ur|enligt)\s+)?(?:den\s+|gällande\s+|nuvarande\s+)?$")
_BEFORE = re.compile(r"[\s,:(]*(?:(?:bestämmelser(?:na)?|regler(?:na)?|krav(?:en|et)?)\s+)?(?:i\s+)?$")
_JOINED = re.compile(r"[\s,]*(?:och|samt|eller|respektive|,|jfr|jämför)\s*(?:i\s)?$")
#: Who has minutes, and when: a section after these is one of the minutes.
_ORGAN = re.compile(
    r"(?:\b(?:KF|KS|KSAU|AU|KSPU|Kf|Ks|ksau|protokoll\w*|beslut\w*|sammanträde\w*|ärende\w*)"
    r"|(?:fullmäktige|styrelsen|nämnden|utskottet|stämman?)s?"
    r"|\d{4}-\d\d-\d\d|\d{1,2}\s(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec)[a-z]*\.?(?:\s\d{4})?)[\s,.(]*$"
)
#: Characters within which words belong together.
_NEAR = 80


@dataclass(frozen=True, slots=True)
class Reference:
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
            found.append(replace(core, start=start, end=end, number=act.number, name=act.name))
    found += [
        Reference(act.start, act.end, act.number, act.name) for act in acts if act.kind == "act" and act not in used
    ]
    lent = _lent(text, sorted(found, key=lambda reference: reference.start))
    return [one for one in lent if one.has_act or one.form in _SURE]


#: Every form of a section has one of these.
_HINT = re.compile(r"§|\d\s?[a-c]?\s{0,2}[Kk][Aa][Pp]|[Kk][Aa][Pp]\w*\.?\s*\d|\d:\d")


def _cores(text: str) -> list[Reference]:
    cores = []
    for match in _CORES.finditer(text):
        form = match.lastgroup or ""
        if form not in _MINUTES or not _ORGAN.search(text[max(match.start() - _NEAR, 0) : match.start()]):
            groups = match.groupdict()
            chapter = next((groups[name] for name in _CHAPTERS if groups[name]), "")
            written = "" if form == "whole" else groups[form]
            sections = tuple(_range(piece) for piece in re.split(_COMMA, written) if piece)
            cores.append(Reference(*match.span(), chapter=_glued(chapter), sections=sections, form=form))
    return cores


_CHAPTERS = ("c1", "c2", "c3", "c4", "c5", "c6", "whole")


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
        return replace(core, end=same.end, number=last.number, name=last.name)
    return replace(core, near=last.number or last.name)


def _lent(text: str, found: Sequence[Reference]) -> list[Reference]:
    """Return references where one without an act has that of its neighbour in a list: 6 kap. 1 § och 9 § KL."""
    out = list(found)
    pairs = [index for index in range(1, len(out)) if _joined(text, out[index - 1], out[index])]
    for index in pairs:
        one, before = out[index], out[index - 1]
        if one.form == "alone" and not (one.has_act and before.has_act):
            out[index] = replace(one, chapter=before.chapter)
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
    return replace(poor, number=rich.number, name=rich.name) if alike and not poor.has_act else poor
