"""Workers answer in order, and a report that ends its worker costs no other report anything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import deadly
import pytest

from onrecord.collecting import workers
from onrecord.collecting.making import Task
from onrecord.reading.sources import Item


@pytest.fixture(autouse=True)
def quick(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "make", deadly.make)


def tasks(names: list[str]) -> Iterator[Task]:
    for number, name in enumerate(names):
        item = Item(name=name, source="test", media_type="text/plain", content=b"")
        yield Task(number=number, name=name, sha256="0" * 64, item=item)


def steps(names: list[str], count: int) -> list[tuple[str, str]]:
    found = workers.answers(tasks(names), Path(), count)
    return [(task.name, outcome.failure.step) for task, outcome in found if outcome.failure]


def test_answers_come_in_the_order_of_the_tasks():
    names = [f"{number}.txt" for number in range(60)]
    assert steps(names, 2) == [(name, "test") for name in names]


def test_a_handful_is_done_without_workers():
    names = [f"{number}.txt" for number in range(workers.FEW)]
    assert steps(names, 8) == [(name, "test") for name in names]


def test_a_report_that_ends_its_worker_fails_alone():
    names = [f"{number}.txt" for number in range(45)]
    names[20] = "deadly.txt"
    found = dict(steps(names, 2))
    assert list(found) == names
    assert found.pop("deadly.txt") == "reading"
    assert set(found.values()) == {"test"}


def test_tasks_are_asked_for_as_workers_get_free():
    asked = 0

    def counted() -> Iterator[Task]:
        nonlocal asked
        for task in tasks([f"{number}.txt" for number in range(500)]):
            asked += 1
            yield task

    answers = workers.answers(counted(), Path(), 2)
    next(answers)
    assert asked < 100
    answers.close()
