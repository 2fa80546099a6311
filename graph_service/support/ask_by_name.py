"""A method that is a signature and a docstring: whoever calls it calls `ask`, with the method's name."""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

M = TypeVar("M", bound=Callable[..., Any])


def ask_by_name(method: M) -> M:
    """The method that passes on what it is given, and nothing else, to its object's `ask`.

    So `ask` tells of a wrong name as it does everywhere. Python's own TypeError would know no near ones.
    """

    @wraps(method)
    def asking(self: Any, /, **parameters: Any) -> Any:
        return self.ask(method.__name__, **parameters)

    return cast(M, asking)
