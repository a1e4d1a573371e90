"""What every entry of a site file is made of."""

from pydantic import BaseModel, ConfigDict, Field

from faden.processes.site_file import values as v


class Part(BaseModel):
    """A mapping of the file; unknown fields are errors, values never change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Entry(Part):
    """A named fact with its source."""

    key: v.Key = Field(alias="kennung")
    source: v.Source = Field(alias="quelle")
    note: v.Text | None = Field(None, alias="hinweis")
