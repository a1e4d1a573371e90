"""A real browser: Debian's Chromium driven by Playwright, and axe-core to look for barriers.

Without Chromium these tests are reported as skipped, with the command that installs it.
"""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

CHROMIUM = next((found for name in ("chromium", "chromium-browser") if (found := shutil.which(name))), None)
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
AXE = Path(__file__).parent.parent / "vendor" / "axe" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
#: The rules of these sets that a change of colours alone can break.
COLOURS = ["color-contrast", "link-in-text-block"]
RUN = """async rules => {
  if (!window.axe) return null;  // half a megabyte is sent only to a page that does not have it yet
  window.scrollTo(0, 0);  // what is under the sticky head would count as too small a target
  const result = await axe.run(document, { runOnly: rules, resultTypes: ["violations"] });
  return result.violations.map(({ id, impact, nodes }) =>
    ({ id, impact, html: nodes[0].html, advice: nodes[0].failureSummary }));
}"""


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for the whole run."""
    if CHROMIUM is None:
        pytest.skip("Kein Chromium gefunden. Installieren: apt-get install --no-install-recommends chromium")
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        # Playwright keeps a loop running in this thread; the tests' own queries are not part of it.
        patch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def barriers(page: Page, *, only_colours: bool = False) -> list[str]:
    """What axe-core finds serious or critical on the page: rule, first element, advice.

    :param only_colours: for a page already looked at whose colours have changed since, and nothing else
    """
    rules = {"type": "rule", "values": COLOURS} if only_colours else {"type": "tag", "values": RULES}
    found: list[dict[str, Any]] | None = page.evaluate(RUN, rules)
    if found is None:
        page.evaluate("source => (0, eval)(source)", AXE.read_text(encoding="utf-8"))
        found = page.evaluate(RUN, rules) or []
    return [
        f"{violation['id']}: {violation['html'][:200]} {violation['advice']}"
        for violation in found
        if violation["impact"] in ("serious", "critical")
    ]
