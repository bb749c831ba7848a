"""The book as rows of UCDP GED's table."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from importlib.resources import files

import pytest
import sample_view as s
from hypothesis import given
from hypothesis import strategies as st

from tollbook.publish.ged import export_ged
from tollbook.publish.ged.accused import state_forces
from tollbook.publish.ged.event import date_prec
from tollbook.publish.ged.side import Side, government_of
from tollbook.publish.ged.sides import two_sides
from tollbook.publish.ged.split import Deaths, dealt, split
from tollbook.publish.ged.victims import Victims
from tollbook.publish.ged.where import grid_cell
from tollbook.record import (
    Count,
    Figure,
    IncidentActor,
    Interval,
    Place,
    VictimGroup,
    When,
    where_prec,
)
from tollbook.record.ged import GED_COLUMNS, GedRow, order_faults
from tollbook.resolve.brought_forward import place_of
from tollbook.resolve.states import iso_of_gwno, region_of, states
from tollbook.view import View

PEOPLE = st.integers(0, 5000)
IRAQ = states()["IQ"]


@given(st.tuples(PEOPLE, PEOPLE, PEOPLE, PEOPLE), st.integers(1, 40), st.data())
def test_a_split_keeps_every_sum_and_the_order_of_figures(classes, places, data):
    a, b, civilians, unknown = classes
    best = a + b + civilians + unknown
    low = data.draw(st.integers(0, best))
    whole = Deaths(a, b, civilians, unknown, low, best + data.draw(PEOPLE))
    rows = split(whole, places)
    for column in ("a", "b", "civilians", "unknown", "low", "best", "high"):
        assert sum(getattr(row, column) for row in rows) == getattr(whole, column)
    assert all(row.low <= row.best <= row.high for row in rows)
    for column in ("low", "best", "high"):  # as evenly as whole people allow
        numbers = [getattr(row, column) for row in rows]
        assert max(numbers) - min(numbers) <= 1


@given(PEOPLE, st.integers(1, 40))
def test_dealing_is_even_and_the_first_places_get_the_rest(number, places):
    numbers = dealt(number, places)
    assert sum(numbers) == number
    assert numbers == sorted(numbers, reverse=True)
    assert numbers[0] - numbers[-1] <= 1


def test_seventy_three_over_five_places_is_never_low_above_best() -> None:
    rows = split(Deaths(0, 73, 0, 0, 73, 73), 5)
    assert [(r.low, r.best, r.high) for r in rows] == [(15, 15, 15)] * 3 + [(14, 14, 14)] * 2


@pytest.mark.parametrize(
    ("days", "code"),
    [(1, 1), (2, 2), (6, 2), (7, 3), (8, 4), (30, 4), (31, 4), (32, 5), (200, 5)],
)
def test_date_prec(days: int, code: int) -> None:
    start = date(2019, 1, 1)
    assert date_prec(start, date.fromordinal(start.toordinal() + days - 1)) == code


@pytest.mark.parametrize(
    ("lat", "lon", "cell"),
    [(-90, -180, 1), (-90, 179.9, 720), (0.1, 0.1, 129_961), (34.3854, 70.6639, 179_062),
     (90, 180, 259_200)],
)  # fmt: skip
def test_grid_cells(lat: float, lon: float, cell: int) -> None:
    assert grid_cell(lat, lon) == cell


def test_where_a_number_comes_from_is_told() -> None:
    text = files("tollbook.resolve").joinpath("data/states.csv").read_text("utf-8")
    rows = list(csv.DictReader(text.splitlines()))
    assert {row["checked"] for row in rows} == {"ged", "list", "territory", ""}
    assert [row["iso"] for row in rows if not row["checked"]] == ["CZ", "RS", "VN"]
    assert (states()["RS"].gwno, iso_of_gwno()[345], iso_of_gwno()[340]) == (345, "RS", "RS")


def test_a_row_at_sea_is_a_region_and_never_7_again() -> None:
    row = GedRow(where_prec=7, latitude=35.0, longitude=18.0, where_coordinates="the sea")
    place = place_of(row)
    assert place is not None
    assert (place.level, where_prec(place)) == ("region", 5)


def test_states_have_one_number_each_and_a_region() -> None:
    assert (states()["IQ"].gwno, states()["IQ"].region) == (645, "Middle East")
    assert states()["PS"] == states()["IL"]
    assert iso_of_gwno()[666] == "IL"
    assert region_of(651) == "Middle East"
    with pytest.raises(ValueError, match="no state"):
        region_of(0)


@pytest.mark.parametrize(
    ("words", "state"),
    [
        ("the security forces", "Iraq"), ("riot police", "Iraq"), ("soldiers", "Iraq"),
        ("turkish soldiers", "Turkey"), ("former soldiers", None),
        ("gunmen in police uniform", None), ("a crowd", None), ("free syrian army", None),
    ],
)  # fmt: skip
def test_words_for_a_states_forces(words: str, state: str | None) -> None:
    found = state_forces(words, IRAQ)
    assert (found.name if found else None) == state


GOV, BAND, RIVALS = government_of(IRAQ), Side("Band"), Side("Rivals")
UNSURE, NOBODY = "Check type of violence", "Unnamed side in Iraq"


@pytest.mark.parametrize(
    ("killer", "others", "victims", "expected"),
    [
        (GOV, [], Victims(civilians=3), (3, GOV.name, "Civilians", "a", ())),
        (BAND, [], Victims(unknown=3), (3, "Band", "Civilians", "a", (UNSURE,))),
        (BAND, [], Victims(security=3), (1, GOV.name, "Band", "b", ())),
        (BAND, [], Victims(security=1, unknown=2), (1, GOV.name, "Band", "b", (UNSURE,))),
        (BAND, [RIVALS], Victims(combatants=3), (2, "Band", "Rivals", "a", ())),
        (GOV, [], Victims(combatants=3, party=(BAND,)), (1, GOV.name, "Band", "a", ())),
        (BAND, [GOV], Victims(civilians=3), (1, GOV.name, "Band", "b", ())),
        (
            BAND,
            [],
            Victims(combatants=3),
            (2, "Band", "Unnamed side in Iraq", "a", ("Check dyad",)),
        ),
        (BAND, [RIVALS], Victims(civilians=3), (3, "Band", "Civilians", "a", ())),
    ],
)
def test_the_kind_of_violence(killer, others, victims, expected) -> None:
    found = two_sides(killer, others, victims, IRAQ)
    assert expected == (found.violence, found.a.name, found.b.name, found.attacker, found.checks)


def only(view: View):
    """The rows of the table, and of what it cannot hold."""
    made = export_ged(view)
    return [r.ged for r in made.rows], [(r.ged, r.told.reasons) for r in made.unlocated]


def test_the_sample_book() -> None:
    (row,), rest = only(s.VIEW)
    assert rest == []
    assert tuple(GED_COLUMNS)[:3] == ("id", "relid", "year")
    assert len(GED_COLUMNS) == 49
    assert (row.relid, row.type_of_violence, row.dyad_name) == (
        s.INCIDENT.id, 3, "River Band - Civilians",
    )  # fmt: skip
    assert (row.low, row.best, row.high) == (3, 5, 5)
    assert (row.deaths_a, row.deaths_b, row.deaths_unknown) == (0, 0, 5)
    assert (row.where_prec, row.date_prec, row.number_of_sources) == (1, 1, 3)
    assert (row.gwnoa, row.gwnob, row.country_id, row.region) == ((), (), 645, "Middle East")
    assert row.geom_wkt == "POINT (46.257 31.058)"
    assert row.adm_1 == "Dhi Qar"
    assert row.source_office == "Example Wire;Copying Post;State Agency"
    assert row.source_date == ("2019-10-05", "2019-10-06", "2019-10-07")
    assert row.source_original == "a medic; the health ministry"
    assert row.code_status == "Check dyad"  # contested
    assert order_faults(row) == ()


def with_guard(**changes) -> View:
    """The sample with a guard among the dead, counted."""
    guard = VictimGroup("a guard", "security", "police", count=Count.exact(1))
    claim = replace(
        s.MINISTRY_CLAIM, includes=replace(s.MINISTRY_CLAIM.includes, parts=(guard,)), **changes
    )
    return replace(s.VIEW, claims=tuple(claim if c.id == claim.id else c for c in s.VIEW.claims))


def test_a_states_guards_are_side_a_and_the_attackers_dead_side_b() -> None:
    (row,), _ = only(with_guard())
    assert (row.type_of_violence, row.dyad_name) == (1, "Government of Iraq - River Band")
    assert (row.deaths_a, row.deaths_b, row.deaths_unknown, row.best) == (1, 1, 3, 5)
    assert (row.gwnoa, row.gwnob) == ((645,), ())


def incident(**changes):
    return replace(s.VIEW, incidents=(replace(s.INCIDENT, **changes),))


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"places": ()}, "no place is known"),
        ({"when": None}, "its days are not known"),
        ({"when": When(None, date(2019, 10, 4), "bound", "")}, "its days are not known"),
        ({"when": When(date(2019, 12, 31), date(2020, 1, 1), "days", "")}, "two calendar years"),
        ({"perpetrators": ()}, "no armed actor"),
        ({"perpetrators": (s.INCIDENT.perpetrators[1],)}, "no armed actor"),  # denied alone
        ({"perpetrators": (IncidentActor("two men", None, "stated", (), ()),)}, "two men"),
    ],
)
def test_what_the_table_cannot_hold_is_kept_beside_it(changes, why) -> None:
    rows, rest = only(incident(**changes))
    assert rows == []
    ((row, reasons),) = rest
    assert why in "; ".join(reasons)
    assert (row.best, row.code_status) == (5, "Check dyad")


def test_an_incident_without_dead_has_no_row() -> None:
    toll = s.INCIDENT.tolls[0]
    assert only(incident(tolls=(replace(toll, min=0, best=0, max=0),))) == ([], [])
    assert only(replace(s.VIEW, incidents=(s.OTHER,))) == ([], [])


def test_a_figure_of_one_party_alone_is_nought_nought_n() -> None:
    toll = replace(s.INCIDENT.tolls[0], min=None, best=None, max=9)
    (row,), _ = only(incident(tolls=(toll,)))
    assert (row.low, row.best, row.high) == (0, 0, 9)
    assert sum((row.deaths_a, row.deaths_b, row.deaths_civilians, row.deaths_unknown)) == 0


SECOND = Place("gn:2", "Shatra", 31.4, 46.17, "IQ", "IQ.09", "town", 5.0)


def over_two_places(best: int) -> View:
    """The sample's incident, told over two towns by its leading claim."""
    toll = replace(
        s.INCIDENT.tolls[0], min=best, best=best, max=best + 1,
        figures=(Figure(s.WIRE_CLAIM.id, True, "", ""),),
    )  # fmt: skip
    second = s._resolution(s.WIRE_CLAIM.id, "place", s.WIRE_CLAIM.places[0], place=SECOND)
    return replace(
        s.VIEW,
        incidents=(replace(s.INCIDENT, places=(s.NASIRIYAH, SECOND), tolls=(toll,)),),
        resolutions=(*s.VIEW.resolutions, second),
    )


def test_one_toll_over_two_places_is_two_rows_with_one_parent() -> None:
    made = export_ged(over_two_places(3))
    assert [(r.ged.relid, r.ged.where_coordinates, r.ged.low, r.ged.best, r.ged.high) for r in
            made.rows] == [
        (f"{s.INCIDENT.id}.1", "Nasiriyah", 2, 2, 2), (f"{s.INCIDENT.id}.2", "Shatra", 1, 1, 2),
    ]  # fmt: skip
    assert {r.told.parent for r in made.rows} == {s.INCIDENT.id}
    assert len({r.ged.id for r in made.rows}) == 2
    assert {r.ged.event_clarity for r in made.rows} == {2}


def test_fewer_deaths_than_places_are_put_in_the_area_round_them() -> None:
    (row,), _ = only(over_two_places(1))
    assert (row.where_coordinates, row.where_prec, row.best) == ("Dhi Qar", 4, 1)
    assert (row.latitude, row.longitude) == (31.229, 46.2135)


def test_a_town_without_a_point_is_coded_to_its_province() -> None:
    named = replace(s.NASIRIYAH, id="said:IQ.09:x", name="Al-Qala", lat=None, lon=None)
    (row,), _ = only(incident(places=(named,)))
    assert (row.where_coordinates, row.adm_1, row.where_prec) == ("Dhi Qar", "Dhi Qar", 4)
    assert row.latitude is not None


def test_a_place_of_no_known_province_and_no_point_is_left_out() -> None:
    nowhere = replace(s.NASIRIYAH, lat=None, lon=None, admin1=None)
    rows, told = only(incident(places=(nowhere,)))
    assert rows == []
    assert any("no coordinates are known of Nasiriyah" in why for why in map(str, told))


def test_one_sided_rows_have_no_dead_of_either_side() -> None:
    claim = replace(
        s.MINISTRY_CLAIM, includes=replace(s.MINISTRY_CLAIM.includes, parts=(), attackers=None),
        victims=(VictimGroup("five protesters", "civilian"),),
    )  # fmt: skip
    view = replace(s.VIEW, claims=tuple(claim if c.id == claim.id else c for c in s.VIEW.claims))
    (row,), _ = only(view)
    assert (row.type_of_violence, row.side_b) == (3, "Civilians")
    assert (row.deaths_a, row.deaths_b, row.deaths_civilians, row.best) == (0, 0, 5, 5)


def balance_view(**changes) -> View:
    resolution = s._resolution(
        s.BALANCE_CLAIM.id, "actor", None, actor=s.MILITIA, role="perpetrator"
    )
    account = replace(s.ACCOUNT, speaker="the health ministry", **changes)
    return replace(s.VIEW, accounts=(account,), resolutions=(*s.VIEW.resolutions, resolution))


def test_a_residual_row_is_what_is_surely_left_of_a_total() -> None:
    made = export_ged(balance_view(), residual_speaker="The Health Ministry")
    (row,) = [r for r in made.rows if r.told.parent == s.ACCOUNT.id]
    assert (row.ged.low, row.ged.best, row.ged.high) == (176, 176, 178)  # 181 less 5; less 3
    assert (row.ged.event_clarity, row.ged.where_prec, row.ged.date_prec) == (2, 6, 3)
    assert [r for r in export_ged(balance_view()).rows if r.told.parent == s.ACCOUNT.id] == []


@pytest.mark.parametrize("verdict", ["undetermined", "consistent", "not_comparable"])
def test_no_residual_row_where_nothing_is_surely_left(verdict: str) -> None:
    made = export_ged(balance_view(verdict=verdict), residual_speaker="the health ministry")
    (left,) = made.residuals
    assert left.row is None
    assert verdict in left.why


def test_no_residual_row_where_cells_overlap_and_one_for_a_series() -> None:
    view = balance_view()
    (first,) = view.accounts
    other = replace(first, id="acc_2", area="Baghdad", period=Interval(date(2019, 10, 3), None))
    made = export_ged(replace(view, accounts=(first, other)), residual_speaker=first.speaker)
    assert [r.row for r in made.residuals] == [None, None]
    later = replace(
        first, id="acc_3", stated=Count.exact(200),
        after=type("Step", (), {"account": first.id}),  # only who it follows is asked
    )  # fmt: skip
    made = export_ged(replace(view, accounts=(first, later)), residual_speaker=first.speaker)
    assert [r.account for r in made.residuals if r.row is not None] == ["acc_3"]


def test_the_files_are_the_same_again_and_say_whose_they_are_not() -> None:
    files = export_ged(s.VIEW).files()
    assert files == export_ged(s.VIEW).files()
    assert list(files) == ["ged.csv", "lineages.csv", "unlocated.csv", "README.txt"]
    assert b"after the published rules of UCDP GED; not UCDP data" in files["README.txt"]
    (beside,) = csv.DictReader(io.StringIO(files["lineages.csv"].decode()))
    (row,) = csv.DictReader(io.StringIO(files["ged.csv"].decode()))
    assert beside["id"] == row["id"]
    assert beside["parent"] == s.INCIDENT.id
    assert (beside["lineages"], beside["articles"], beside["open_above"]) == ("2", "3", "True")


def test_faults_of_a_row_are_named() -> None:
    row = GedRow(low=5, best=4, high=3, deaths_a=1, deaths_b=0, deaths_civilians=0,
                 deaths_unknown=0, date_start=date(2020, 1, 2), date_end=date(2020, 1, 1),
                 where_prec=9)  # fmt: skip
    assert order_faults(row) == (
        "low is above best: 5 and 4", "best is above high: 4 and 3", "low is above high: 5 and 3",
        "best is 4 and its parts come to 1", "it ends (2020-01-01) before it starts (2020-01-02)",
        "where_prec is 9, not 1 to 7",
    )  # fmt: skip
