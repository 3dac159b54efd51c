import random
import sys
from threading import Thread

import pytest

from nbguard.detect.names.tagging import Tagger

LETTERS = random.Random(3)


def _word():
    return "".join(LETTERS.choice("abcdefghijklmnop") for _ in range(6)).capitalize()


@pytest.fixture
def hurried():
    """Threads take turns a hundred times as often."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hurried")
def test_threads_that_meet_new_words_at_once_read_as_one_does():
    texts = [f"The contract was signed by {_word()} Lopez and {_word()} Berg." for _ in range(600)]
    one, shared = Tagger.load(), Tagger.load()
    expected = {text: one.tag([text]) for text in texts}
    wrong = []

    def work(part):
        wrong.extend(text for text in part if shared.tag([text]) != expected[text])

    threads = [Thread(target=work, args=(texts[i::6],)) for i in range(6)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert wrong == []
