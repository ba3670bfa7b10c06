"""The publishing room: a Record shown in the terminal, as an HTML page and as Markdown.

Each view is loaded when it is first asked for: JSON needs none of them.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.publishing.corrected import why_unmatched
    from onrecord.publishing.explain_view import print_explanation
    from onrecord.publishing.markdown_view import markdown
    from onrecord.publishing.notices import language_notice
    from onrecord.publishing.page import html_page, notebook_view
    from onrecord.publishing.reading_view import print_document
    from onrecord.publishing.terminal import print_record
    from onrecord.publishing.together_view import (
        narrowed,
        print_copies,
        print_corroboration,
        print_people,
        print_person,
        print_suggestions,
    )
    from onrecord.publishing.wording import language_name

__all__ = [
    "html_page", "language_name", "language_notice", "markdown", "narrowed", "notebook_view",
    "print_copies", "print_corroboration", "print_document", "print_explanation", "print_people",
    "print_person", "print_record", "print_suggestions", "why_unmatched",
]  # fmt: skip

_HOMES = {
    "html_page": "page.page",
    "language_name": "wording",
    "language_notice": "notices",
    "markdown": "markdown_view",
    "narrowed": "together_view",
    "notebook_view": "page.notebook",
    "print_copies": "together_view",
    "print_corroboration": "together_view",
    "print_document": "reading_view",
    "print_explanation": "explain_view",
    "print_people": "together_view",
    "print_person": "together_view",
    "print_record": "terminal",
    "print_suggestions": "together_view",
    "why_unmatched": "corrected",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
