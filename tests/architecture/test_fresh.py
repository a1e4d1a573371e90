"""Whoever takes data along, erases, or gives rights proves first that it is still they: every address, decided once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from tests.architecture.sources import product

#: Asked before anything is shown or done.
ASKED = {
    # Exports: many people's data, or one person's whole file, leave the product.
    "casework:export_cases",
    "casework:print_letters",
    "protection:access_pdf",
    "protection:access_json",
    "protection:access_collect",
    # Erasure.
    "protection:erasure_execute",
    # Roles, accounts, what somebody signs in with.
    "administration:end_role",
    "administration:end_session",
    "administration:end_other_sessions",
    "administration:end_sessions_of",
    "administration:invite",
    "administration:lock_account",
    "administration:new_account",
    "administration:new_passkey",
    "administration:paper_codes",
    "administration:password",
    "administration:remove_passkey",
    "administration:reset_factors",
    "administration:role",
    "administration:unlock_account",
    "administration:begin_code_app",
    "administration:code_app",
    # Whose identity is protected.
    "protection:answer_request",
    "protection:lift_restriction",
    "protection:restrict",
}
#: Asked before something is done; the page itself may be read.
ASKED_WHEN_DONE = {
    "administration:own": "a key for programs",
    "casework:shield": "a request for a Sperrvermerk",
    "diary:calendar": "an address under which the diary is read without signing in",
}
#: Hands out a file without being asked.
NOT_ASKED = {
    "administration:attachment": "one mail that somebody may read on its page",
    "administration:preview_letter_template": "nobody's data",
    "casework:circle_paper": "one paper for the client of the open file",
    "casework:conference_appointment": "one appointment, without names",
    "casework:conference_minutes_docx": "one paper of the open file",
    "casework:conference_minutes_pdf": "one paper of the open file",
    "casework:document": "one document of the open file",
    "casework:preview_letter": "one letter of the open file",
    "casework:print_feedback": "an empty form",
    "casework:print_track_form": "one paper of the open file",
    "casework:transfers_paper": "one paper for the client of the open file",
    "diary:feed": "a calendar program cannot answer; asked when the address is made",
    "monitoring:status_report_pdf": "figures",
    "protection:erasure_paper": "names no client",
    "protection:readings_pdf": "one paper for the client, already filed",
    "protection:register_pdf": "nobody's data",
    "protection:register_xlsx": "nobody's data",
    "steering:appointment": "a paper of a body",
    "steering:invitation": "a paper of a body",
    "steering:invitation_to_edit": "a paper of a body",
    "steering:proposals_to_edit": "a paper of a body",
    "steering:record": "a paper of a body",
    "steering:record_to_edit": "a paper of a body",
}


FILES = (".pdf", ".docx", ".xlsx", ".csv", ".json", ".ics")


@dataclass(frozen=True)
class Address:
    """An address by its name, how it ends, and what answers it."""

    name: str
    route: str
    view: Any


@pytest.fixture(scope="module")
def views() -> dict[str, ast.FunctionDef]:
    """Name of the address → the function that answers it."""
    functions = {
        (source.name.removeprefix("src/").removesuffix(".py").replace("/", "."), node.name): node
        for source in product()
        if source.room == "web"
        for node in source.tree.body
        if isinstance(node, ast.FunctionDef)
    }
    named = {one.name: one.view for one in _addresses(get_resolver())}
    found = {name: functions.get((view.__module__, view.__qualname__)) for name, view in named.items()}
    return {name: view for name, view in found.items() if view}


def test_exactly_these_addresses_ask_again(views: dict[str, ast.FunctionDef]) -> None:
    fresh = {name: _fresh(view) for name, view in views.items()}
    assert {name for name, how in fresh.items() if how is True} == ASKED
    assert {name for name, how in fresh.items() if how == "POST"} == ASKED_WHEN_DONE.keys()


def test_whatever_hands_out_a_file_asks_or_says_why_not(views: dict[str, ast.FunctionDef]) -> None:
    files = {one.name for one in _addresses(get_resolver()) if one.route.endswith(FILES)}
    handing = {name for name, view in views.items() if _hands_out(view) or name in files}
    assert len(handing) > 20
    assert handing - ASKED - NOT_ASKED.keys() == set(), "exports ask (fresh=True); anything else says why not"
    assert NOT_ASKED.keys() - handing == set(), "hands out nothing any more"


def _addresses(resolver: URLResolver, space: str = "") -> Iterator[Address]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield Address(f"{space}:{pattern.name}", str(pattern.pattern), pattern.callback)
        else:
            yield from _addresses(pattern, pattern.namespace or space)


def _fresh(view: ast.FunctionDef) -> object:
    for call in view.decorator_list:
        for keyword in call.keywords if isinstance(call, ast.Call) else ():
            if keyword.arg == "fresh" and isinstance(keyword.value, ast.Constant):
                return keyword.value.value
    return False


def _hands_out(view: ast.FunctionDef) -> bool:
    """Whether it answers with a file: ``download``, or a header that says so."""
    calls = (node.func for node in ast.walk(view) if isinstance(node, ast.Call))
    if any(isinstance(called, ast.Name) and called.id.lstrip("_") == "download" for called in calls):
        return True
    texts = (node.value for node in ast.walk(view) if isinstance(node, ast.Constant))
    return any(text == "Content-Disposition" or str(text).startswith("text/calendar") for text in texts)
