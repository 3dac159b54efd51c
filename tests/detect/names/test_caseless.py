"""Prose in scripts without capitals: who is named there, and that sentences name nobody."""

from __future__ import annotations

import pytest

from nbguard.detect.names import tagger


def people(text: str) -> list[str]:
    (found,) = tagger().tag([text])
    return [text[m.start : m.end] for m in found if m.entity == "PERSON" and m.score >= 0.5]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("客户王小明投诉了产品质量", "王小明", id="Chinese, behind a key"),
        pytest.param("已联系陈雷先生", "陈雷", id="Chinese, before a title"),
        pytest.param("张畅说产品坏了", "张畅", id="Chinese, speaks"),
        pytest.param("张伟昨天打电话来了。", "张伟", id="Chinese, begins a sentence"),
        pytest.param("鈴木一郎が署名した。", "鈴木一郎", id="Japanese, does something"),
        pytest.param("顧客の田中さんから電話がありました", "田中", id="Japanese, a family's name"),
        pytest.param("高橋太一様に連絡済み", "高橋太一", id="Japanese, before a title"),
        pytest.param("환자 이현지의 결과", "이현지", id="Korean"),
        pytest.param("اتصل محمد علي بشأن الفاتورة", "محمد علي", id="Arabic"),
        pytest.param("הלקוח צבי דוידוב התקשר אתמול", "צבי דוידוב", id="Hebrew"),
        pytest.param("विमला जोशी से बात हुई", "विमला जोशी", id="Hindi"),
    ],
)
def test_a_name_is_found_and_ends_where_it_ends(text: str, name: str) -> None:
    assert people(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("读取缓存记录时出现问题", id="Chinese"),
        pytest.param(
            "混合编辑从左至右和从右至左文字时用于绘制次要插入光标的颜色", id="Chinese, long"
        ),
        pytest.param("ログ取りを禁止します", id="Japanese"),
        pytest.param("ファイルが見つかりません、エラーを確認してください", id="Japanese, katakana"),
        pytest.param("프레임의 하위 위젯에 맞춰 가로세로 비율을 맞추기", id="Korean"),
        pytest.param("토끼, 강아지, 노새, 노루를 보았다", id="Korean, animals"),
        pytest.param("لا يمكن تفسير القيمة كعدد منطقي", id="Arabic"),
        pytest.param("فيما إذا كان يتم تلوين المرسوم حسب الحالة", id="Arabic, long"),
    ],
)
def test_a_sentence_about_nobody_is_left_alone(text: str) -> None:
    assert people(text) == []


def test_names_in_a_list_are_found_one_by_one() -> None:
    names = ["محمد علي", "فاطمة حسن", "أحمد محمود"]
    assert people(str(names)) == names
