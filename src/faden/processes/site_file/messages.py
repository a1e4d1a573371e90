"""What pydantic found wrong, in German and with the line."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any, get_args

from pydantic import BaseModel, ValidationError

from faden.processes.site_file.findings import Finding
from faden.processes.site_file.marks import Document, Way
from faden.processes.site_file.words import unknown

KEYS = "Erlaubt sind kleine Buchstaben ohne Umlaute, Ziffern und Bindestriche, zum Beispiel „bad-lippspringe“."
PATTERNS = {
    r"^05\d{3}$": "Ein Kreisschlüssel hat fünf Ziffern und beginnt in Nordrhein-Westfalen mit 05, zum Beispiel 05774.",
    r"^05\d{6}$": "Ein Gemeindeschlüssel hat acht Ziffern und beginnt mit 05, zum Beispiel 05774020.",
    r"^[a-z0-9]+(-[a-z0-9]+)*$": KEYS,
}


def findings_of(document: Document, schema: type[BaseModel], error: ValidationError) -> Iterator[Finding]:
    """One finding for each error of the schema."""
    for detail in error.errors(include_url=False):
        way = tuple(step for step in detail["loc"] if step != "[key]")
        name = str(way[-1]) if way else ""
        match detail["type"]:
            case "missing":
                where = way[:-1]
                yield document.complain(where, f"Das Feld „{name}“ fehlt. Ergänzen Sie es.")
            case "extra_forbidden":
                yield document.complain(way, _unknown_field(schema, way, name))
            case kind:
                yield document.complain(way, _sentence(kind, detail.get("ctx", {}), detail["input"]))


def _unknown_field(schema: type[BaseModel], way: Way, name: str) -> str:
    model: type[BaseModel] | None = schema
    for step in way[:-1]:
        if isinstance(step, str) and model is not None:
            model = _model_below(model, step)
    if model is None:
        return f"Das Feld „{name}“ gibt es hier nicht. Streichen Sie es."
    fields = {str(field.alias or key): None for key, field in model.model_fields.items()}
    return f"Das Feld {unknown(name, fields)}"


def _model_below(model: type[BaseModel], alias: str) -> type[BaseModel] | None:
    for key, field in model.model_fields.items():
        if (field.alias or key) == alias:
            return next(_models_in(field.annotation), None)
    return None


def _models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from _models_in(part)


SENTENCES: Mapping[str, Callable[[Mapping[str, Any], object], str]] = {
    "string_pattern_mismatch": lambda ctx, given: f"„{given}“ passt nicht. {PATTERNS.get(ctx['pattern'], '')}".strip(),
    "string_too_long": lambda ctx, _: f"Der Text ist zu lang; höchstens {ctx['max_length']} Zeichen.",
    "string_too_short": lambda _ctx, _: "Hier steht nichts. Tragen Sie etwas ein oder streichen Sie das Feld.",
    "string_type": lambda _ctx, _: "Hier wird ein Text erwartet.",
    "tuple_type": lambda _ctx, _: "Hier wird eine Liste erwartet: Zeilen mit „-“ oder eine eckige Klammer.",
    "too_short": lambda _ctx, _: "Hier fehlt mindestens ein Eintrag.",
    "dict_type": lambda _ctx, _: "Hier werden Felder der Form „name: wert“ erwartet.",
    "model_type": lambda _ctx, _: "Hier werden Felder der Form „name: wert“ erwartet.",
    "int_parsing": lambda _ctx, given: f"„{given}“ ist keine ganze Zahl.",
    "int_type": lambda _ctx, _: "Hier wird eine ganze Zahl erwartet.",
    "greater_than": lambda ctx, _: f"Die Zahl muss größer als {ctx['gt']} sein.",
    "greater_than_equal": lambda ctx, _: f"Die Zahl muss mindestens {ctx['ge']} sein.",
    "less_than": lambda ctx, _: f"Die Zahl muss kleiner als {ctx['lt']} sein.",
    "less_than_equal": lambda ctx, _: f"Die Zahl darf höchstens {ctx['le']} sein.",
    "value_error": lambda ctx, _: str(ctx["error"]),
}


def _sentence(kind: str, context: Mapping[str, Any], given: object) -> str:
    sentence = SENTENCES.get(kind)
    return sentence(context, given) if sentence else f"„{given}“ passt hier nicht."
