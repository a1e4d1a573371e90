"""The territory: the municipalities of the Kreis, all of them, each in its place."""

from collections.abc import Iterator

from faden.domain.places.enums import MunicipalityKind, RegionKind, SiteKind
from faden.processes.site_file.described import Described
from faden.processes.site_file.findings import Finding
from faden.processes.site_file.register import Registered


def check_municipalities(site: Described) -> Iterator[Finding]:
    """Each is in the register, belongs to the Kreis, bears its official name; none is missing or named twice."""
    district = site.file.site.ags
    there = {ags: known for ags, known in site.register.items() if known.district_ags == district}
    if not there:
        message = f"Den Kreisschlüssel {district} kennt das Gemeindeverzeichnis nicht."
        yield site.at("standort").complain(message, "kreisschluessel")
        return
    lines: dict[str, int] = {}
    for number, municipality in enumerate(site.file.municipalities):
        place = site.at("kommunen", number)
        known = site.register.get(municipality.ags)
        before = lines.setdefault(municipality.ags, place.document.line((*place.way, "ags")))
        if before != place.document.line((*place.way, "ags")):
            yield place.complain(f"Der Gemeindeschlüssel steht schon in Zeile {before}.", "ags")
        elif known is None or known.district_ags != district:
            yield place.complain(_stranger(municipality.name, known, there), "ags")
        elif known.name != municipality.name:
            message = f"Zum Schlüssel {municipality.ags} gehört „{known.name}“, nicht „{municipality.name}“."
            yield place.complain(message, "name")
    missing = [known for ags, known in there.items() if ags not in lines]
    for known in missing:
        yield site.at("kommunen").complain(f"Es fehlt {known.name} ({known.ags}). Jede Kommune des Kreises steht hier.")
    kinds = {known.kind for known in there.values()}
    is_city = kinds == {MunicipalityKind.CITY}
    if is_city != (site.file.site.kind is SiteKind.CITY):
        wanted = "kreisfreie Stadt" if is_city else "Kreis"
        yield site.at("standort").complain(f"{district} ist „{wanted}“. Ändern Sie die Art.", "art")


def _stranger(name: str, known: Registered | None, there: dict[str, Registered]) -> str:
    right = next((candidate for candidate in there.values() if candidate.name == name), None)
    if right:
        return f"{name} hat den Gemeindeschlüssel {right.ags}."
    if known is None:
        return "Diesen Gemeindeschlüssel gibt es nicht. Er steht in nrw.csv in der ersten Spalte."
    return f"Das ist der Schlüssel von {known.name} ({known.district}), nicht einer Kommune dieses Standorts."


def check_regions(site: Described) -> Iterator[Finding]:
    """Every municipality with case management lies in a region; tracks have no places, regions have some."""
    areas = {region.key for region in site.file.regions if region.kind is RegionKind.AREA}
    tracks = {region.key for region in site.file.regions} - areas
    used = {m.region for m in site.file.municipalities} | {n.region for n in site.file.neighbourhoods}
    for number, municipality in enumerate(site.file.municipalities):
        place = site.at("kommunen", number)
        if municipality.region in tracks:
            yield place.complain(
                "Das ist keine Region, sondern ein zielgruppenspezifisches Angebot ohne Orte.", "region"
            )
        if (
            areas
            and municipality.region is None
            and municipality.has_case_management
            and not _split(site, municipality.key)
        ):
            yield place.complain("Ordnen Sie die Kommune einer Region zu, oder schreiben Sie „case_management: nein“.")
    for number, region in enumerate(site.file.regions):
        if region.key in areas and region.key not in used:
            yield site.at("regionen", number).complain("Zu dieser Region gehört keine Kommune und kein Sozialraum.")


def _split(site: Described, municipality: str) -> bool:
    """Whether the municipality's neighbourhoods lie in regions, as in a kreisfreie Stadt."""
    return any(n.municipality == municipality and n.region for n in site.file.neighbourhoods)
