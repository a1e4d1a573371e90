"""A declaration is seen by those who see the person."""

from faden.domain.people.rows import of_person
from faden.kernel.database.rows import Table

ROWS = (Table("consent_consent", of_person("consent")[:3]),)
