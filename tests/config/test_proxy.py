"""Whose address counts: the one our own proxy has written, and no other."""

from typing import Any

import pytest

from faden.config.proxy import BehindProxies


def seen(written: str | None, *, proxies: int) -> dict[str, Any]:
    told: dict[str, Any] = {}

    def application(environ: dict[str, Any], _: object) -> list[bytes]:
        told.update(environ)
        return []

    environ = {"REMOTE_ADDR": "127.0.0.1"} | ({} if written is None else {"HTTP_X_FORWARDED_FOR": written})
    BehindProxies(application, proxies=proxies)(environ, lambda *_: None)
    return told


@pytest.mark.parametrize(
    ("written", "proxies", "address"),
    [
        ("203.0.113.9", 1, "203.0.113.9"),
        ("198.51.100.1, 203.0.113.9", 1, "203.0.113.9"),
        ("198.51.100.1, 203.0.113.9, 10.0.0.2", 2, "203.0.113.9"),
        ("2001:db8::7", 1, "2001:db8::7"),
        ("203.0.113.9", 0, "127.0.0.1"),
        ("203.0.113.9", 2, "127.0.0.1"),
        ("<script>", 1, "127.0.0.1"),
        ("", 1, "127.0.0.1"),
        (None, 1, "127.0.0.1"),
    ],
)
def test_the_address_is_the_one_our_proxy_wrote(written: str | None, proxies: int, address: str) -> None:
    assert seen(written, proxies=proxies)["REMOTE_ADDR"] == address


def test_what_visitors_write_themselves_goes_no_further() -> None:
    assert "HTTP_X_FORWARDED_FOR" not in seen("198.51.100.1", proxies=0)
