"""The packaged gazetteer finds places by name, id and point, and says by which rule."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft202012Validator

from trucewatch.data import place_files, place_outlines
from trucewatch.data.gazetteer import Gazetteer
from trucewatch.data.place_spelling import fold, fold_lines
from trucewatch.domain.errors import UnknownName, UnreadableInput
from trucewatch.domain.place import E7, Place, PlaceKind

SYRIA = frozenset({"SY"})
DATA = Path(place_files.__file__).parent


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    """The packaged gazetteer, as everyone gets it."""
    return Gazetteer.packaged()


@pytest.fixture(scope="module")
def places(gazetteer: Gazetteer) -> tuple[Place, ...]:
    """Every entry of it."""
    return tuple(gazetteer)


def chosen_id(gazetteer: Gazetteer, name: str, *countries: str) -> str | None:
    """Id of the place that a name is taken for."""
    match = gazetteer.find(name, near_countries=frozenset(countries))
    return match.chosen.id if match.chosen else None


# What is packaged


def test_ids_are_unique(places: tuple[Place, ...]) -> None:
    """No two entries share an id."""
    assert len({place.id for place in places}) == len(places)


def test_syria_is_complete_by_kind(places: tuple[Place, ...]) -> None:
    """OCHA counts: 1 country, 14, 62, 272, 7,948 communities, 414 neighbourhoods."""
    counts = Counter(place.kind for place in places if place.id.startswith("ocha:"))
    assert counts == {
        PlaceKind.COUNTRY: 1,
        PlaceKind.ADMIN1: 14,
        PlaceKind.ADMIN2: 62,
        PlaceKind.ADMIN3: 272,
        PlaceKind.COMMUNITY: 7948,
        PlaceKind.NEIGHBOURHOOD: 414,
    }


def test_world_has_countries_and_towns(places: tuple[Place, ...]) -> None:
    """GeoNames gives 246 countries with towns and 59,425 towns."""
    counts = Counter(place.kind for place in places if place.id.startswith("geonames:"))
    assert counts == {PlaceKind.COUNTRY: 246, PlaceKind.CITY: 59_425}


def test_every_place_has_area_or_radius(places: tuple[Place, ...]) -> None:
    """A place without outline has a point with a radius of 1.5 km or more."""
    for place in places:
        if place.outline_id is None:
            assert place.radius_m is not None
            assert place.radius_m >= place_files.LEAST_RADIUS_M


def test_communities_have_outline_and_no_point(
    gazetteer: Gazetteer, places: tuple[Place, ...]
) -> None:
    """No coordinates are published, so the sub-district is the precision."""
    communities = [place for place in places if place.kind is PlaceKind.COMMUNITY]
    assert all(place.centre is None for place in communities)
    assert all(place.outline_id == place.parent for place in communities)
    kinds = {gazetteer.get(place.outline_id or "").kind for place in communities}
    assert kinds == {PlaceKind.ADMIN3}


def test_every_parent_chain_ends_at_a_country(
    gazetteer: Gazetteer, places: tuple[Place, ...]
) -> None:
    """Each holder exists and the last is a country that speaks for itself."""
    for place in places:
        if place.kind is not PlaceKind.COUNTRY:
            last = gazetteer.ancestors(place.id)[-1]
            assert last.kind is PlaceKind.COUNTRY
            assert last.country == place.country


def test_same_as_links_go_both_ways(gazetteer: Gazetteer, places: tuple[Place, ...]) -> None:
    """Of a linked family exactly one entry is preferred."""
    linked = [place for place in places if place.same_as]
    assert len(linked) == 2 * (place_count_linked() + 1)
    for place in linked:
        others = [gazetteer.get(other) for other in place.same_as]
        assert all(place.id in other.same_as for other in others)
        assert [place.preferred, *(other.preferred for other in others)].count(True) == 1


def place_count_linked() -> int:
    """Rows of the join table with a community; the country makes one more pair."""
    return sum(pair.community is not None for pair in place_files.same_as())


def test_aliases_file_follows_its_schema() -> None:
    """The reviewed file is what its JSON Schema says."""
    schema = json.loads((DATA / "schema/place-aliases.schema.json").read_text("utf-8"))
    content = yaml.safe_load((DATA / "places/aliases.yaml").read_text("utf-8"))
    Draft202012Validator.check_schema(schema)
    assert list(Draft202012Validator(schema).iter_errors(content)) == []


def test_aliases_name_existing_preferred_places(gazetteer: Gazetteer) -> None:
    """Each alias and each member of an area is of an entry that speaks for its place."""
    aliases = place_files.read_aliases()
    named = [*aliases.spellings, *(one for area in aliases.areas for one in area.members)]
    assert all(gazetteer.get(one).preferred for one in named)


def test_each_alias_is_listed_once() -> None:
    """No place has two blocks of aliases, of which one would be lost."""
    content = yaml.safe_load((DATA / "places/aliases.yaml").read_text("utf-8"))
    blocks = Counter(block["place"] for block in content["aliases"])
    assert [place for place, times in blocks.items() if times > 1] == []


def test_files_state_source_and_terms() -> None:
    """Every table says where it is from and under which terms, and is below 2 MB."""
    for path in (DATA / "places").iterdir():
        head = path.read_text("utf-8")[:600].lower()
        assert path.stat().st_size < 2_000_000
        assert "source" in head or "joined" in head or "ours" in head or "rule:" in head, path.name


def test_broken_table_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row with a cell missing is named by its line."""
    monkeypatch.setattr(place_files, "PLACES", tmp_path)
    (tmp_path / "towns.tsv").write_text("# source: none\ncode\tname\nA\tAlpha\nB\n", "utf-8")
    with pytest.raises(UnreadableInput, match=r"line 4 has 1 cells, not 2"):
        list(place_files.table("towns.tsv"))


# Names


@pytest.mark.parametrize("name", ["Aleppo", "ALEPPO", "Halab", "حلب", "Алеппо", " aleppo "])
def test_aleppo_in_any_script_is_the_city(gazetteer: Gazetteer, name: str) -> None:
    """The city is preferred in its family, governorate and all, and the rule says so."""
    match = gazetteer.find(name)
    assert match.chosen is not None
    assert (match.chosen.id, match.rule) == ("ocha:C1007", "preferred_in_family")
    assert "ocha:SY02" in [place.id for place in match.candidates]


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("Harbnafsah", "ocha:C3040"),
        ("Hirbnafsah", "ocha:C3040"),
        ("حربنفسه", "ocha:C3040"),
        ("Deir al-Zor", "ocha:C5086"),
        ("Deir Ezzor", "ocha:C5086"),
        ("Дейр-эз-Зор", "ocha:C5086"),
        ("Raqqa", "ocha:C5710"),
        ("Latakia", "ocha:C3480"),
        ("Deraa", "ocha:C5993"),
        ("Sweida", "ocha:C6147"),
        ("Tartus", "ocha:C5221"),
        ("Идлиб", "ocha:C3871"),
        ("Palmyra", "ocha:C2889"),
        ("Kobani", "ocha:C1946"),
        ("Daraya", "ocha:C2498"),
        ("Khan Touman", "ocha:C1015"),
        ("Handarat", "ocha:C7444"),
        ("Ramouseh", "ocha:N0226"),
        ("Sheikh Maqsoud", "ocha:N0123"),
        ("Kafr Hamra", "ocha:C1134"),
        ("Urum al-Kubra", "ocha:C1029"),
        ("Хмеймим", "ocha:C3588"),
        ("Azaz", "ocha:C1564"),
        ("Castello Road", "trucewatch:castello-road"),
        ("Восточная Гута", "trucewatch:eastern-ghouta"),
        ("Syria", "ocha:SY"),
        ("Сирия", "ocha:SY"),
        ("Geneva", "geonames:2660646"),
        ("London", "geonames:2643743"),
        ("China", "geonames:1814991"),
        ("Medellin", "geonames:3674962"),
        ("Hodeidah", "geonames:79415"),
    ],
)
def test_press_spelling_finds_place(gazetteer: Gazetteer, name: str, place_id: str) -> None:
    """Spellings of the press, in three scripts, mean the place they are used for."""
    assert chosen_id(gazetteer, name) == place_id


def test_country_outranks_town_of_its_name(gazetteer: Gazetteer) -> None:
    """The wider reading is never wrong."""
    assert chosen_id(gazetteer, "Luxembourg") == "geonames:2960313"


def test_springfield_stays_ambiguous(gazetteer: Gazetteer) -> None:
    """Many towns, none clearly the greatest: all are listed, none is chosen."""
    match = gazetteer.find("Springfield")
    assert (match.chosen, match.rule) == (None, "ambiguous")
    assert len(match.candidates) > 5


def test_alias_of_two_places_stays_ambiguous(gazetteer: Gazetteer) -> None:
    """Zahra is a town north of Aleppo and a quarter of Aleppo and of Homs."""
    match = gazetteer.find("al-Zahra", near_countries=SYRIA)
    assert match.rule == "ambiguous"
    assert {"ocha:C1646", "ocha:N0135", "ocha:N0253"} <= {one.id for one in match.candidates}


@pytest.mark.parametrize("country", ["LY", "LB"])
def test_tripoli_follows_the_context(gazetteer: Gazetteer, country: str) -> None:
    """Ambiguous alone, decided by the country that the text is about."""
    assert gazetteer.find("Tripoli").rule == "ambiguous"
    match = gazetteer.find("Tripoli", near_countries=frozenset({country}))
    assert match.chosen is not None
    assert (match.chosen.country, match.rule) == (country, "context_country")


def test_context_does_not_pull_in_far_names(gazetteer: Gazetteer) -> None:
    """A text about Syria still means Moscow by Moscow."""
    assert chosen_id(gazetteer, "Moscow", "SY") == "geonames:524901"


def test_seat_of_unit_beats_villages(gazetteer: Gazetteer) -> None:
    """Madaya of the sub-district Madaya, not the village in Idlib, once Syria is the context."""
    match = gazetteer.find("Madaya", near_countries=SYRIA)
    assert match.chosen is not None
    assert (match.chosen.id, match.rule) == ("ocha:C2450", "seat_of_unit")


def test_greatest_population_gives_its_figures(gazetteer: Gazetteer) -> None:
    """The rule keeps how many times larger the chosen place is."""
    match = gazetteer.find("Damascus")
    assert match.rule == "greatest_population"
    assert float(match.parameters["times_next"]) > 8


@pytest.mark.parametrize("name", ["Nowhere-at-All", "", "?!", "الـ"])
def test_unknown_name_is_unknown(gazetteer: Gazetteer, name: str) -> None:
    """Nothing is invented for a name that no list has."""
    match = gazetteer.find(name, fuzzy=True)
    assert (match.chosen, match.rule) in {(None, "unknown"), (None, "fuzzy_ambiguous")}
    assert gazetteer.find(name).rule == "unknown"


def test_corrupted_name_needs_fuzzy(gazetteer: Gazetteer) -> None:
    """NARB-Nafs is Harbnafsah only by likeness, and the match says so with its score."""
    assert gazetteer.find("NARB-Nafs", near_countries=SYRIA).rule == "unknown"
    match = gazetteer.find("NARB-Nafs", near_countries=SYRIA, fuzzy=True)
    assert match.chosen is not None
    assert (match.chosen.id, match.rule) == ("ocha:C3040", "fuzzy")
    assert match.score == pytest.approx(82.4, abs=0.1)


def test_corrupted_name_without_context_lists_candidates(gazetteer: Gazetteer) -> None:
    """In all the world Narbonne is as like, so none is chosen."""
    match = gazetteer.find("NARB-Nafs", fuzzy=True)
    assert (match.chosen, match.rule) == (None, "fuzzy_ambiguous")
    assert "ocha:C3040" in {place.id for place in match.candidates}


@pytest.mark.parametrize("name", ["Harb Nafseh", "Харбнафс", "Khan Tumann", "Damasqus"])
def test_small_corruptions_are_found(gazetteer: Gazetteer, name: str) -> None:
    """A letter more, less or other still leads to one place in Syria."""
    match = gazetteer.find(name, near_countries=SYRIA, fuzzy=True)
    assert match.chosen is not None
    assert match.chosen.country == "SY"


def test_same_name_same_answer(gazetteer: Gazetteer) -> None:
    """Candidates come in one order, whatever was asked before."""
    first = gazetteer.find("Mansura")
    gazetteer.find("Springfield")
    assert gazetteer.find("Mansura") == first


def test_folding_lines_equals_folding_each() -> None:
    """The quick way over a whole list gives what the plain way gives."""
    names = ["Ar-Raqqa", "Al", "الباب", "Эль-Баб", "Ḩamāh", "al-", "Dar'a", "Straße", "ИЙ", ""]
    assert fold_lines("\n".join(names)) == [fold(name) for name in names]


# Forms for the phrase matcher


def test_named_forms_leave_out_everyday_words(gazetteer: Gazetteer) -> None:
    """Of, Nice, Reading and Дума are found by name but not looked for in texts."""
    forms = {form for form, _ in gazetteer.named_forms()}
    assert not forms & {"Of", "Nice", "Reading", "Mobile", "Дума", "US", "الباب"}
    assert {"Aleppo", "Алеппо", "حلب", "Hirbnafsah", "Castello Road", "Geneva"} <= forms


def test_named_forms_give_preferred_ids(gazetteer: Gazetteer) -> None:
    """A spelling of GeoNames leads to the OCHA entry of the same town, once."""
    pairs = list(gazetteer.named_forms())
    assert len(set(pairs)) == len(pairs)
    assert ("Ţarţūs", "ocha:C5221") in pairs
    assert all(gazetteer.get(place_id).preferred for _, place_id in pairs)


# Space


def test_point_is_in_its_subdistrict(gazetteer: Gazetteer) -> None:
    """36.23 N 37.14 E is in Aleppo; the deepest unit comes first, the country last."""
    around = gazetteer.containing(371_400_000, 362_300_000)
    assert around[0].kind is PlaceKind.NEIGHBOURHOOD
    assert [place.id for place in around[-4:]] == [
        "ocha:SY020000",
        "ocha:SY0200",
        "ocha:SY02",
        "ocha:SY",
    ]


def test_point_outside_outlines_has_no_units(gazetteer: Gazetteer) -> None:
    """Geneva lies in no packaged outline: no data, not "nowhere"."""
    assert gazetteer.containing(61_456_900, 462_022_200) == ()


def test_geonames_towns_lie_in_the_unit_they_are_linked_to(gazetteer: Gazetteer) -> None:
    """Joined towns are inside the sub-district of the community, but for the coast."""
    outside = 0
    for pair in place_files.same_as():
        centre = gazetteer.get(pair.geonames).centre
        assert centre is not None
        around = [place.id for place in gazetteer.containing(centre.lon_e7, centre.lat_e7)]
        outside += pair.subdistrict not in around
    assert outside <= 6


def test_units_tile_their_holder(gazetteer: Gazetteer) -> None:
    """A point of the outline of a governorate's inside is in one of its sub-districts."""
    for tenth in range(360, 420, 3):
        around = gazetteer.containing(tenth * E7 // 10, 350 * E7 // 10)
        for holder in around[1:]:
            rings = gazetteer.outline(holder.id)
            if holder.kind in {PlaceKind.ADMIN1, PlaceKind.ADMIN2, PlaceKind.COUNTRY}:
                assert rings is not None
                assert place_outlines.surrounds(rings, tenth * E7 // 10, 350 * E7 // 10)


def test_every_outline_is_closed_and_on_the_globe(gazetteer: Gazetteer) -> None:
    """Rings end where they begin and have at least three corners."""
    units = [place for place in gazetteer if place.outline_id == place.id]
    assert len(units) == 1 + 14 + 62 + 272 + 414 + 10
    for unit in units:
        rings = gazetteer.outline(unit.id)
        assert rings
        for ring in rings:
            assert ring[0] == ring[-1]
            assert len(ring) >= 4
            assert all(35 * E7 < lon < 43 * E7 and 32 * E7 < lat < 38 * E7 for lon, lat in ring)


def test_area_is_bounded_by_its_members(gazetteer: Gazetteer) -> None:
    """Eastern Ghouta has the rings of its six sub-districts."""
    rings = gazetteer.outline("trucewatch:eastern-ghouta")
    assert rings is not None
    assert len(rings) == 6


def test_within_says_yes_no_and_unknown(gazetteer: Gazetteer) -> None:
    """A quarter lies in its city; two governorates are apart; a village in a quarter is open."""
    assert gazetteer.within("ocha:N0123", "geonames:170063") is True
    assert gazetteer.within("ocha:SY02", "ocha:C1007") is False
    assert gazetteer.within("ocha:C3040", "ocha:SY02") is False
    assert gazetteer.within("ocha:C7444", "ocha:N0227") is None
    assert gazetteer.within("ocha:C2338", "trucewatch:eastern-ghouta") is True
    assert gazetteer.within("ocha:C1007", "trucewatch:eastern-ghouta") is False
    assert gazetteer.within("geonames:2643743", "ocha:SY") is False


def test_unknown_id_is_refused(gazetteer: Gazetteer) -> None:
    """An id that no list has is an error, unlike an unknown name."""
    with pytest.raises(UnknownName, match=r"no place has the id 'ocha:C0'"):
        gazetteer.get("ocha:C0")


def test_packaged_gazetteer_is_read_once() -> None:
    """Everyone shares one object."""
    assert Gazetteer.packaged() is Gazetteer.packaged()
