"""Rules whose answers can be changed one by one while the tests run.

Each rule is compiled anew with its answers passed through `Ways.answer`, which remembers the test that asked and can
give another answer instead.
"""

import ast
import inspect
import textwrap
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import wraps
from types import CellType
from typing import Any

from faden.kernel.access import rules

Reason = Callable[..., str | None]
#: The name under which a rule compiled anew finds `Ways.answer`.
ANSWER = "_changed_answer"
REFUSAL = "Nein."


@dataclass(frozen=True, order=True)
class Way:
    """One way through a rule: a ``return`` in its text, and whether it refused there.

    :param place: number of the ``return``, counted from the rule's first line
    """

    rule: str
    place: int
    refused: bool

    def __str__(self) -> str:
        return f"{self.rule}: return {self.place + 1}, {'refuses' if self.refused else 'allows'}"


@dataclass
class Ways:
    """Which tests went which ways, and the one way that is changed now.

    :param all: every way that the texts of the rules show
    :param asked: by way, the tests that went it
    """

    all: set[Way] = field(default_factory=set)
    asked: dict[Way, set[str]] = field(default_factory=lambda: defaultdict(set))
    test: str = ""
    changed: Way | None = None

    def answer(self, rule: str, place: int, reason: str | None) -> str | None:
        """The answer of a rule, or its opposite where this way is the changed one."""
        way = Way(rule, place, reason is not None)
        if self.test:
            self.asked[way].add(self.test)
        if way == self.changed:
            return None if way.refused else REFUSAL
        return reason


ways = Ways()


def compiled(reason: Reason) -> Reason:
    """The rule with each ``return`` led through `Ways.answer`; one that another function makes as a whole."""
    if reason.__closure__ is not None:
        return _as_a_whole(reason, reason.__closure__)
    (tree,) = ast.parse(textwrap.dedent(inspect.getsource(reason))).body
    assert isinstance(tree, ast.FunctionDef)
    name = f"{reason.__module__}.{reason.__name__}"
    tree.decorator_list = []
    through = _Through(name, reason.__globals__)
    through.visit(tree)
    first = reason.__code__.co_firstlineno - 1
    code = compile(ast.increment_lineno(ast.fix_missing_locations(ast.Module([tree], [])), first), name, "exec")
    reason.__globals__[ANSWER] = ways.answer
    found: dict[str, Any] = {}
    exec(code, reason.__globals__, found)  # noqa: S102 - the product's own text
    new: Reason = found[reason.__name__]
    return new


def _as_a_whole(reason: Reason, given: tuple[CellType, ...]) -> Reason:
    name = f"{reason.__module__}.{reason.__qualname__}({', '.join(str(cell.cell_contents) for cell in given)})"
    ways.all |= {Way(name, 0, refused) for refused in (False, True)}

    @wraps(reason)
    def asked(*args: Any, **kwargs: Any) -> str | None:
        return ways.answer(name, 0, reason(*args, **kwargs))

    return asked


def change_rules() -> None:
    """From now on every rule that is defined is compiled so; before the first app is loaded."""
    declared = rules.Rule.__init__

    def begin(self: rules.Rule[...], reason: Reason) -> None:
        declared(self, compiled(reason))

    rules.Rule.__init__ = begin  # type: ignore[method-assign]


class _Through(ast.NodeTransformer):
    def __init__(self, name: str, beside: dict[str, Any]) -> None:
        self.name, self.count, self.beside = name, 0, beside
        # What ``if reason := …: return reason`` gives back is there.
        self.reasons: set[str] = set()

    def visit_If(self, node: ast.If) -> ast.If:
        if isinstance(node.test, ast.NamedExpr) and isinstance(node.test.target, ast.Name):
            self.reasons.add(node.test.target.id)
        self.generic_visit(node)
        return node

    def visit_Return(self, node: ast.Return) -> ast.Return:
        ways.all |= {Way(self.name, self.count, refused) for refused in self._answers(node.value)}
        call = ast.Call(
            ast.Name(ANSWER, ast.Load()),
            [ast.Constant(self.name), ast.Constant(self.count), node.value or ast.Constant(None)],
            [],
        )
        self.count += 1
        return ast.copy_location(ast.Return(call), node)

    def _answers(self, value: ast.expr | None) -> set[bool]:
        """Whether this may refuse, allow, or both."""
        if value is None or (isinstance(value, ast.Constant) and value.value is None):
            return {False}
        if isinstance(value, ast.Constant | ast.JoinedStr) or self._is_text(value):
            return {True}
        return {False, True}

    def _is_text(self, value: ast.expr) -> bool:
        """A reason that was asked for before, or one that stands beside the rule: a text, one of several, or found."""
        if isinstance(value, ast.Call) and isinstance(value.func, ast.Name):
            return inspect.get_annotations(self.beside.get(value.func.id, str), eval_str=False).get("return") is str
        base = value.value if isinstance(value, ast.Subscript) else value
        if not isinstance(base, ast.Name):
            return False
        return base.id in self.reasons or isinstance(self.beside.get(base.id), str | dict)
