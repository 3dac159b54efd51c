"""Names in scripts without capitals, and partly without blanks: where one ends, others tell.

The network has read English: in Chinese, Japanese, Korean and Arabic prose it sees where somebody
might be and rarely where the name ends, and in prose about nobody it sees many. So a name has to be
one to the lists, or stand behind a word for a person or before a title.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from nbguard.detect.lists import names
from nbguard.detect.names.tokens import GAP, LINE
from nbguard.detect.rules import each

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from nbguard.detect.names.spans import Run
    from nbguard.detect.names.tokens import Token

_CASELESS = re.compile("[\u0590-\u109f\u1780-\u18af\u2e80-\ud7ff]")
_HAN = r"[\u3400-\u9fff々]"
_KATAKANA = r"[\u30a1-\u30fa\u30fc]"
_HANGUL = r"[\uac00-\ud7a3]"
_GLUED = re.compile(rf"{_HAN}|{_KATAKANA}|{_HANGUL}")
_KANA = re.compile(rf"{_KATAKANA}+")
_PIECE = re.compile(rf"{_KATAKANA}{{2,12}}|{_HAN}{{1,4}}")
_GLUED_BEFORE = re.compile(rf"{_HAN}|{_KATAKANA}")
_SAYS = re.compile("说|說|表示|投诉|投訴|要求|反映|称|打电话|来电")
_JAPANESE = "[\u3040-\u309f\u3400-\u9fff々]*"
_KOREAN_AFTER = re.compile(
    r"(?:님|씨)?(?:이|가|은|는|을|를|와|과|의|도|로|에게|께서|한테)?(?![\uac00-\ud7a3])"
)
_WORD_BEFORE, _WORD_AFTER = re.compile(r"[^\W\d],? ?\Z"), re.compile(r",? ?[^\W\d]")
_JAPANESE_AFTER = re.compile("[がはにのをともへ]")
_TITLE = re.compile(
    r" ?(?:先生|女士|小姐|老师|老師"
    r"|医生|醫生|经理|經理|同学|主任|教授|师傅|さん|様|さま|氏|くん|君|ちゃん|殿"
    r"|部長|課長|社長|係長|님|씨|대리|과장|부장|차장|팀장|사장|교수|선생|고객|환자|군(?= )|양(?= ))"
)
_PERSON_BEFORE = re.compile(
    r"(?:姓名|客户|客戶|患者|病人|联系人|聯絡人|用户|员工|学生|老师|负责人|经办人|收件人|医生|由|和|与|跟|给"
    r"|找|叫|联系|请|顧客|担当者?|氏名|名前|お客様|社員|고객|환자|담당자?|이름|성명|직원|학생|사용자"
    r"|العميلة?|المريضة?|السيدة?|الدكتورة?|الأستاذة?|الموظفة?|الطالبة?|الاسم|اسم"
    r"|הלקוחה?|המטופלת?|מר|גברת|שם|ग्राहक|मरीज|श्रीमती|श्री|डॉ|नाम)[:\uff1a]? ?\Z"
)
_ENDS = frozenset("说說的在是投要负負和与與把被对對来來去打已没不也还還就都了很先女")
_GIVEN, _SURNAMES = 2, (2, 1, 3)  # characters of a given name at most, of a family's by likelihood
_BEFORE, _AFTER = 8, 5  # tokens
_LONGEST_GIVEN = 4
_SURE = 0.9
_SERVANT = "عبد"  # "Abd", the first of two words of a given name
_WORD = re.compile(r"[^\s:,.،؛()\[\]{}|<>'\"]+(?:'[^\s:,.،؛()\[\]{}|<>'\"]+)*")
_PARTICLES = frozenset(each("بن بنت ابن آل أبو بو بني בן בת"))


def is_caseless(read: list[Token], run: Run) -> bool:
    """Whether the name is written in such a script, and most of its line is.

    In an English sentence, or beside an English key, the network knows a name by its script.
    """
    if not any(_CASELESS.match(token.word) for token in read[run.first : run.last + 1]):
        return False
    first, last = _line(read, run)
    others = [*read[first : run.first], *read[run.last + 1 : last + 1]]
    around = "".join(token.word for token in others)
    native = len(_CASELESS.findall(around))
    return 2 * native >= sum(map(str.isalpha, around))


def named(read: list[Token], run: Run) -> Iterator[Run]:
    """Whoever is called by name where the network sees somebody."""
    first, last = _line(read, run)
    text, owners = "", []
    for at in range(first, last + 1):
        gap = ("", " ", "  ")[min(read[at].spacing, GAP)] if at > first else ""
        text += gap + read[at].word
        owners += [at] * (len(gap) + len(read[at].word))
    start, end = owners.index(run.first), len(owners) - owners[::-1].index(run.last)
    while start < end and text[start] == " ":
        start += 1
    finder = _glued if _GLUED.search(text, start, end) else _words
    for a, b in finder(text, start, end, run.score):
        yield run._replace(first=owners[a], last=owners[b - 1])


def _line(read: list[Token], run: Run) -> tuple[int, int]:
    """The tokens around it that stand on its line."""
    first, last = run.first, run.last
    while first > 0 and run.first - first < _BEFORE and read[first].spacing < LINE:
        first -= 1
    while last + 1 < len(read) and last - run.last < _AFTER and read[last + 1].spacing < LINE:
        last += 1
    return first, last


def _glued(text: str, start: int, end: int, score: float) -> Iterator[tuple[int, int]]:
    """Chinese, Japanese and Korean names, in text without blanks between words."""
    at = max(0, start - _GIVEN)
    while at < end:
        size = _size(text, at, score)
        if size and at + size > start:
            yield at, at + size
        at += max(size, 1)


def _size(text: str, at: int, score: float) -> int:
    """How many characters of ``text`` a name has that begins at one; 0: none does."""
    if size := _called(text, at):
        return size
    return max((_full(text, at, n, score) for n in _SURNAMES), default=0)


def _called(text: str, at: int) -> int:
    """The same for a family's name alone, or any in katakana: "佐藤さん"."""
    word = _PIECE.match(text, at)
    begins = not _GLUED_BEFORE.search(text, max(0, at - 1), at)
    for stop in range(word.end(), at, -1) if word else ():
        name = text[at:stop]
        known = name in names().last or (begins and _KANA.fullmatch(name))
        if known and _TITLE.match(text, stop) and (begins or stop - at > 1):
            return stop - at
        listed = known and name in names().last
        if listed and begins and stop - at > 1 and _JAPANESE_AFTER.match(text, stop):
            return stop - at
    return 0


def _full(text: str, at: int, size: int, score: float) -> int:
    """The same for a family's name of ``size`` characters and a given one."""
    lists = names()
    family = text[at : at + size]
    script = _HANGUL if re.match(_HANGUL, family) else _HAN
    begins = not text[max(0, at - 1) : at].isalnum()
    if family not in lists.last or (script == _HANGUL and not begins):
        return 0
    rest = at + size + (text.startswith(" ", at + size) and script == _HANGUL)
    given = _letters(rf"{script}*", text, rest)
    if len(given) >= _GIVEN and given[:_GIVEN] in lists.first:
        stops = script == _HAN or _KOREAN_AFTER.match(text, rest + _GIVEN)
        return rest + _GIVEN - at if stops else 0
    written = _letters(_JAPANESE, text, rest) if size > 1 else given
    for n in range(1, min(_LONGEST_GIVEN if size > 1 else _GIVEN, len(written)) + 1):
        if _TITLE.match(text, rest + n) or (size > 1 and _is_alone(text, at, rest + n)):
            return rest + n - at
    asked = bool(_PERSON_BEFORE.search(text, max(0, at - _BEFORE), at))
    for n in range(min(_GIVEN, len(given)), 0, -1):
        ends = not re.match(script, text[rest + n :]) or text[rest + n] in _ENDS
        likely = n == _GIVEN or given[:n] in lists.first
        alone = score >= _SURE and _is_alone(text, at, rest + n)
        says = begins and (_SAYS.match(text, rest + n) or _opens(given, n, text, rest, score))
        if (asked and (ends or likely)) or (likely and alone) or says:
            return rest + n - at
    return 0


def _opens(given: str, size: int, text: str, rest: int, score: float) -> bool:
    """Whether a sentence begins with a name that the network is sure of: "张伟昨天"."""
    if score < _SURE:
        return False
    lists = names()
    if _JAPANESE_AFTER.match(text, rest + size):
        return size == _GIVEN
    return size == 1 and given[0] in lists.first and given[:_GIVEN] not in lists.first


def _letters(pattern: str, text: str, at: int) -> str:
    found = re.compile(pattern).match(text, at)
    return found[0] if found else ""


def _is_alone(text: str, start: int, end: int) -> bool:
    """Whether no word stands beside it: "토끼, 강아지, 노새" are animals."""
    before = _WORD_BEFORE.search(text, max(0, start - 3), start)
    return not (before or _WORD_AFTER.match(text, end))


def _words(text: str, start: int, end: int, score: float) -> Iterator[tuple[int, int]]:
    """Names in Arabic, Hebrew and others with blanks: two listed words, or behind a key."""
    lists = names()
    words = [match.span() for match in _WORD.finditer(text)]
    joined = [text[a:b].isspace() for (_, a), (b, _) in pairwise(words)] + [False]
    listed = [text[a:b] in lists.first or text[a:b] in lists.last for a, b in words]
    at = 0
    while at < len(words):
        a, b = words[at]
        asked = bool(_PERSON_BEFORE.search(text, max(0, a - 2 * _BEFORE), a))
        last = at + (text[a:b] == _SERVANT and joined[at])
        begins = text[a:b] in lists.first or last > at
        while joined[last] and (listed[last + 1] or _is_particle(text, words[last + 1])):
            last += 1
        if begins and (last > at or asked) and words[last][1] > start and a < end:
            yield a, words[last][1]
            at = last
        elif asked and score >= _SURE and b > start and a < end:
            yield a, words[at + joined[at]][1]
            at += joined[at]
        at += 1


def _is_particle(text: str, span: Sequence[int]) -> bool:
    return text[span[0] : span[1]] in _PARTICLES
