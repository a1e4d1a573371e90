"""``python -m faden``: the operators' command."""

import sys

from faden.cli.main import main

sys.exit(main())
