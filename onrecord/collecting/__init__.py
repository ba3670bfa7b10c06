"""Collecting: sources into a workspace, by several processes, however often a run is killed."""

from onrecord.collecting.adding import Added, AddOptions, Source, add
from onrecord.collecting.progress import Progress, Silent
from onrecord.collecting.rereading import reread

__all__ = ["AddOptions", "Added", "Progress", "Silent", "Source", "add", "reread"]
