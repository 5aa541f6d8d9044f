"""Charts: drawn by Word from a part that holds together, drawn on a page, and never told by looks alone."""

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from generator import colour
from generator.html import page
from generator.model.document import Bar, Chart
from generator.places import bundled
from generator.prose.charts import decimal_text, level_label, pictures, scale, value_label
from generator.word import opc
from generator.word.chart_layout import free, key, layout, most
from generator.word.foreign import read_foreign
from generator.word.invariants import invariants
from generator.word.package import read_package, write_package
from generator.word.template import prepare
from generator.word.write import parts, write
from tests.documents import figures

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
W = f"{{{opc.WORD_NS}}}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
CDR = "{http://schemas.openxmlformats.org/drawingml/2006/chartDrawing}"
TEMPLATE = bundled("templates") / "samhallskontrakt.docx"


@pytest.fixture(scope="module")
def prepared():
    return prepare(TEMPLATE.read_bytes(), TEMPLATE.name)


def made(chart: Chart, prepared, **changes) -> dict[str, bytes]:
    return parts(figures.alone(replace(chart, **changes)), prepared, ["{}"], {})


def drawn(chart: Chart, prepared):
    return etree.fromstring(made(chart, prepared)["word/charts/chart1.xml"])


def words(element) -> list[str]:
    return ["".join(found.itertext()) for found in element.iter(f"{A}t")]


def many(count: int) -> Chart:
    bars = tuple(Bar(f"Område {number}", (str(number),), (str(number),)) for number in range(count))
    return replace(figures.AREAS, bars=bars)


def test_a_chart_is_a_part_that_the_text_leads_to(prepared):
    found = parts(figures.document(), prepared, ["{}"], {})
    types = opc.content_types(found[opc.CONTENT_TYPES])
    names = ["word/charts/chart1.xml", "word/charts/chart2.xml", "word/drawings/drawing2.xml"]
    assert [types.of(name) for name in names] == [opc.CHART_TYPE, opc.CHART_TYPE, opc.CHART_DRAWING_TYPE]
    links = opc.relationships(found["word/_rels/document.xml.rels"])
    assert [(link.target, link.external) for link in links if link.kind == "chart"] == [
        ("/word/charts/chart1.xml", False),
        ("/word/charts/chart2.xml", False),
    ]
    assert [(link.kind, link.target) for link in opc.relationships(found["word/charts/_rels/chart2.xml.rels"])] == [
        ("chartUserShapes", "/word/drawings/drawing2.xml")
    ]
    assert "word/charts/_rels/chart1.xml.rels" not in found
    # Nothing but figures and words: no workbook that has to be kept alike.
    assert not [name for name in found if "embed" in name]


def test_a_document_without_charts_has_no_parts_for_them(prepared):
    found = parts(figures.alone(figures.TABLE), prepared, ["{}"], {})
    assert [name for name in found if "chart" in name or "drawing" in name] == []
    assert b"chart" not in found[opc.CONTENT_TYPES]


def test_a_chart_has_a_title_over_it_that_stays_with_it_and_an_alternative_text(prepared):
    body = etree.fromstring(made(figures.AREAS, prepared)["word/document.xml"])
    (inline,) = body.iter(f"{WP}inline")
    about = inline.find(f"{WP}docPr")
    assert (about.get("id"), about.get("name"), about.get("descr")) == ("1", "Diagram 1", figures.AREAS.alternative)
    holder = next(inline.iterancestors(f"{W}p"))
    title = holder.getprevious()
    assert "".join(title.itertext(f"{W}t")) == "Barn i hushåll med ekonomiskt bistånd (procent)"
    assert title.find(f"{W}pPr/{W}keepNext") is not None
    # A line of a fixed height would cut the picture off.
    assert holder.find(f"{W}pPr/{W}spacing").get(f"{W}lineRule") == "auto"
    assert int(inline.find(f"{WP}extent").get("cx")) == prepared.text_width * 635


def test_checks_for_accessibility_see_the_alternative_text(prepared):
    content = write(figures.alone(figures.AREAS), prepared, ["{}"], {})
    (picture,) = read_foreign(content, "a.docx").word.pictures
    assert (picture.kind, picture.description) == ("chart", figures.AREAS.alternative)


def test_figures_and_labels_are_literals_and_labels_are_swedish(prepared):
    chart = drawn(figures.AREAS, prepared)
    plain, marked = chart.iter(f"{C}ser")
    assert [one.findtext(f"{C}tx/{C}v") for one in (plain, marked)] == ["Barn i hushåll med bistånd", "fokusområde"]
    assert [point.findtext(f"{C}v") for point in plain.find(f"{C}cat/{C}strLit").findall(f"{C}pt")] == [
        "Hamnen (fokusområde)",
        "Centrum & Östra <torget>",
        "Västra",
        "Landsbygden",
    ]
    figures_of = [
        [(point.get("idx"), point.findtext(f"{C}v")) for point in one.find(f"{C}val/{C}numLit").findall(f"{C}pt")]
        for one in (plain, marked)
    ]
    assert figures_of == [[("1", "4.2"), ("2", "8.1")], [("0", "21.9")]]
    assert words(plain.find(f"{C}dLbls")) == ["4,2", "8,1"]
    assert words(marked.find(f"{C}dLbls")) == ["21,9"]
    assert (chart.find(f".//{C}barDir").get("val"), chart.find(f".//{C}overlap").get("val")) == ("bar", "100")
    assert not list(chart.iter(f"{C}externalData"))


def test_marked_bars_are_dark_and_others_have_a_pattern_and_every_line_can_be_seen(prepared):
    for chart in (drawn(figures.AREAS, prepared), drawn(figures.OUTCOME, prepared)):
        fills = [etree.tostring(one.find(f"{C}spPr")[0]) for one in chart.iter(f"{C}ser")]
        assert len(set(fills)) == len(fills), "no two series look alike"
        for line in (one.find(f"{C}spPr/{A}ln/{A}solidFill/{A}srgbClr").get("val") for one in chart.iter(f"{C}ser")):
            assert colour.contrast(line, "FFFFFF") >= 4.5
    plain, marked = (one.find(f"{C}spPr")[0].tag for one in drawn(figures.AREAS, prepared).iter(f"{C}ser"))
    assert (plain, marked) == (f"{A}pattFill", f"{A}solidFill")


def test_marked_bars_among_several_series_say_so_and_have_a_thick_outline(prepared):
    first = replace(figures.OUTCOME.bars[0], marked=True)
    chart = drawn(replace(figures.OUTCOME, bars=(first, figures.OUTCOME.bars[1]), marked="mål missat"), prepared)
    one, other = chart.iter(f"{C}ser")
    for series in (one, other):
        (point,) = series.findall(f"{C}dPt")
        assert point.find(f"{C}idx").get("val") == "0"
        assert point.find(f"{C}spPr/{A}ln").get("w") == "28575"
    assert "2026 (mål missat)" in [point.findtext(f"{C}v") for point in one.find(f"{C}cat/{C}strLit")]


def test_the_level_is_a_line_at_its_figure_with_its_name(prepared):
    found = made(figures.AREAS, prepared)
    chart = etree.fromstring(found["word/charts/chart1.xml"])
    over = etree.fromstring(found["word/drawings/drawing1.xml"])
    assert words(over) == ["Hela kommunen: 8,3\u00a0procent"]
    place = {name: Decimal(chart.find(f".//{C}plotArea/{C}layout//{C}{name}").get("val")) for name in "xw"}
    low, high = (Decimal(chart.find(f".//{C}valAx/{C}scaling/{C}{name}").get("val")) for name in ("min", "max"))
    expected = place["x"] + place["w"] * (Decimal("8.3") - low) / (high - low)
    lines = [anchor for anchor in over if anchor.find(f"{CDR}cxnSp") is not None]
    for anchor in lines:
        across = [Decimal(mark.text) for mark in anchor.iter(f"{CDR}x")]
        assert across[0] == across[1]
        assert abs(across[0] - expected) < Decimal("0.0001")
    ids = [mark.get("id") for mark in over.iter(f"{CDR}cNvPr")]
    assert len(set(ids)) == len(ids)


def test_the_level_leaves_the_figures_free(prepared):
    axis = scale(figures.AREAS)
    place = layout(figures.AREAS, prepared.text_width)
    stretches = list(free(figures.AREAS, axis, place))
    # The figure 8,1 stands where the line for 8,3 would be, in the third group of four.
    group = Decimal(place.bars) / 4
    middle = place.top + group * Decimal("2.5")
    assert len(stretches) == 2
    assert not any(start <= middle <= end for start, end in stretches)
    assert all(end > start for start, end in stretches)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, ["Barn i hushåll med bistånd", "fokusområde"]),
        ({"marked": ""}, []),
        ({"bars": figures.AREAS.bars[1:]}, []),
    ],
)
def test_a_key_stands_only_where_it_says_something(prepared, changes, expected):
    chart = replace(figures.AREAS, **changes)
    assert key(chart) == expected
    assert bool(list(drawn(chart, prepared).iter(f"{C}legend"))) is bool(expected)


@pytest.mark.parametrize(
    ("unit", "shown", "expected"),
    [
        ("procent", "12,5\u00a0procent", "12,5"),
        ("procent", "12,5", "12,5"),
        ("", "12,5 procent", "12,5 procent"),
        ("procent", "procent", "procent"),
        ("procent", "", "–"),
    ],
)
def test_a_figure_stands_without_its_unit_which_stands_at_the_axis(unit, shown, expected):
    assert value_label(replace(figures.AREAS, unit=unit), shown) == expected


@pytest.mark.parametrize(
    ("level", "expected"),
    [("8.3", "8,3"), ("-2.50", "−2,50"), ("12500", "12\u00a0500"), ("9000", "9\u00a0000"), ("0", "0")],
)
def test_the_level_is_written_by_swedish_rules(level, expected):
    assert level_label(replace(figures.AREAS, level_value=level)) == f"Hela kommunen: {expected}\u00a0procent"


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        (["0"], ("0", "1", "0.2")),
        (["21.9", "4.2"], ("0", "25", "5")),
        (["-2.5", "3.1"], ("-4", "4", "2")),
        (["15500"], ("0", "20000", "5000")),
        (["-3"], ("-4", "0", "1")),
    ],
)
def test_an_axis_has_zero_in_it_and_round_figures(values, expected):
    bars = tuple(Bar("A", (value,), (value,)) for value in values)
    axis = scale(Chart("T", "A", "", ("S",), bars))
    assert tuple(map(decimal_text, (axis.low, axis.high, axis.step))) == expected


@settings(max_examples=15)
@given(
    st.lists(st.decimals(-(10**9), 10**9, places=3), min_size=1, max_size=40),
    st.none() | st.decimals(-(10**6), 10**6, places=2),
)
def test_every_figure_and_the_level_are_on_the_axis_and_the_bytes_are_the_same_each_time(prepared, values, level):
    bars = tuple(Bar(f"N{number}", (str(value),), (str(value),)) for number, value in enumerate(values))
    chart = replace(figures.AREAS, bars=bars, level_value="" if level is None else str(level))
    axis = scale(chart)
    assert axis.low <= 0 <= axis.high
    assert all(axis.low <= value <= axis.high for value in (*values, level or 0))
    assert (axis.high - axis.low) / axis.step <= 12
    document = figures.alone(chart)
    once, again = (write(document, prepared, ["{}"], {}) for _ in range(2))
    assert once == again
    assert page(document) == page(document)
    found = read_package(once, "a.docx")
    assert invariants(found, "a.docx") == []


@pytest.mark.parametrize("count", [1, 20, 21, 45, 200])
def test_a_chart_with_many_bars_is_several_pictures_that_each_fit_a_page(prepared, count):
    chart = many(count)
    split = pictures(chart, most(chart))
    assert [bar for part in split for bar in part.bars] == list(chart.bars)
    heights = [layout(part, prepared.text_width).height for part in split]
    assert max(heights) <= 205
    assert len({part.title for part in split}) == len(split)
    found = made(chart, prepared)
    assert len([name for name in found if name.startswith("word/charts/chart")]) == len(split)
    limits = {
        re.search(b'<c:max val="([^"]*)"', found[f"word/charts/chart{n}.xml"])[1] for n in range(1, len(split) + 1)
    }
    assert len(limits) == 1, "they have one scale"


def test_an_axis_with_decimals_has_no_figures_since_a_program_would_write_them_by_its_own_language(prepared):
    small = replace(figures.AREAS, bars=(Bar("A", ("0.4",), ("0,4",)),), level_value="")
    assert drawn(small, prepared).find(f".//{C}valAx/{C}tickLblPos").get("val") == "none"
    assert drawn(figures.AREAS, prepared).find(f".//{C}valAx/{C}tickLblPos").get("val") == "nextTo"


def test_a_template_with_drawings_and_charts_of_its_own_keeps_them(prepared):
    own = parts(figures.alone(figures.AREAS), prepared, ["{}"], {})
    body = own["word/document.xml"].decode()
    # A template that somebody has made of one of our documents: chart, drawing ids and all.
    drawing = re.search("<w:p><w:pPr>(?:(?!</w:p>).)*<w:drawing>.*?</w:p>", body, re.DOTALL)[0]
    blank = read_package(TEMPLATE.read_bytes(), TEMPLATE.name)
    main = blank["word/document.xml"].decode().replace("<w:body>", f"<w:body>{drawing}", 1)
    assert 'docPr id="1"' in main
    kept = {name: data for name, data in own.items() if "chart" in name or "drawing" in name}
    added = {**blank, **kept, "word/document.xml": main.encode()}
    added["word/_rels/document.xml.rels"] = own["word/_rels/document.xml.rels"]
    types = own[opc.CONTENT_TYPES]
    for name in ("customXml/itemProps1.xml", "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"):
        types = re.sub(rb'<Override PartName="/' + name.encode() + rb'"[^>]*/>', b"", types)
    added[opc.CONTENT_TYPES] = types
    links = [link for link in opc.relationships(own["word/_rels/document.xml.rels"]) if link.kind != "customXml"]
    added["word/_rels/document.xml.rels"] = opc.relationships_xml(links)
    template = prepare(write_package(added, {}), "egen.docx")
    found = parts(figures.alone(figures.OUTCOME), template, ["{}"], {})
    assert "word/charts/chart1.xml" in found
    assert "word/charts/chart2.xml" in found
    assert words(etree.fromstring(found["word/charts/chart2.xml"]).find(f".//{C}dLbls")) == ["120", "140"]
    assert invariants(found, "a.docx") == []


@pytest.mark.parametrize(
    ("part", "old", "new", "rule"),
    [
        ("word/charts/chart1.xml", '<c:axId val="111111102"/></c:barChart>', '<c:axId val="9"/></c:barChart>', "chart"),
        ("word/charts/chart1.xml", '<c:ptCount val="4"/>', '<c:ptCount val="1"/>', "chart"),
        ("word/charts/chart1.xml", '<c:idx val="1"/><c:order', '<c:idx val="0"/><c:order', "chart"),
        ("word/charts/chart1.xml", 'r:id="rId1"', 'r:id="rId7"', "link-id"),
        ("word/charts/_rels/chart1.xml.rels", "/word/drawings/drawing1.xml", "/word/x.xml", "link-target"),
        (opc.CONTENT_TYPES, opc.CHART_TYPE, "application/xml", "chart"),
    ],
)
def test_a_chart_that_does_not_hold_together_is_found(prepared, part, old, new, rule):
    whole = made(figures.AREAS, prepared)
    assert old in whole[part].decode()
    broken = {**whole, part: whole[part].decode().replace(old, new, 1).encode()}
    assert [finding.rule for finding in invariants(broken, "a.docx")] == [f"source-docx-{rule}"]


def test_two_drawings_with_one_id_are_found(prepared):
    whole = parts(figures.document(), prepared, ["{}"], {})
    body = whole["word/document.xml"].replace(b'docPr id="2"', b'docPr id="1"')
    (finding,) = invariants({**whole, "word/document.xml": body}, "a.docx")
    assert (finding.rule, dict(finding.values)) == ("source-docx-drawing-id", {"id": "1"})


SVG = """\
<figure class="chart">
<figcaption><strong>Barn i hushåll med ekonomiskt bistånd</strong> (procent)</figcaption>
<svg role="img" aria-labelledby="klausul-k-diagram-1-1-t klausul-k-diagram-1-1-d" width="100%" height="248">
<title id="klausul-k-diagram-1-1-t">Barn i hushåll med ekonomiskt bistånd</title>
<desc id="klausul-k-diagram-1-1-d">Fyra områden. Hamnen, 21,9 procent, ligger över hela kommunens 8,3 procent.</desc>
"""


def test_a_page_draws_a_chart_without_script_and_says_what_it_shows():
    made = page(figures.alone(figures.AREAS))
    assert SVG in made
    assert '<text x="0" y="79">Hamnen (fokusområde)</text>' in made
    assert "Centrum &amp; Östra &lt;torget&gt;" in made
    assert "Hela kommunen: 8,3\u00a0procent</text>" in made
    used = set(re.findall(r"url\(#([^)]+)\)", made))
    assert used == set(re.findall(r'<pattern id="([^"]+)"', made)) == {"klausul-k-diagram-1-1-m1"}


def test_two_charts_on_a_page_share_no_id():
    made = page(figures.alone(figures.AREAS, figures.AREAS, many(45)))
    ids = re.findall(r' id="([^"]+)"', made)
    assert len(ids) == len(set(ids))


@pytest.mark.browser
def test_axe_finds_no_fault_with_charts_annexes_and_signatures_and_they_fit_a_phone(tmp_path):
    import json
    import shutil
    import subprocess
    from pathlib import Path

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    assert chromium, "Chromium is missing; tools/test.sh installs it"
    (tmp_path / "a.html").write_text(page(figures.document()), encoding="utf-8")
    command = ["node", Path(__file__).with_name("browser.cjs"), chromium, tmp_path / "a.html"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300, check=True)
    seen = json.loads(done.stdout)
    assert (seen["violations"], seen["wide"], seen["requests"]) == ([], 0, 1)
