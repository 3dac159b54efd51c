import datetime
import random
from collections import Counter
from functools import cache

import pytest
from faker import Faker

from nbguard.detect.columns import Judge
from nbguard.policy import Policy
from nbguard.tables import Kind

JUDGE = Judge(Policy(names="off"))
LOCALES = (
    *("en_US", "en_GB", "de_DE", "fr_FR", "es_ES", "it_IT", "pt_BR", "nl_NL", "pl_PL"),
    *("sv_SE", "cs_CZ", "ru_RU", "ja_JP", "zh_CN", "ko_KR", "hi_IN"),
)
CELLS = 60


def entity(label, values, kind=Kind.TEXT):
    return JUDGE.judge(label, kind, values).entity


@cache
def faker(locale):
    return Faker(locale)


def drawn(locale, method, seed=1):
    fake = faker(locale)
    fake.seed_instance(seed)
    return [str(getattr(fake, method)()) for _ in range(CELLS)]


class TestMisleadingHeaders:
    @pytest.mark.parametrize(
        ("label", "values", "found"),
        [
            pytest.param("name", ["Wireless Mouse", "USB Cable", "Desk Lamp"], None, id="products"),
            pytest.param("email", ["yes", "no", "no"], None, id="whether there is an e-mail"),
            pytest.param("phone", ["iPhone 12", "Pixel 4"], None, id="phones one can buy"),
            pytest.param("password", ["weak", "strong", "weak"], None, id="strength"),
            pytest.param("ssn", ["n/a", "pending"], None, id="no SSN at all"),
            pytest.param("dob", ["north", "south"], None, id="no date"),
            pytest.param("address", ["0x7ffe", "0x7fff"], None, id="addresses in memory"),
            pytest.param("c7", ["jane@acme.com", "bo@acme.com"], "EMAIL_ADDRESS", id="c7"),
            pytest.param("id", ["536-22-8726", "219-44-8811"], "US_SSN", id="an id that is not"),
            pytest.param("product", ["jane@acme.com", "x@y.org"], "EMAIL_ADDRESS", id="product"),
        ],
    )
    def test_values_decide(self, label, values, found):
        assert entity(label, values) == found


class TestNumbers:
    @pytest.mark.parametrize(
        ("label", "values", "found"),
        [
            pytest.param("phone", [4155550132, 2125550199], "PHONE_NUMBER", id="phones"),
            pytest.param("phone", [4155550132.0, 2125550199.0], "PHONE_NUMBER", id="as floats"),
            pytest.param("ssn", [536228726, 12345678], "US_SSN", id="SSNs without noughts"),
            pytest.param(
                "card_number", [4111111111111111, 5500005555555559], "CREDIT_CARD", id="cards"
            ),
            pytest.param("id", [536228726, 219448811], None, id="ids that could be SSNs"),
            pytest.param("count", [4155550132, 2125550199], None, id="counts"),
            pytest.param("phone_calls", [3, 12, 7], None, id="how many calls"),
            pytest.param("price", [41.5, 20.25], None, id="prices"),
            pytest.param("timestamp", [1700000000, 1700000100], None, id="epochs"),
        ],
    )
    def test_header_and_values_agree(self, label, values, found):
        kind = Kind.FLOAT if isinstance(values[0], float) else Kind.INTEGER
        assert entity(label, values, kind) == found


class TestDates:
    def test_a_date_is_of_birth_where_the_header_says_so(self):
        days = [datetime.date(1985, 3, 14), datetime.date(1990, 1, 2)]
        assert entity("geburtsdatum", days, Kind.DATE) == "DATE_OF_BIRTH"
        assert entity("created_at", days, Kind.DATE) is None


@pytest.mark.parametrize(
    ("label", "values", "quasi"),
    [
        pytest.param("edad", [34, 51, 27], "AGE", id="age in Spanish"),
        pytest.param("age", [1985, 2020], None, id="no age of a person"),
        pytest.param("plz", ["10115", "80331"], "POSTCODE", id="postcode in German"),
        pytest.param("zip", ["a.zip", "b.zip"], None, id="archives"),
        pytest.param("longitude", [13.4, -122.4], "COORDINATE", id="coordinate"),
    ],
)
def test_quasi_identifiers(label, values, quasi):
    kinds = {int: Kind.INTEGER, float: Kind.FLOAT, str: Kind.TEXT}
    assert JUDGE.judge(label, kinds[type(values[0])], values).quasi == quasi


def test_the_share_counts_nulls_and_the_score_is_below_one():
    verdict = JUDGE.judge("mail", Kind.TEXT, ["jane@acme.com", None, "n/a", "bo@acme.com"])
    assert verdict.share == 0.5
    assert 0.9 <= verdict.score < 1
    assert verdict.whole


def test_a_text_that_holds_a_value_is_not_the_value():
    verdict = JUDGE.judge("note", Kind.TEXT, ["mail jane@acme.com today", "fine", "thanks"])
    assert (verdict.entity, verdict.whole) == ("EMAIL_ADDRESS", False)
    assert verdict.share == pytest.approx(1 / 3, abs=1e-3)


def test_what_the_policy_leaves_out_is_no_verdict():
    judge = Judge(Policy(entities=["PERSON"], names="off"))
    assert judge.judge("email", Kind.TEXT, ["jane@acme.com"]).entity is None


def labelled_columns():
    """Columns in a dozen locales: plain, abbreviated, foreign and misleading headers."""
    wanted = [
        ("PERSON", "name", ["name", "full_name", "cust_nm", "c1", "Nombre", "nom"]),
        ("PERSON", "first_name", ["first_name", "fname", "Vorname", "prenom"]),
        ("PERSON", "last_name", ["last_name", "lname", "Nachname", "cognome"]),
        ("EMAIL_ADDRESS", "email", ["email", "e_mail", "correo", "c7"]),
        ("PHONE_NUMBER", "phone_number", ["phone", "tel", "Telefon", "mobile_no"]),
        ("STREET_ADDRESS", "address", ["address", "addr", "Adresse", "direccion"]),
        ("IP_ADDRESS", "ipv4_public", ["ip", "client", "c4"]),
        ("CREDIT_CARD", "credit_card_number", ["card", "cc_no", "c5"]),
        (None, "job", ["job", "name", "title"]),
        (None, "company", ["company", "name", "firma"]),
        (None, "city", ["city", "location", "stadt"]),
        (None, "country", ["country", "name", "land"]),
        (None, "color_name", ["color", "name", "c8"]),
        (None, "word", ["word", "status", "email_opt_in"]),
        (None, "uuid4", ["id", "key", "phone_id"]),
        (None, "license_plate", ["plate", "code"]),
        (None, "ean13", ["ean", "product_code", "sku"]),
        (None, "iso8601", ["created", "timestamp", "c9"]),
        (None, "file_name", ["file_name", "path"]),
        (None, "sentence", ["note", "comment", "name_of_report"]),
        (None, "currency_code", ["currency", "name"]),
    ]
    for locale in LOCALES:
        for found, method, labels in wanted:
            if hasattr(faker(locale), method):
                for seed, label in enumerate(labels):
                    yield locale, label, method, found, drawn(locale, method, seed)


def test_f1_by_column_over_a_dozen_locales():
    count = Counter()
    wrong = []
    for locale, label, method, wanted, values in labelled_columns():
        found = entity(label, values)
        count["hit"] += found == wanted is not None
        count["false"] += found is not None and found != wanted
        count["missed"] += wanted is not None and found != wanted
        if found != wanted:
            wrong.append((locale, label, method, wanted, found))
    f1 = 2 * count["hit"] / (2 * count["hit"] + count["false"] + count["missed"])
    assert f1 >= 0.97, (f1, count, wrong)


def test_numbers_of_science_are_left_alone():
    draw = random.Random(2)
    columns = {
        "sepal_length": [round(draw.gauss(5, 1), 1) for _ in range(CELLS)],
        "name": [draw.randrange(10**9, 10**10) for _ in range(CELLS)],
        "tel_count": [draw.randrange(40) for _ in range(CELLS)],
        "weight": [draw.random() * 1e6 for _ in range(CELLS)],
    }
    kinds = {float: Kind.FLOAT, int: Kind.INTEGER}
    found = {k: entity(k, v, kinds[type(v[0])]) for k, v in columns.items()}
    assert found == dict.fromkeys(columns)


@pytest.mark.parametrize(
    ("label", "values"),
    [
        pytest.param("flower", ["Rose", "Lily", "Daisy", "Iris", "Poppy", "Holly"], id="flowers"),
        pytest.param("color", ["Brown", "Black", "White", "Green", "Gray", "Rose"], id="colours"),
        pytest.param("month", ["April", "May", "June", "January", "March"], id="months"),
        pytest.param("isbn", ["978-0-306-40615-7", "978-3-16-148410-0"], id="book numbers"),
        pytest.param("occupation", ["Baker", "Smith", "Taylor", "Cook", "Mason"], id="trades"),
        pytest.param("name", ["ford torino", "amc rebel sst", "buick skylark 320"], id="cars"),
        pytest.param("model", ["Mazda RX4", "Fiat 128", "Lotus Europa", "Volvo 142E"], id="models"),
        pytest.param("state", ["Virginia", "Georgia", "Carolina", "Nevada", "Utah"], id="states"),
    ],
)
def test_words_that_are_names_elsewhere(label, values):
    assert entity(label, values) is None


@pytest.mark.parametrize(
    ("label", "values"),
    [
        pytest.param("Name", ["Allen, Mr. William Henry", "Moran, Mr. James"], id="passengers"),
        pytest.param("player", ["-Andy Allanson", "-Alan Ashby", "-Alvin Davis"], id="dashes"),
        pytest.param("judge", ["AARONSON,L.H.", "ALEXANDER,J.M.", "BERDON,R.I."], id="initials"),
        pytest.param("nameLast", ["Aaron", "Abbott", "Zuverink"], id="last names"),
        pytest.param("director", ["Stanley Kubrick", "Akira Kurosawa"], id="directors"),
    ],
)
def test_people_as_data_sets_spell_them(label, values):
    assert entity(label, values) == "PERSON"


@pytest.mark.parametrize(
    ("label", "values"),
    [
        pytest.param("Senator", ["Alexander", "Baldwin", "Barrasso", "Bennet"], id="a role"),
        pytest.param("nombre", ["Joaquín", "Jacqueline", "Belén", "Patricio"], id="in Spanish"),
        pytest.param("姓", ["浦野", "高見", "海原", "江口", "朝日"], id="unknown to the lists"),
        pytest.param(
            "x", ["AARONSON,L.H.", "COHEN,S.S.", "HADDEN,W.L.", "PASKEY,L.", "BERDON,R.I."], id="x"
        ),
    ],
)
def test_people_whom_the_header_or_the_spelling_tells(label, values):
    assert entity(label, values) == "PERSON"


@pytest.mark.parametrize(
    ("label", "values"),
    [
        pytest.param("supervisor", ["low", "high"], id="what is thought of one"),
        pytest.param("First.Victimization", ["Rape", "Assault", "Robbery", "Burglary"], id="first"),
        pytest.param("customer", ["Ikea", "Bosch", "Volvo", "Nestle", "Unilever"], id="firms"),
        pytest.param("book", ["0-306-40615-2", "3-16-148410-0", "0-19-852663-6"], id="books"),
        pytest.param("rates", ["0.0188713 0.083", "0.0237775 0.074"], id="pairs of decimals"),
    ],
)
def test_what_only_looks_like_it(label, values):
    assert entity(label, values) is None


@pytest.mark.parametrize(
    ("label", "values"),
    [
        pytest.param(
            "customer_name", ["석범 담", "이연 배", "신건 첨", "소민 봉"], id="Korean, parted"
        ),
        pytest.param(
            "x", ["+30 2356632928", "2321362344", "6916107153", "2338639968"], id="some +"
        ),
        pytest.param(
            "地址", ["东方山五条488号", "吴家山路268号", "武东路701号"], id="Chinese street"
        ),
        pytest.param("info", ["23 طريق النصر", "104 شارع الجلاء", "36 شارع النزهة"], id="Arabic"),
        pytest.param(
            "info", ["117 Generallunden", "854 Bygdøylunden", "177 Bestemorstien"], id="no"
        ),
    ],
)
def test_what_other_countries_write_is_found(label, values):
    assert entity(label, values) in {"PERSON", "PHONE_NUMBER", "STREET_ADDRESS"}


PROSE = Judge(Policy())


def test_a_name_in_prose_is_found_and_prose_without_one_left_alone():
    prose = [
        "Haskell is a standardized, general-purpose purely functional programming language.",
        "Any element of a tuple can be accessed in constant time.",
        "Do you have any idea why this is not working?",
    ]
    assert PROSE.judge("comment", Kind.TEXT, prose).entity is None
    found = PROSE.judge("comment", Kind.TEXT, [*prose, "Please ask Maria Gonzalez about it."])
    assert (found.entity, found.whole) == ("PERSON", False)


def test_a_name_in_small_letters_is_found_where_all_letters_are_small():
    assert PROSE.judge("note", Kind.TEXT, ["spoke to debbie about it", "ok"]).entity == "PERSON"
    text = ["Alcoholic beverages: whisky, brandy, gin and the like", "Taps and valves"]
    assert PROSE.judge("note", Kind.TEXT, text).entity is None


def test_institutions_called_after_people_are_left_alone():
    values = ["Università di Bari Aldo Moro", "Politecnico di Torino", "Università di Perugia"]
    assert PROSE.judge("name", Kind.TEXT, values).entity is None


def numbers(draw, form):
    """A hundred numbers of a form: "9" is a digit, "1" one from 1 to 6."""
    low = {"9": 0, "1": 1}
    high = {"9": 9, "1": 6}
    return [
        "".join(str(draw.randint(low[c], high[c])) if c in low else c for c in form)
        for _ in range(100)
    ]


@pytest.mark.parametrize(
    ("label", "form"),
    [
        pytest.param("sku", "111-19-9999", id="parts made like SSNs"),
        pytest.param("badge", "999-99-9999", id="of which some are no SSN"),
        pytest.param("x", "999-99-9999", id="whatever the header"),
        pytest.param("part_no", "111.119.9999", id="parts made like phones"),
        pytest.param("build", "11.1.1999.119", id="builds"),
        pytest.param("ver", "1.1.1.11", id="versions made like addresses"),
        pytest.param("serial", "1999-9999-9999-9999", id="some pass a card's check digit"),
        pytest.param("order_no", "9999999999999999", id="orders, some as well"),
    ],
)
def test_numbers_of_things_are_left_alone(label, form):
    assert PROSE.judge(label, Kind.TEXT, numbers(random.Random(4), form)).entity is None


def test_numbers_of_people_are_found_whatever_the_header_and_stand_ins():
    draw = random.Random(4)
    ssns = [*numbers(draw, "111-19-1999"), "000-00-0000", "999-99-9999"]
    assert entity("id", ssns) == "US_SSN"
    assert entity("ssn", ["123-45-6789", *numbers(draw, "999-99-9999")]) == "US_SSN"
    cards = drawn("en_US", "credit_card_number")
    assert entity("reference", cards) == "CREDIT_CARD"
    assert entity("invoice_phone", ["(415) 555-0132", "(212) 555-0199"]) == "PHONE_NUMBER"


@pytest.mark.parametrize(
    ("label", "values"),
    [
        pytest.param(
            "product_name", ["Howard Miller Round Wall Clock", "Xerox 1967", "Mug"], id="brands"
        ),
        pytest.param("drive", ["4-Wheel Drive", "2-Wheel Drive, Front"], id="of a car"),
        pytest.param(
            "user_agent", ["Mozilla/5.0 (X11) Chrome/119.3.20.7 Safari/537.36"] * 3, id="browsers"
        ),
    ],
)
def test_things_that_hold_what_people_have_are_left_alone(label, values):
    assert PROSE.judge(label, Kind.TEXT, values).entity is None


class TestNamesOtherwiseWritten:
    @pytest.mark.parametrize(
        ("label", "values"),
        [
            pytest.param("teacher", ["Mr. Smith", "Ms. Jones", "Mrs. Clark"], id="addressed"),
            pytest.param(
                "pax",
                ["ROE/JANE MRS", "SMITH/JOHN MR", "GARCIA/ANA", "BROWN/LIAM", "ROSSI/SOFIA MISS"],
                id="on a ticket",
            ),
        ],
    )
    def test_found(self, label, values):
        assert entity(label, values) == "PERSON"

    @pytest.mark.parametrize(
        "values",
        [
            ["AM/PM", "MALE/FEMALE", "YES/NO", "USD/EUR", "IN/OUT"],
            ["JPY/USD", "EUR/CHF", "GBP/SEK", "NZD/CAD", "AUD/DKK"],
            ["Mr.", "Mrs.", "Ms.", "Dr.", "Prof."],
        ],
        ids=["alternatives", "currencies", "titles alone"],
    )
    def test_left_alone(self, values):
        assert entity("kind", values) is None


@pytest.mark.parametrize(
    ("cells", "found"),
    [([12, 12, "Jane Roe", 1], "PERSON"), ([12, 2, "Desk Lamp", 9], None), ([1, "?", 2], None)],
    ids=["a name", "a thing", "a null"],
)
def test_a_text_among_numbers(cells, found):
    verdict = JUDGE.judge("customer", Kind.TEXT, cells)
    assert (verdict.entity, verdict.whole) == (found, False)


def test_a_street_among_other_lines_does_not_make_a_column_of_addresses():
    streets = ["12 Oak Street", "501 Elm Avenue", "7 Mill Lane"]
    mails = [f"The app crashes.\n\nKind regards,\nJane\n{street}" for street in streets]
    assert not JUDGE.judge("body", Kind.TEXT, mails).whole
    assert JUDGE.judge("c1", Kind.TEXT, [f"{one}\nSpringfield" for one in streets]).whole
    assert JUDGE.judge("c1", Kind.TEXT, streets).whole
