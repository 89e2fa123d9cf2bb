"""Walking steps of any kind: what can be reached, and in how few steps."""

from collections.abc import Callable, Iterable, Iterator


def walk(
    starts: Iterable[str], onward: Callable[[str], Iterable[str]]
) -> Iterator[tuple[str, int]]:
    """Everything that steps lead to from `starts`, nearest first, with the fewest steps to it.

    A start is there itself, with no step. `onward` gives what stands one step further; it is
    called once for each thing, and not before that thing has been given.

    >>> steps = {"rain": ["mud", "flood"], "mud": ["slip"], "slip": ["mud"]}
    >>> dict(walk(["rain"], lambda each: steps.get(each, ())))
    {'rain': 0, 'mud': 1, 'flood': 1, 'slip': 2}
    """
    seen = set()
    nearest = list(dict.fromkeys(starts))
    seen.update(nearest)
    steps = 0
    while nearest:
        further = []
        for each in nearest:
            yield each, steps
            for other in onward(each):
                if other not in seen:
                    seen.add(other)
                    further.append(other)
        nearest, steps = further, steps + 1
