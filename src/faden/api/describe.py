"""Write the description of the interface: ``python -m faden.api.describe > docs/reference/openapi.json``."""

import json
import os
import sys

import django


def main() -> None:
    """Print the OpenAPI document as it is checked in."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "faden.config.settings")
    django.setup()
    from faden.api.interface import interface  # noqa: PLC0415 - settings come first

    json.dump(interface.get_openapi_schema(path_prefix="/api/v1/"), sys.stdout, indent=1, ensure_ascii=False)
    sys.stdout.write("\n")


if __name__ == "__main__":
    main()
