"""What is written about the project holds: generated pages, README commands, named files."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import click
import pytest

from onrecord.cli import group


@pytest.fixture(scope="module")
def build_docs(root: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location("build_docs", root / "scripts" / "build_docs.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_generated_pages_are_current(build_docs: ModuleType):
    for path, text in build_docs.pages().items():
        assert path.read_text(encoding="utf-8") == text, "run: make docs"


def test_every_command_and_option_is_documented(root: Path):
    page = (root / "docs" / "cli.md").read_text(encoding="utf-8")
    context = click.Context(group)
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        assert command is not None
        assert f"## onrecord {name}" in page
        options = [option for parameter in command.params for option in parameter.opts]
        assert all(option in page for option in options if option.startswith("-"))


def commands_in(text: str) -> list[str]:
    blocks = re.findall(r"```(?:sh|bash|console)\n(.*?)```", text, re.DOTALL)
    lines = [line.strip() for block in blocks for line in block.splitlines()]
    return [line.removeprefix("$ ").split("#")[0].strip() for line in lines if line]


def test_every_make_target_the_readme_names_is_there(root: Path):
    readme = (root / "README.md").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z]+):", (root / "Makefile").read_text(), re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z]+)", "\n".join(commands_in(readme))))
    assert {"demo", "test"} <= named
    assert named <= targets


def test_every_onrecord_command_the_readme_shows_can_be_parsed(root: Path):
    shown = [
        command
        for command in commands_in((root / "README.md").read_text(encoding="utf-8"))
        if re.search(r"(^|/)onrecord ", command)
    ]
    assert shown
    context = click.Context(group, info_name="onrecord")
    for line in shown:
        words = re.split(r"[|>]", line)[0].split()
        command = group.get_command(context, words[1])
        assert command is not None, line
        command.make_context(words[1], words[2:], parent=context)


def test_every_file_the_documents_link_to_is_there(root: Path):
    for page in (root / "README.md", *(root / "docs").glob("*.md")):
        text = page.read_text(encoding="utf-8")
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text):
            assert (page.parent / target).exists(), f"{page.name} links to {target}"


def test_the_readmes_python_runs(root: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(root)
    blocks = re.findall(r"```python\n(.*?)```", (root / "README.md").read_text("utf-8"), re.DOTALL)
    assert blocks
    for block in blocks:
        exec(compile(block, "README.md", "exec"), {})  # noqa: S102
