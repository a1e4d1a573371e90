"""Rows without ORDER BY come back in random order, so that no test passes by the luck of the heap."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db.models.expressions import OrderBy
from django.db.models.functions import Random
from django.db.models.sql.compiler import SQLCompiler


@pytest.fixture(autouse=True, scope="session")
def _shuffled() -> Iterator[None]:
    declared = SQLCompiler.get_order_by

    def order(self: SQLCompiler) -> list[Any]:
        asked = list(declared(self))
        query = self.query
        fixed = asked or query.distinct or query.combinator or query.subquery or query.group_by is not None
        if fixed or type(self) is not SQLCompiler:
            return asked
        expression = OrderBy(Random())
        return [(expression, (*self.compile(expression), False))]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(SQLCompiler, "get_order_by", order)
        yield
