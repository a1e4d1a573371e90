"""Does a text say who it is about? A check that warns before a text leaves casework.

Reports of system gaps, themes and reconstructions are written in free words and must not name anybody.
``check`` points at what looks like personal data and says why and what to write instead. It is a
help for a careful writer, not a guarantee: it knows patterns, lists and the names it is given, and
decides nothing.
"""

from faden.lib.personal_text.check import check
from faden.lib.personal_text.findings import Finding, Kind

__all__ = ["Finding", "Kind", "check"]
