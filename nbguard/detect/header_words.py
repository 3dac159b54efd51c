"""The words of headers in some twenty languages, as people write them; ``headers`` reads them.

Accents do not count, nor do blanks within one header: "Date de naissance" is "datedenaissance".
"""

SUGGESTS = {
    "EMAIL_ADDRESS": """email mail emails emailaddress mailaddress eml correo courriel posta epost
        eposta mejl correoelectronico adressemail emailadresse mailadres sähköposti メール
        メールアドレス 邮箱 邮件 電子郵件 电子邮件 이메일 البريد البريدالإلكتروني почта""",
    "PHONE_NUMBER": """phone phones telephone tel mobile cell cellphone fax phonenumber phoneno
        phonenum ph mob msisdn landline telefon telefono telefone telefonnummer handy handynummer
        mobil movil celular portable cellulare telemovel telefoonnummer mobiel rufnummer contactno
        telefonnr telefoon komorka puhelin puhelinnumero telefonszám telefonní telefonu telefonnr
        τηλέφωνο κινητό телефон мобильный 電話 電話番号 携帯 電話號碼 电话 电话号码 手机 手机号
        전화 전화번호 휴대폰 연락처 الهاتف هاتف الجوال جوال موبايل""",
    "US_SSN": "ssn ssns socialsecurity socialsecuritynumber socsec ssnum ssno",
    "CREDIT_CARD": """creditcard card cardnumber cardno ccnumber cc ccnum pan kreditkarte tarjeta
        kartennummer cartecredit cartadicredito cartao kreditkartennummer cartebancaire""",
    "IBAN_CODE": "iban ibans ibancode",
    "IP_ADDRESS": "ip ipaddress ipaddr ipv ipadresse",
    "MAC_ADDRESS": "mac macaddress hwaddr",
    "DATE_OF_BIRTH": """dob birthdate dateofbirth birthday birth born bday birthdt geburtsdatum
        geburtstag fechanacimiento nacimiento datenaissance naissance datadinascita nascita
        nascimento geboortedatum geboren datanascimento födelsedatum fødselsdato fødselsdag
        urodzenia narození datumnarození narodenia syntymäaika születési születésidátum doğum
        doğumtarihi γέννησης ημερομηνίαγέννησης рождения датарождения народження 生年月日 誕生日
        出生日期 生日 생년월일 생일 الميلاد تاريخالميلاد""",
    "STREET_ADDRESS": """address addr street streetaddress addressline homeaddress adresse strasse
        anschrift direccion calle domicilio rue indirizzo via endereco rua adres straat adress
        gata adresa residence osoite katuosoite cím lakcím ulice ulica διεύθυνση οδός адрес адреса
        住所 地址 주소 العنوان عنوان""",
    "PASSWORD": "password passwd pwd pass passwort contrasena motdepasse senha wachtwoord",
    "LOCATION": """city town village place location country ciudad ville stadt ort citta cidade
        stad plaats land pais pays paese""",
    "ORGANIZATION": "company employer organization organisation firma empresa societe azienda",
    "AGE": "age alter edad eta idade leeftijd alder wiek ages ikä kor věk yaş 年齢 年龄 나이",
    "POSTCODE": """zip zipcode postcode postal postalcode plz postleitzahl codigopostal codepostal
        cap cep postnummer kodpocztowy psč irányítószám postinumero 郵便番号 邮编 우편번호""",
    "COORDINATE": "lat lon lng latitude longitude latitud longitud breitengrad langengrad coords",
}
"""What values may be, by entity or quasi-identifier."""

NAMES_OF_PEOPLE = """firstname lastname fullname namefirst namelast
    fname lname surname forename givenname familyname
    maidenname middlename patientname employeename studentname passengername authorname
    firstnm lastnm empname apellido apellidos nombrecompleto prenom nomcomplet nomfamille
    nomdefamille vorname nachname familienname cognome nominativo sobrenome apelido nomecompleto
    voornaam achternaam imie nazwisko imieinazwisko fornamn efternamn etunimi sukunimi kokonimi
    soyisim soyad soyadi adsoyad isimsoyisim fornavn efternavn etternavn příjmení křestní
    priezvisko krstné vezetéknév keresztnév utónév családnév teljesnév prenume
    ονοματεπώνυμο επώνυμο фамилия отчество фио прізвище 氏名 姓名 お名前 姓 苗字 名 フリガナ
    성명 성 اسمالعائلة الاسمالأول الاسمالكامل اللقب"""
"""A name of a person's, or a part of it, and of nothing else."""

ROLES = """patient employee customer client author authors contact doctor physician nurse teacher
    professor lecturer student pupil passenger owner manager supervisor assignee reviewer reporter
    applicant guest tenant holder cardholder accountholder signatory beneficiary recipient sender
    member person people player actor actress director instructor candidate golfer president
    senator governor congressman leader incumbent mayor minister judge winner champion runner
    attendee donor resident spouse parent guardian mother father artist singer pilot driver rider
    pitcher batter coach referee salesperson salesman agent representative founder ceo inventor
    cust username custname customername clientname contactname displayname
    kunde patientin mitarbeiter ansprechpartner cliente klant paciente medico arzt schuler
    lehrer fahrer medewerker employe medecin auteur autor autore empleado dipendente impiegado"""
"""Somebody, or a firm that plays the part; "customer" may head either."""

NAME = """name names who nm nme nombre nombres nom nome naam namn navn nimi jméno meno név nume ime
    isim ad adi имя ім όνομα 名前 이름 الاسم اسم nominee"""
"""Somebody's name or something's."""

THINGS = """product item company business firm brand model make car city country state
    region county file filename path folder event team club
    league species animal breed course category class type group school university
    college station restaurant hotel store shop movie film title song album track
    book game app application package module function dataset drug
    medication gene protein disease plant fruit vegetable food dish ingredient flower tree
    occupation profession trade hobby wine dog cat pet ship vessel river mountain
    planet star galaxy host hostname server domain network channel currency color
    colour month day holiday festival project task job role position department
    street road airport airline bank fund stock ticker exchange producto produit
    produkt prodotto produto articulo ciudad ville stadt pais pays land empresa
    firma societe id ids code key uuid status count number num no total size level
    rank score clinic hospital facility institution inst agency party nation codename variety
    cultivar breeds park peak mount site borough neighborhood neighbourhood district province
    territory continent capital carrier opening sport discipline medal element symbol unit units
    method estimator algorithm metric layer param parameter label tag keyword word words token
    term topic lang race religion cabin deck ticket origin destination dest manufacturer trim
    engine fuel style theme font pokemon weapon monster moon satellite constellation asteroid
    comet spacecraft mission rocket recipe cuisine beer cheese cocktail coffee grape winery
    vineyard herb bird fish insect shrub gem mineral paint fabric sector industry security mall
    landmark museum bridge lake island genus storm hurricane pizza sandwich snack drink beverage
    soup salad dessert merchandise package library"""
"""Things that have names; a header with one of them speaks of no person."""

PARTS_OF_TABLES = "column field table variable feature attribute value var"
"""With "name" beside it, the name of such a part; alone, it says nothing."""

NUMBERS_OF_THINGS = """isbn issn ean upc gtin sku asin doi barcode part parts serial invoice item
    product order article artikel artikelnummer model asset catalog catalogue batch lot badge stock
    tracking shipment parcel version ver build release firmware revision patch kernel driver
    edition bestellnummer auftrag pedido commande factura facture rechnung ordine fattura"""
"""Things with numbers that are grouped as somebody's are: parts, orders, versions."""

DEEDS = """event task project job day topic subject role season mission assignment course class
    note notes comment comments description remark remarks message text title review"""
"""Things whose names tell what somebody did or wrote, and so may name somebody."""
