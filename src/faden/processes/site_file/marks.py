"""YAML with line marks: every value knows the line it stands on, and nothing is guessed from its look.

All values are texts, lists or mappings. YAML's own guesses (``05774`` as an octal number, ``no`` as false) would change
what people wrote before anybody could check it; the schema reads the texts instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from faden.processes.site_file.findings import Finding, Weight

Way = tuple[str | int, ...]
Remarks = list[tuple[Way, int, str]]
LONGEST_FILE = 2_000_000
DEEPEST = 20


@dataclass
class Document:
    """A file as read: its data, and the line of each value by the way to it."""

    path: Path
    data: object = None
    lines: dict[Way, int] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    def line(self, way: Way) -> int:
        """The line of a value; of the nearest thing around it when it is missing."""
        while way and way not in self.lines:
            way = way[:-1]
        return self.lines.get(way, 1)

    def named(self, way: Way) -> str:
        """The way in the file's own words: entries of a list by their ``kennung``."""
        words: list[str] = []
        here = self.data
        for step in way:
            here = self._below(here, step)
            name = here.get("kennung") if isinstance(step, int) and isinstance(here, dict) else None
            words.append(str(name) if name else f"Eintrag {step + 1}" if isinstance(step, int) else step)
        return " › ".join(words)

    @staticmethod
    def _below(here: object, step: str | int) -> object:
        if isinstance(here, dict):
            return here.get(step)
        if isinstance(here, list) and isinstance(step, int) and step < len(here):
            return here[step]
        return None

    def complain(self, way: Way, message: str, weight: Weight = Weight.ERROR) -> Finding:
        """A finding at that place."""
        return Finding(weight, self.path, self.line(way), self.named(way), message)


def read(path: Path) -> Document:
    """Read a file; what prevents it is a finding in the document."""
    document = Document(path)
    try:
        text = path.read_text(encoding="utf-8")
    except FileNotFoundError:
        document.findings.append(
            document.complain((), "Diese Datei gibt es nicht. Prüfen Sie den Namen und den Ordner.")
        )
        return document
    except (OSError, UnicodeDecodeError):
        message = "Die Datei lässt sich nicht lesen. Speichern Sie sie als Text im Format UTF-8."
        document.findings.append(document.complain((), message))
        return document
    if len(text) > LONGEST_FILE:
        document.findings.append(document.complain((), "Die Datei ist viel zu groß für eine Standortdatei."))
        return document
    try:
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError as error:
        document.findings.append(_syntax(path, error))
        return document
    if not isinstance(root, yaml.MappingNode):
        message = "Die Datei ist leer oder kein Verzeichnis von Abschnitten. Beginnen Sie mit „standort:“."
        document.findings.append(document.complain((), message))
        return document
    remarks: Remarks = []
    document.data = _value(document, root, (), remarks)
    # Named only now: the names of entries are part of the data.
    for way, line, message in remarks:
        document.findings.append(Finding(Weight.ERROR, path, line, document.named(way), message))
    return document


def _value(document: Document, node: yaml.Node, way: Way, remarks: Remarks) -> object:
    document.lines.setdefault(way, node.start_mark.line + 1)
    if len(way) > DEEPEST:
        remarks.append((way, document.line(way), "Zu tief verschachtelt: Ein Anker verweist auf sich selbst."))
        return None
    if isinstance(node, yaml.MappingNode):
        return _mapping(document, node, way, remarks)
    if isinstance(node, yaml.SequenceNode):
        return [_value(document, item, (*way, number), remarks) for number, item in enumerate(node.value)]
    return None if node.tag == "tag:yaml.org,2002:null" else node.value


def _mapping(document: Document, node: yaml.MappingNode, way: Way, remarks: Remarks) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in _pairs(node):
        name = str(key.value)
        here = (*way, name)
        if name in found:
            message = f"Steht doppelt; zuerst in Zeile {document.line(here)}. Streichen Sie eine der beiden Angaben."
            remarks.append((here, key.start_mark.line + 1, message))
            continue
        document.lines[here] = key.start_mark.line + 1
        found[name] = _value(document, value, here, remarks)
    for key, value in _inherited(node):
        name = str(key.value)
        if name not in found:
            found[name] = _value(document, value, (*way, name), remarks)
    return found


def _pairs(node: yaml.MappingNode) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    return ((key, value) for key, value in node.value if key.tag != "tag:yaml.org,2002:merge")


def _inherited(node: yaml.MappingNode, depth: int = 0) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    """What ``<<: *anchor`` takes over; own entries win."""
    for key, value in node.value:
        if key.tag != "tag:yaml.org,2002:merge" or depth > DEEPEST:
            continue
        for source in value.value if isinstance(value, yaml.SequenceNode) else [value]:
            if isinstance(source, yaml.MappingNode):
                yield from _pairs(source)
                yield from _inherited(source, depth + 1)


def _syntax(path: Path, error: yaml.YAMLError) -> Finding:
    mark = getattr(error, "problem_mark", None)
    line = mark.line + 1 if mark else 1
    problem = str(getattr(error, "problem", "") or error)
    hints = {
        "\\t": "Hier steht ein Tabulator. Rücken Sie mit Leerzeichen ein.",
        "mapping values are not allowed": "Ein Doppelpunkt im Text: Setzen Sie den ganzen Text in Anführungszeichen.",
        "expected ',' or": "In der Klammer fehlt ein Komma, oder ein Text mit Komma braucht Anführungszeichen.",
        "expected <block end>": "Die Einrückung passt nicht, oder ein Text braucht Anführungszeichen.",
        "could not find expected ':'": "Nach dem Feldnamen fehlt der Doppelpunkt.",
        "undefined alias": "Der Verweis mit „*“ meint eine Stelle mit „&“, die weiter oben fehlt.",
        "unexpected end of stream": "Ein Anführungszeichen oder eine Klammer wird nicht geschlossen.",
    }
    fitting = (hint for part, hint in hints.items() if part in problem)
    message = next(fitting, "Der Aufbau der Datei stimmt hier nicht: Prüfen Sie Einrückung, Doppelpunkte und Klammern.")
    return Finding(Weight.ERROR, path, line, "", message)
