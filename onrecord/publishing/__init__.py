"""The publishing room: a Record shown in the terminal, as an HTML page and as Markdown."""

from onrecord.publishing.markdown import markdown
from onrecord.publishing.page import html_page, notebook_view
from onrecord.publishing.reading_view import print_document
from onrecord.publishing.record_view import language_notice
from onrecord.publishing.terminal import print_record
from onrecord.publishing.wording import language_name

__all__ = [
    "html_page", "language_name", "language_notice", "markdown", "notebook_view",
    "print_document", "print_record",
]  # fmt: skip
