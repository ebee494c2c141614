"""A template of ours that shows a variable nobody gave it fails the test."""

import sys
from pathlib import Path

import aanboord

OURS = str(Path(aanboord.__file__).parent)
EXCUSED_BY = {"default", "default_if_none"}


class UnknownVariable(str):
    """Stands in Django's option `string_if_invalid`: Django asks whether it is true where a variable is unknown.

    Templates of other packages keep Django's behaviour (nothing is shown), and so does a variable with a default.
    """

    __slots__ = ()

    def __bool__(self) -> bool:
        resolving = sys._getframe(1).f_locals
        expression, context = resolving.get("self"), resolving.get("context")
        template = context and context.render_context.template
        if template and str(template.origin.name).startswith(OURS):
            filters = {getattr(function, "_filter_name", "") for function, _ in expression.filters}
            if not filters & EXCUSED_BY:
                raise UnknownVariableError(f"{{{{ {expression.token} }}}} in {template.origin.name}")
        return False


class UnknownVariableError(Exception):
    """Names the variable and the template."""
