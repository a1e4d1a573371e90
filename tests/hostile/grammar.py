"""What is sent: values no form expects, and forms bent out of shape."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from urllib.parse import urlencode
from uuid import UUID

import faden

#: Found unescaped in a page, this is markup of ours in somebody's browser; found reckoned, a template of ours.
TAG = "<faden-probe onfocus=1>"
SUM, RECKONED = "q{{7*191}}{%7%}${7*191}q", "q1337"
VALUES = (
    "",
    " ",
    "\x00",
    "a\x00b",
    "\x1b[31m",
    "\ud800",
    "x" * 10_000,
    "ß" * 10_000,
    "9" * 400,
    "-1",
    "0",
    "1e400",
    "NaN",
    "Infinity",
    "-0",
    "1.5",
    "1,5",
    "٣٤",
    "²",
    str(2**31),
    str(2**63),
    str(10**30),
    "true",
    "null",
    "None",
    "[]",
    "{}",
    "31.02.2026",
    "00.00.0000",
    "01.01.0001",
    "31.12.9999",
    "01.01.10000",
    "2026-13-45",
    "32.13.99",
    "heute",
    "25:61",
    "99:99",
    "24:00",
    "2026-11-20T10:00",
    "\u202eabc\u202c",
    "\u200b\u200c\u200d\ufeff",
    "👩‍👩‍👧‍👦🏳️‍🌈",
    "A\u0301\u0301\u0301" * 200,
    "سارة علي",
    "\u0000\u0001\u0002",
    "' OR 1=1; --",
    "'; DROP TABLE cases_case; --",
    "\\",
    "%00",
    "%s%s%n",
    "../../../../etc/passwd",
    "file:///etc/passwd",
    "javascript:alert(1)",
    "//evil.example/",
    "\r\nSet-Cookie: a=b",
    "<script>alert(1)</script>",
    f'"{TAG}',
    f"'>{TAG}",
    f"</textarea>{TAG}",
    SUM,
    "#set($x=1)",
    "=HYPERLINK(1)",
    "00000000-0000-0000-0000-000000000000",
    "ffffffff-ffff-ffff-ffff-ffffffffffff",
    "{00000000000000000000000000000000}",
    "26-999999",
    "a@" + "b" * 300 + ".de",
    "a@faden.invalid\nBcc: b@faden.invalid",
)

#: What views read besides their forms, found in their source.
READ = re.compile(r'request\.(?:POST|GET)(?:\.get(?:list)?\(|\[)"([\w-]+)"|"([\w-]+)" (?:not )?in request\.POST')
READ_NAMES = sorted(
    {
        "".join(names)
        for file in Path(faden.__file__).parent.glob("web/**/*.py")
        for names in READ.findall(file.read_text(encoding="utf-8"))
    }
    | {"ab", "vor", "actor", "id", "uebernehmen", "empfehlung"}
)
TYPES = (
    "application/json",
    "text/plain; charset=unheard-of",
    "multipart/form-data",
    "multipart/form-data; boundary=x",
)


@dataclass
class Sending:
    """One request."""

    body: bytes
    content_type: str
    kind: str
    bent: dict[str, list[str]] = field(default_factory=dict)


class Grammar:
    """Bends forms; the same seed bends them alike."""

    def __init__(self, random: Random, foreign: list[UUID | str]) -> None:
        self.random, self.foreign = random, [str(one) for one in foreign]

    def value(self) -> str:
        """One thing nobody types."""
        return self.random.choice(self.foreign) if self.random.random() < 0.1 else self.random.choice(VALUES)

    def bend(self, form: dict[str, list[str]]) -> Sending:
        """The form with a few fields bent, or as something that is no form at all."""
        data = {name: list(values) for name, values in form.items()}
        names = list(data) or ["version"]
        kinds = {
            "values": 60,
            "every value": 8,
            "missing": 8,
            "repeated": 8,
            "unknown": 6,
            "many": 1,
            "other type": 4,
            "bytes": 3,
            "empty": 2,
        }
        kind = self.random.choices(list(kinds), list(kinds.values()))[0]
        if kind in ("values", "every value"):
            for name in names if kind == "every value" else self.random.sample(names, min(len(names), 2)):
                data[name] = [self.value()]
        elif kind == "missing":
            data.pop(self.random.choice(names), None)
        elif kind == "repeated":
            name = self.random.choice(names)
            data[name] = [*data.get(name, []), *(self.value() for _ in range(3))]
        elif kind == "unknown":
            data |= {name: [self.value()] for name in self.random.sample(READ_NAMES, 2)}
        elif kind == "many":
            data |= {f"f{number}": ["x"] for number in range(1_200)}
        return self._sending(kind, data)

    def _sending(self, kind: str, data: dict[str, list[str]]) -> Sending:
        form = "application/x-www-form-urlencoded"
        plain = urlencode(data, doseq=True, errors="surrogatepass").encode()
        if kind == "other type":
            types = (
                "application/json",
                "text/plain; charset=unheard-of",
                "multipart/form-data",
                "multipart/form-data; boundary=x",
            )
            return Sending(json.dumps(data).encode(), self.random.choice(types), kind, data)
        if kind == "bytes":
            return Sending(plain + b"&text=%FF%FE\xff\x80&%00=%", form, kind, data)
        return Sending(b"" if kind == "empty" else plain, form, kind, data)

    def query(self, names: list[str]) -> str:
        """A question mark with hostile values behind it."""
        return urlencode({name: self.value() for name in names}, errors="surrogatepass")
