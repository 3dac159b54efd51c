"""How likely one letter is to follow another: what tells ``harbour`` from ``hqzrbvu``.

Each row belongs to a first letter, a to z, each digit in it to the second: the surprise in bits,
rounded and at most 9. Counted over the distinct words of the standard library's docstrings by
``python benchmarks/letters.py``.
"""

from __future__ import annotations

from itertools import pairwise

from nbguard.detect.rules import each

_SURPRISE = each("""
94459759597343949342666869
35563889468277469445499857
39673994594478289563589979
47752679289586479546479979
48435669799553757334867589
48763379299477388465498969
48782854498564479346478987
29872898399666399464599969
56455559998442359544959795
47772577575777357777277757
58652669399485668636674989
38752799398488369955579939
25962899398758439756599969
48433538496686479833669979
66447669696442549355455799
38773796499397349354598969
68868688888666888658088888
38552769397656379544677959
59572784397567548842487969
38672794299578469445597959
54564669599342649343899999
28891888399878479888888899
38663884399574389346997698
46353586399669639562889667
66464568499543529544975956
38781788388757488876888877
""")

# The bits per pair up to which letters count as a word, by length: short runs fit by chance.
_MOST = {3: 4.0, 4: 4.5}
_MOST_ELSE = 4.75


def is_word(run: str) -> bool:
    """Whether ``run``, three ASCII letters or more, reads as a word or a piece of one.

    >>> is_word("harbour"), is_word("hqzrbvu"), is_word("ab")
    (True, False, False)
    """
    return len(run) >= 3 and surprise(run) <= _MOST.get(len(run), _MOST_ELSE)


def surprise(run: str) -> float:
    """The mean surprise of the letter pairs of ``run``, in bits."""
    places = [ord(c) - ord("a") for c in run.lower()]
    return sum(int(_SURPRISE[a][b]) for a, b in pairwise(places)) / (len(places) - 1)
