"""What a question to the store costs does not grow with what is in it: steps of SQLite counted."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from kg.store import Store

Build = Callable[..., Any]

COMMON = tuple(range(40))  # grams that every case has: an often used phrase


def fill(store: Store, material: Build, piece: Build, numbers: range) -> None:
    """Commit cases that share the common grams, each with forty of its own."""
    for number in numbers:
        made = material(f"{number:05}.txt", piece(f"第{number}件事。"))
        own = range(number * 100 + 1_000, number * 100 + 1_040)
        record = replace(made.records[0], grams=(*COMMON, *own))
        store.commit(made.source, [record], made.entities)


def steps(store: Store) -> int:
    """Tens of steps that SQLite takes to find what resembles a new case with common grams."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    with store.reading() as snapshot:
        driver = snapshot._connection.connection.driver_connection
        assert driver is not None
        driver.set_progress_handler(step, 10)
        try:
            assert len(snapshot.resembling((*COMMON, *range(900_000, 900_040)), 8)) == 8
        finally:
            driver.set_progress_handler(None, 0)
    return count


def test_resembling_costs_the_same_in_a_library_four_times_as_large(
    store: Store, material: Build, piece: Build
) -> None:
    fill(store, material, piece, range(100))
    small = steps(store)
    fill(store, material, piece, range(100, 400))
    assert 0 < steps(store) <= small * 1.2
