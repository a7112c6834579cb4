"""What the figures show and say."""

import json
import re
from collections import Counter

import plotly.graph_objects as go
import pytest

from coopwatch.dashboard.cards.tally import Tally
from coopwatch.dashboard.figures.frame import Figure, resolved
from coopwatch.dashboard.figures.growth import growth
from coopwatch.dashboard.figures.map import cooperation_map
from coopwatch.dashboard.figures.matrix import matrix
from coopwatch.dashboard.figures.pilots import pilot_map
from coopwatch.dashboard.figures.timeline import MOST_LEVELS, timeline
from tests.dashboard.figures.rows import CODES, EICHENAU, PARTIES, context, many, row

POINTS = {code: (50.0 + i / 10, 10.0) for i, code in enumerate(CODES)}
ROWS = [
    row(1, "BY HE", "2016-09-05", kind="pakt"),
    row(2, "BY HE", "2017-06", kind="pakt", predecessor=1),
    row(3, "DE SL", "2022"),
    row(4, "DE alle", "2010-04-01"),
    row(5, "HE", pilots=(EICHENAU,)),
]


def lines_in_time(rows, asked, **options) -> Figure:
    """Draw the timeline of rows."""
    return timeline(Tally.of(rows), rows, asked, **options)


def mapped(rows, asked) -> Figure:
    """Draw the map of rows."""
    places = Counter(place for row in rows for place in row.pilots)
    return cooperation_map(Tally.of(rows), places, asked, POINTS, "/umrisse")


def drawn(rows, **values) -> list[Figure]:
    """Draw every figure of the rows."""
    asked = context(**values)
    return [
        lines_in_time(rows, asked),
        lines_in_time(rows, asked, by_kind=True),
        mapped(rows, asked),
        matrix(Tally.of(rows), asked),
        growth(Tally.of(rows), asked),
    ]


@pytest.mark.parametrize("rows", [[], ROWS, ROWS[4:], many(40), many(4000)], ids=len)
def test_plotly_accepts_every_figure(rows):
    for figure in drawn(rows):
        go.Figure(resolved({"data": figure.data, "layout": figure.layout}))


def test_every_token_has_a_colour():
    text = json.dumps([resolved(figure.json) for figure in drawn(ROWS)])
    assert not re.findall(r'"@\w+"', text)


@pytest.mark.parametrize(("count", "counted"), [(40, False), (400, True), (4000, True)])
def test_the_timeline_counts_where_marks_would_be_too_many(count, counted):
    figure = lines_in_time(many(count), context())
    assert ("gezählt" in figure.note) == counted
    assert figure.height < 110 + (MOST_LEVELS + 20) * 11


def test_figures_stay_small_at_any_size():
    for figure in drawn(many(4000)):
        assert len(json.dumps(figure.json)) < 400_000, figure.name


def test_a_year_has_its_symbol_in_the_middle_and_tells_its_group_without_colour():
    figure = lines_in_time([row(1, "BY HE", "2020"), row(2, "DE BY", "2021")], context())
    middles = [
        trace for trace in figure.data if trace["type"] == "scatter" and trace.get("hoverinfo") == "skip"
    ]
    symbols = {trace["marker"]["symbol"]: set(trace["x"]) for trace in middles if trace.get("marker")}
    assert symbols == {"circle": {"2021-07-02"}, "diamond": {"2020-07-01"}}


def test_the_words_of_marks_are_sent_once_in_the_table():
    figure = lines_in_time(ROWS, context())
    assert "Nummer" not in json.dumps(figure.json)
    for sent, whole in zip(figure.json["data"], figure.data, strict=True):
        addresses = [figure.table.lines[place][1].address for place in sent.get("lines", [])]
        assert addresses == whole.get("customdata", [])


def test_a_month_is_a_bar_as_long_as_the_month():
    bars = [trace for trace in lines_in_time(ROWS, context()).data if trace["type"] == "bar"]
    months = next(trace for trace in bars if trace["width"] > 0.5)
    assert months["base"] == ["2017-06-01"] * 2
    assert months["x"] == [30 * 86_400_000] * 2


def test_a_renewal_is_joined_in_each_lane():
    joints = lines_in_time(ROWS, context()).data[0]
    assert joints["x"] == ["2016-09-05", "2017-06-01", None] * 2


def test_what_has_no_date_has_its_own_axis():
    own = [trace for trace in lines_in_time(ROWS, context()).data if trace.get("xaxis") == "x2"]
    assert [trace["customdata"] for trace in own] == [["/vereinbarung/nr-5/"]]


def test_titles_cannot_bring_markup_into_a_figure():
    figure = lines_in_time([row(1, "BY HE", "2020", title="<a href='javascript:x'>böse</a>")], context())
    assert "<a" not in json.dumps(figure.json)


def test_the_map_leaves_out_what_all_sixteen_share():
    areas = mapped(ROWS, context()).data[0]
    counts = dict(zip(areas["locations"], areas["text"], strict=True))
    assert counts["DE-BY"] == "Bayern<br>2 Vereinbarungen"
    assert counts["DE-SN"] == "Sachsen<br>0 Vereinbarungen"


def test_a_click_on_a_land_asks_for_it_and_keeps_the_rest():
    areas = mapped(ROWS, context(von=("2016",))).data[0]
    assert areas["customdata"][areas["locations"].index("DE-BY")] == "/?partei=DE-BY&von=2016"


def test_lines_of_a_chosen_land_are_its_own():
    rows = [row(1, "BY HE SN", "2020")]
    traces = mapped(rows, context(partei=("DE-BY",))).data
    middle = next(trace for trace in traces if "–" in trace.get("text", [""])[0])
    assert sorted(text.split("<br>")[0] for text in middle["text"]) == ["Bayern – Hessen", "Bayern – Sachsen"]


def test_the_matrix_counts_pairs():
    (trace,) = matrix(Tally.of(ROWS), context()).data
    assert dict(zip(trace["hovertext"], trace["text"], strict=True)) == {
        "Hessen – Bayern<br>2 Vereinbarungen": "2",
        "Saarland – Bund<br>1 Vereinbarung": "1",
    }


def test_growth_has_a_panel_for_each_kind_that_occurs():
    figure = growth(Tally.of(ROWS), context())
    assert [trace["hovertext"][0].split(",")[0] for trace in figure.data] == [
        "Alle Arten", "Pakt", "Sonstige Kooperation",
    ]  # fmt: skip
    assert sum(figure.data[0]["y"]) == 4


@pytest.mark.parametrize(
    ("figure", "heading"),
    [
        (lines_in_time(ROWS, context()), "Vereinbarungen von 2010 bis 2022"),
        (lines_in_time([*ROWS, row(9, "BY", "2016")], context()),
         "Die meisten Vereinbarungen fallen in das Jahr 2016: 2 von 6"),
        (lines_in_time([], context()), "Keine Vereinbarung passt zum Filter"),
        (lines_in_time(ROWS[4:], context()), "Keine der Vereinbarungen hat ein Datum"),
        (mapped(ROWS, context()), "Am häufigsten beteiligt: Hessen (3 Vereinbarungen)"),
        (mapped(ROWS[:2], context(partei=("DE-BY",))),
         "Häufigster Partner von Bayern unter den Ländern: Hessen (2)"),
        (mapped(ROWS[:2], context(partei=("DE-BY", "DE-SN"))),
         "Am häufigsten außerdem dabei: Hessen (2)"),
        (mapped(ROWS[:1], context()),
         "Am häufigsten beteiligt: Bayern und Hessen (1 Vereinbarung)"),
        (matrix(Tally.of(ROWS), context()), "Am engsten verbunden: Bayern – Hessen (2 gemeinsame Vereinbarungen)"),
        (growth(Tally.of(ROWS), context()), "1 Vereinbarung von 2018 bis 2022, 2 in den fünf Jahren davor"),
    ],
)  # fmt: skip
def test_a_figure_is_titled_by_what_it_finds(figure, heading):
    assert figure.heading == heading


def test_every_figure_has_a_table_that_says_the_same():
    by_name = {figure.name: figure.table for figure in drawn(ROWS)}
    assert len(by_name["zeitstrahl"].lines) == len(ROWS)
    assert [cell.text for cell in by_name["matrix"].lines[0]] == ["Bayern – Hessen", "2"]
    assert [cell.text for cell in by_name["jahre"].lines[-1]] == ["2022", "1", "0", "1"]
    hessen = next(line for line in by_name["karte"].lines if line[0].text == "Hessen")
    assert [cell.text for cell in hessen] == ["Hessen", "3", "Bayern (2)"]


def test_the_small_map_names_its_pilots():
    figure = pilot_map([EICHENAU], PARTIES, "/umrisse")
    assert figure.data[1]["text"] == ["Eichenau"]
    assert [cell.text for cell in figure.table.lines[0]] == ["Eichenau", "Bayern", "09179118"]


def test_very_many_agreements_are_fields_with_their_numbers():
    figure = lines_in_time(many(4000), context())
    (trace,) = figure.data
    counts = {(line[0].text, line[1].text): line[2].text for line in figure.table.lines}
    assert len(trace["text"]) == len(counts)
    assert f"Bayern, 2020<br>{counts['Bayern', '2020']} Vereinbarungen" in trace["hovertext"]
    assert figure.narrow["data"] == [{"textposition": "none"}]
    assert figure.narrow["layout"]["yaxis"]["ticktext"][:3] == ["alle", "Bund", "BW"]


def test_the_undated_keep_their_name_where_there_is_little_room():
    ticks = lines_in_time(many(4000), context()).narrow["layout"]["xaxis"]
    assert ticks["ticktext"][-1] == "ohne<br>Datum"
    assert ticks["tickvals"][-1] - ticks["tickvals"][-2] >= 5
