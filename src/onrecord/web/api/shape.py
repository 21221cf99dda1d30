"""What all objects of the API have in common."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

# As the command line writes it, to the microsecond and in UTC: the very same text.
Instant = Annotated[str, Field(json_schema_extra={"format": "date-time"})]


class Shape(BaseModel):
    model_config = ConfigDict(frozen=True)
