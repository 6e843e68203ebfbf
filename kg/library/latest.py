"""Answers that hold until the library changes, kept for who asks again."""

import threading
from collections.abc import Callable, Hashable
from typing import TypeVar, cast

Answer = TypeVar("Answer")


class Latest:
    """Answers of the latest generation that was asked, so many of them. Safe among threads."""

    def __init__(self, most: int) -> None:
        """Keep nothing yet, and never more than ``most``: those asked for last stay."""
        self._most = most
        self._generation = -1
        self._answers: dict[Hashable, object] = {}
        self._turn = threading.Lock()

    def of(self, generation: int, question: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer in a generation of the store, made where it is not kept.

        A question always has answers of one type.
        """
        with self._turn:
            if generation > self._generation:
                self._generation = generation
                self._answers.clear()
            if generation == self._generation and question in self._answers:
                self._answers[question] = self._answers.pop(question)
                return cast("Answer", self._answers[question])
        answer = make()
        with self._turn:
            if generation == self._generation:
                self._answers[question] = answer
                while len(self._answers) > self._most:
                    del self._answers[next(iter(self._answers))]
        return answer
