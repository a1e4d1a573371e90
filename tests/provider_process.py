"""A real OpenID provider as a process of its own: ``python -m tests.provider_process`` tells its port and serves.

Its library does not look at PKCE: around it stands what gives no token without the right verifier.
"""

import sys
from base64 import urlsafe_b64encode
from collections.abc import Callable, Iterable
from hashlib import sha256
from io import BytesIO
from typing import Any
from urllib.parse import parse_qs, urlsplit

App = Callable[..., Iterable[bytes]]


class DemandsPkce:
    """No token without the verifier to the challenge with which the code was asked for (RFC 7636, S256)."""

    def __init__(self, app: App) -> None:
        self.app = app
        self.challenges: dict[str, str] = {}

    def __call__(self, environ: dict[str, Any], start: Callable[..., Any]) -> Iterable[bytes]:
        """Look at what goes in and out."""
        if environ["PATH_INFO"] == "/oauth2/token" and not self._is_proved(environ):
            start("400 Bad Request", [("Content-Type", "application/json")])
            return [b'{"error": "invalid_grant"}']
        query = parse_qs(environ.get("QUERY_STRING", ""))

        def started(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            code = parse_qs(urlsplit(dict(headers).get("Location", "")).query).get("code")
            if code and query.get("code_challenge_method") == ["S256"]:
                self.challenges[code[0]] = query["code_challenge"][0]
            return start(status, headers, *rest)

        return self.app(environ, started)

    def _is_proved(self, environ: dict[str, Any]) -> bool:
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = BytesIO(body)
        form = parse_qs(body.decode())
        made = sha256(form.get("code_verifier", [""])[0].encode()).digest()
        return self.challenges.pop(form["code"][0], "none") == urlsafe_b64encode(made).rstrip(b"=").decode()


if __name__ == "__main__":
    import oidc_provider_mock
    from werkzeug.serving import make_server

    server = make_server("localhost", 0, DemandsPkce(oidc_provider_mock.app()), threaded=True)
    sys.stdout.write(f"{server.server_port}\n")
    sys.stdout.flush()
    server.serve_forever()
