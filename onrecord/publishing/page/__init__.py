"""The self-contained HTML page."""

from onrecord.publishing.page.notebook import notebook_view
from onrecord.publishing.page.page import html_page

__all__ = ["html_page", "notebook_view"]
