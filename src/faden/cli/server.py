"""The web server (docs/adr/0005 says why this one)."""

import sys


def server_command(host: str, port: int, *, workers: int, threads: int) -> list[str]:
    """The command line of the server."""
    return [
        sys.executable,
        *("-m", "granian", "--interface", "wsgi", "--http", "1", "--no-ws"),
        *("--host", host, "--port", str(port), "--workers", str(workers), "--blocking-threads", str(threads)),
        # A request line without its headers is hung up on after ten seconds; a dead worker is replaced.
        *("--http1-header-read-timeout", "10000", "--respawn-failed-workers"),
        *("--log-level", "warning", "--no-access-log"),
        "faden.config.wsgi:application",
    ]
