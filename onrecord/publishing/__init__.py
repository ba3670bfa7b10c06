"""The publishing room: a Record shown in the terminal, as an HTML page and as Markdown."""

from onrecord.publishing.markdown import markdown
from onrecord.publishing.page import html_page, notebook_view
from onrecord.publishing.terminal import print_record

__all__ = ["html_page", "markdown", "notebook_view", "print_record"]
