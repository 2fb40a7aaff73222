"""Tasks that belong to no sitting: begun by one, they have neither its app nor its language, and outlive it."""

from asyncio import Task, get_running_loop
from collections.abc import Coroutine
from contextvars import Context
from typing import Any

from cocreate.locale import read_in


def apart(work: Coroutine[Any, Any, None], language: str = "") -> "Task[None]":
    """Begin a task in a context of its own; what goes wrong in it is told in `language`, or in that of the process."""
    context = Context()
    if language:
        context.run(read_in, language)
    return get_running_loop().create_task(work, context=context)
