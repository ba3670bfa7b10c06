"""``onrecord schema``: the JSON Schema of a record."""

from __future__ import annotations

import json

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema that every printed record satisfies."""
    from onrecord.record import record_schema

    click.echo(json.dumps(record_schema(), indent=2, ensure_ascii=False))
