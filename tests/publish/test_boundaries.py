"""The boundaries that come with tollbook, decoded."""

from __future__ import annotations

from itertools import pairwise

from tollbook.publish.boundaries import areas, province_names, provinces


def inside(lon: float, lat: float, rings) -> bool:
    """Even-odd rule over all rings."""
    odd = False
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > lat) != (y2 > lat) and lon < (x2 - x1) * (lat - y1) / (y2 - y1) + x1:
                odd = not odd
    return odd


def test_rings_are_closed_and_hold_what_lies_in_them() -> None:
    countries = {area.name: area for area in areas("countries-50m")}
    assert inside(44.4, 33.3, countries["Iraq"].rings)
    assert not inside(51.4, 35.7, countries["Iraq"].rings)
    assert all(ring[0] == ring[-1] for area in countries.values() for ring in area.rings)


def test_provinces_by_geonames_code() -> None:
    assert province_names()["IQ.09"] == "Dhi Qar"
    (area,) = provinces()["IQ.09"]
    assert area.iso == "IQ"
    assert inside(46.257, 31.058, area.rings)
