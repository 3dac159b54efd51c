"""Prose in languages that the network has not read."""

import pytest

from nbguard.detect.names import tagger


def people(text):
    (found,) = tagger().tag([text])
    return [text[m.start : m.end] for m in found if m.entity == "PERSON" and m.score >= 0.5]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param(
            "Ich habe mit Frau Schneider gesprochen", "Schneider", id="German, behind a title"
        ),
        pytest.param(
            "Gestern hat Thomas Weber angerufen, er kommt morgen", "Thomas Weber", id="German"
        ),
        pytest.param("Jan de Vries belde vanmorgen over de factuur", "Jan de Vries", id="Dutch"),
        pytest.param("Zadzwonił Krzysztof Nowak w sprawie faktury", "Krzysztof Nowak", id="Polish"),
        pytest.param("Rozmawiałem z Anną Kowalską o umowie", "Anną Kowalską", id="Polish, bent"),
        pytest.param("Kontaktade Lars Andersson för att prata", "Lars Andersson", id="Swedish"),
        pytest.param("el cliente juan pérez no contesta", "juan pérez", id="in small letters"),
        pytest.param("Иван Петров позвонил вчера", "Иван Петров", id="Russian"),
        pytest.param("Мария отменила заказ", "Мария", id="Russian, one word"),
        pytest.param("Julia hat gekündigt", "Julia", id="German, also a language"),
        pytest.param("Anna ha chiamato per la fattura", "Anna", id="Italian, a word elsewhere"),
        pytest.param("Ik heb met Mark gesproken", "Mark", id="Dutch, a word in English"),
        pytest.param("Mario mi ha parlato molto di voi", "Mario", id="Italian, begins with it"),
        pytest.param(
            "Le client Jean-Pierre Dubois n'a pas répondu à l'appel", "Jean-Pierre Dubois", id="é"
        ),
    ],
)
def test_a_name_in_another_language_is_found_and_ends_where_it_ends(text, name):
    assert people(text) == [name]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("Me gustaría salir contigo", id="Spanish"),
        pytest.param("Ich trinke Kaffee mit Milch", id="German nouns"),
        pytest.param("Ik heb hem leren kennen in Frankrijk", id="Dutch"),
        pytest.param("Język programowania wysokiego poziomu", id="Polish"),
        pytest.param("Запись в файл с ИМЕНЕМ, а не на стандартный вывод", id="Russian, loud"),
        pytest.param("ДДС (Данък върху добавената стойност)", id="Bulgarian, in brackets"),
        pytest.param("Det finns även språk som kan kompileras", id="Swedish"),
        pytest.param("Sağlıklı yetişip daha güçlü olmasını sağlar", id="Turkish"),
        pytest.param("A fekete lyukak forgási sebességéről nagyon keveset tudunk", id="Hungarian"),
    ],
)
def test_prose_in_another_language_names_nobody(text):
    assert people(text) == []


@pytest.mark.parametrize(
    ("text", "name"),
    [
        pytest.param("the patient, jane roberts, was seen", "jane roberts", id="small letters"),
        pytest.param("Dutch painter Vincent van Gogh was here", "Vincent van Gogh", id="particle"),
        pytest.param("With Professor Rouse\u2019s kind assistance", "Rouse", id="whose"),
        pytest.param("user: swantje petersen", "swantje petersen", id="behind a key"),
    ],
)
def test_names_in_english_and_logs_stay_as_they_are(text, name):
    assert people(text) == [name]
