"""Names that must be defined elsewhere in the same guide; `names.known` looks them up."""

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class Reference(str):
    """A name that leads somewhere; each kind of definition has its own kind of reference."""

    __slots__ = ()
    leads_to = ""

    @classmethod
    def __get_pydantic_core_schema__(cls, _: object, __: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema())


class VariableName(Reference):
    """Names a variable."""

    leads_to = "variable"


class StepId(Reference):
    """Names a step."""

    leads_to = "step"


class SectionId(Reference):
    """Names a section."""

    leads_to = "section"


class MatrixId(Reference):
    """Names a permission matrix."""

    leads_to = "matrix"


class ApplicationCode(Reference):
    """Names an application that the guide requires, by Intacct's module code, such as `GL`."""

    leads_to = "required application"


class PrerequisiteId(Reference):
    """Names a prerequisite."""

    leads_to = "prerequisite"


class UserId(Reference):
    """Names one of the users that the guide has the customer create."""

    leads_to = "user"


class MessageId(Reference):
    """Names a message template."""

    leads_to = "message"
