"""Posts and the sums the sources declare for them: what does not add up is named, never smoothed."""

from collections.abc import Iterator

from faden.domain.programme.enums import Baustein
from faden.domain.staffing.calculation import Comparison, PostFacts, Selector, compare
from faden.lib.german import fte
from faden.processes.site_file.described import Described
from faden.processes.site_file.findings import Finding, Weight
from faden.processes.site_file.schema import DeclaredSum, Post


def check_posts(site: Described) -> Iterator[Finding]:
    """No post stands twice, lies in two places at once, or ends before it begins."""
    first: dict[tuple[object, ...], int] = {}
    municipalities = {municipality.key: municipality for municipality in site.file.municipalities}
    neighbourhoods = {neighbourhood.key: neighbourhood for neighbourhood in site.file.neighbourhoods}
    for number, post in enumerate(site.file.posts):
        place = site.at("stellen", number)
        line = place.document.line(place.way)
        same = (post.title.casefold(), post.baustein, post.function, post.employer, post.region, post.municipality)
        if (before := first.setdefault((*same, post.funded_from), line)) != line:
            message = (
                f"Diese Stelle steht schon in Zeile {before}. Streichen Sie eine, oder benennen Sie sie verschieden."
            )
            yield place.complain(message)
        if post.funded_from and post.funded_until and post.funded_until <= post.funded_from:
            yield place.complain("Die Stelle endet, bevor sie beginnt. „bis“ ist der erste Tag ohne Förderung.", "bis")
        municipality = municipalities.get(post.municipality or "")
        if municipality and post.region and municipality.region not in {None, post.region}:
            yield place.complain(f"{municipality.name} gehört zur Region „{municipality.region}“.", "region")
        if municipality and post.baustein == Baustein.CASE_MANAGEMENT and not municipality.has_case_management:
            message = f"{municipality.name} hat laut „kommunen“ kein Case Management. Eines von beidem stimmt nicht."
            yield place.complain(message, "kommune")
        neighbourhood = neighbourhoods.get(post.neighbourhood or "")
        if neighbourhood and neighbourhood.municipality != post.municipality:
            yield place.complain(f"{neighbourhood.name} liegt in „{neighbourhood.municipality}“.", "sozialraum")


def check_sums(site: Described) -> Iterator[Finding]:
    """The posts add up to each declared sum; a rest is declared as unallocated, with a note."""
    posts = [_facts(post) for post in site.file.posts]
    for number, declared in enumerate(site.file.sums):
        place = site.at("summen", number)
        outcome = compare(_selector(declared), declared.fte, declared.unallocated, posts)
        if outcome.unexplained:
            yield place.complain(_difference(outcome), "vzae")
        elif outcome.unallocated and not declared.note:
            message = f"{fte(outcome.unallocated)} VZÄ sind nicht zugeordnet. Erklären Sie das unter „hinweis“."
            yield place.complain(message, "nicht_zugeordnet")
    for baustein in sorted({post.baustein for post in site.file.posts}):
        if not any(declared.bausteine == (baustein,) and _is_total(declared) for declared in site.file.sums):
            message = (
                f"Für Baustein {baustein} nennt die Datei keine Gesamtsumme; die Stellen lassen sich nicht prüfen."
            )
            yield site.at("summen").complain(message, weight=Weight.HINT)


def _is_total(declared: DeclaredSum) -> bool:
    return not (declared.functions or declared.regions or declared.employers)


def _difference(outcome: Comparison) -> str:
    rest = outcome.declared - outcome.found
    counted = f"Die Stellen ergeben {fte(outcome.found)} VZÄ, die Summe nennt {fte(outcome.declared)} VZÄ."
    if rest < 0:
        return f"{counted} Es sind {fte(-rest)} VZÄ zu viel: Prüfen Sie Umfang und Zuordnung der Stellen."
    if outcome.unallocated:
        return f"{counted} Nicht zugeordnet sind also {fte(rest)} VZÄ, nicht {fte(outcome.unallocated)} VZÄ."
    remedy = f"schreiben Sie „nicht_zugeordnet: {fte(rest)}“ und einen Hinweis"
    return f"{counted} Es fehlen {fte(rest)} VZÄ: Ergänzen Sie die Stelle. Nennt die Quelle keine, {remedy}."


def _facts(post: Post) -> PostFacts:
    return PostFacts(post.key, post.baustein, post.function, post.fte, post.employer, post.region)


def _selector(declared: DeclaredSum) -> Selector:
    return Selector(
        bausteine=frozenset(declared.bausteine),
        functions=frozenset(declared.functions),
        regions=frozenset(declared.regions),
        employers=frozenset(declared.employers),
    )
