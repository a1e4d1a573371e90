"""What travels around a request: headers and cookies, forged and bent."""

from dataclasses import dataclass
from random import Random

from tests.hostile.grammar import TAG

LONG = "x" * 9_000
HEADERS = {
    "Host": ("evil.example", "localhost:99999", "localhost@evil.example", "[::1", "a b", "", LONG),
    "X-Forwarded-Host": ("evil.example", TAG),
    "X-Forwarded-Proto": ("https", "javascript", ""),
    "X-Forwarded-For": ("127.0.0.1", "::1", "' OR 1=1; --", LONG, "1.2.3.4, 5.6.7.8"),
    "X-HTTP-Method-Override": ("DELETE", "PUT"),
    "X-Original-URL": ("/verwaltung/konten/",),
    "Origin": ("https://evil.example", "null", TAG),
    "Referer": ("https://evil.example/", "javascript:alert(1)", LONG),
    "Accept": ("*/*;q=NaN", "text/html;;;;", "\udcff", ""),
    "Accept-Language": ("xx-" * 900, "../../etc", "de;q=9e999"),
    "Accept-Encoding": ("gzip;q=x", "identity;q=0, *;q=0"),
    "Content-Encoding": ("gzip", "br"),
    "Content-Type": ("text/html", "application/json; charset=utf-7", "multipart/form-data; boundary=" + LONG, "\x00"),
    "If-Match": ("*", '"' + "9" * 40 + '"', '"x', 'W/"1"', '"-1"', '"٣"'),
    "If-Modified-Since": ("gestern", "Thu, 99 Foo 9999 99:99:99 GMT"),
    "Range": ("bytes=0-0,-1", "bytes=9999999999-", "lines=1"),
    "HX-Request": ("true", "false", TAG),
    "HX-Target": (TAG, "../..", LONG),
    "HX-Current-URL": ("https://evil.example/", "javascript:1", "\\\\evil"),
    "HX-Boosted": ("true",),
    "Authorization": ("Bearer", "Bearer ", "Bearer " + LONG, "Basic Og==", "Bearer faden_" + "A" * 43, "Negotiate x"),
    "Cookie": ("=", ";;;", "sessionid", "sessionid=" + LONG, "csrftoken=" + TAG, 'sessionid="\\000"', "a=b; " * 900),
    "X-CSRFToken": ("x", "A" * 64),
    "Expect": ("100-continue",),
}  # fmt: skip


@dataclass
class Envelope:
    """Headers as a browser or program would never write them.

    :param is_somebody: the session it carries is still the one that was handed out
    """

    headers: dict[str, str]
    is_somebody: bool


def bend(random: Random, session: str, token: str) -> Envelope:
    """Two or three headers nobody sends; every second time the pass itself is bent, too."""
    names = random.sample(sorted(HEADERS), random.choice((1, 2, 3)))
    headers = {name: random.choice(HEADERS[name]) for name in names}
    if random.random() < 0.5:
        headers.setdefault("Cookie", f"sessionid={_forged(random, session)}")
        headers.setdefault("Authorization", f"Bearer {_forged(random, token)}")
        return Envelope(headers, is_somebody=False)
    somebody = "Cookie" not in headers and "Authorization" not in headers
    if somebody:
        headers |= {"Cookie": f"sessionid={session}", "Authorization": f"Bearer {token}"}
    return Envelope(headers, is_somebody=somebody)


def _forged(random: Random, secret: str) -> str:
    """Almost what was handed out."""
    place = random.randrange(len(secret))
    other = "a" if secret[place] != "a" else "b"
    swapped = f"{secret[:place]}{other}{secret[place + 1 :]}"
    return random.choice(
        (swapped, secret[:-1], secret + "0", secret.swapcase() + "_", secret[::-1] + "_", f" {secret}_")
    )
