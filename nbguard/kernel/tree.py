"""A message's content as a document: its places, and a copy in which they are changed."""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any

from nbguard.notebook import trees
from nbguard.notebook.jsontext import KEY, NUMBER
from nbguard.notebook.payloads import Payloads
from nbguard.notebook.places import Home, Place
from nbguard.notebook.views import splice
from nbguard.notebook.where import Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from nbguard.notebook import Pictures
    from nbguard.notebook.views import Edit


class Tree:
    """A value made of what JSON knows: dicts, lists, strings, numbers.

    ``value`` itself is never changed: it may be the user's own object. Of numbers those are
    places whose key is telling, and those that ``is_known`` says are somebody's.

    >>> tree = Tree({"data": {"text/plain": "by jane@x.org"}})
    >>> tree.places[0].readings[0].replace(3, 13, "...")
    True
    >>> tree.changed(), tree.value
    ({'data': {'text/plain': 'by ...'}}, {'data': {'text/plain': 'by jane@x.org'}})
    """

    def __init__(
        self,
        value: Any,
        pictures: Pictures | None = None,
        is_known: Callable[[float], bool] | None = None,
    ) -> None:
        self.value = value
        self.unscanned = Payloads(pictures)
        root = {"content": value}
        self._root = root
        home = Home(self.unscanned)
        places = trees.places(home, Step(None, root, "content", schema=True), value)
        self.places: Sequence[Place] = list(places)
        if is_known:
            taken = {(id(owner), key) for place in self.places for owner, key in place.parts}
            self.places += [
                Place(home, Step(None, owner, key), text, parts=[(owner, key)], form=NUMBER)
                for owner, key, text in _numbers(root, is_known)
                if (id(owner), key) not in taken
            ]

    def is_unread(self) -> bool:
        """Whether there is a picture that was to be read and could not be."""
        if not self.unscanned.pictures:
            return False
        return bool(self.unscanned.unread) or any(place.unread() for place in self.places)

    def changed(self) -> Any:
        """A copy of the value with every replacement made."""
        copies: dict[int, Any] = {}
        copy = deepcopy(self._root, copies)
        changes = [change for place in self.places for change in place.slot_changes()]
        for owner, key, form, edits in sorted(changes, key=_keys_last):
            write = _rename if form == KEY else _write
            write(copies[id(owner)], key, edits)
        return copy["content"]


def _numbers(root: Any, is_known: Callable[[float], bool]) -> Iterator[tuple[Any, Any, str]]:
    """Each number that is known: what holds it, where, and how it is written."""
    waiting = [root]
    while waiting:
        owner = waiting.pop()
        for key, item in owner.items() if isinstance(owner, dict) else enumerate(owner):
            if isinstance(item, (dict, list)):
                waiting.append(item)
            elif type(item) in (int, float) and is_known(item):
                yield owner, key, str(item)


def _keys_last(change: tuple[Any, Any, str, Any]) -> bool:
    """A value is found under its old key."""
    return change[2] == KEY


def _write(owner: Any, key: Any, edits: list[Edit]) -> None:
    owner[key] = splice(str(owner[key]), edits)


def _rename(owner: dict[str, Any], key: Any, edits: list[Edit]) -> None:
    """Give the member a new key, in the old one's place among its siblings."""
    new = splice(key, edits)
    while new in owner:
        new += "_"
    members = [(new if name == key else name, value) for name, value in owner.items()]
    owner.clear()
    owner.update(members)


def measure(value: Any) -> int:
    """How many characters of text ``value`` holds.

    Raises TypeError for anything but dicts with text keys, lists, texts and numbers: such a
    value cannot be walked as it is, and has to be packed as JSON first.
    """
    kind = type(value)
    if kind is str:
        return len(value)
    if isinstance(value, dict):
        if not all(type(key) is str for key in value):
            raise TypeError("a key that is no text")
        return sum([len(key) + measure(item) for key, item in value.items()])
    if isinstance(value, list):
        return sum([measure(item) for item in value])
    if value is None or kind in (int, float, bool):
        return 0
    raise TypeError("not made of what JSON knows")
