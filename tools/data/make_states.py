"""Write data/actors/states.yaml: every state, with names in English, Russian and Arabic.

Usage: python tools/data/make_states.py [-o OUT]

Territory names, and most names of capitals, come from the Unicode CLDR as packaged by Babel
(2.18.0 was used). The tables below add what CLDR has not: English demonyms, capitals that stand
for a state in the news, acronyms and long names. Running it again with the same Babel gives the
same bytes. It is a build tool: nothing of Trucewatch imports it.

The list has the 193 members of the United Nations, its two observer states (Holy See, Palestine),
Kosovo and Taiwan. That an entry is here, or that a city is listed as a metonym, says how sources
speak; it is no position on status, borders or capitals.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from pathlib import Path
from typing import NamedTuple

import babel
from babel import Locale

LANGS = ("en", "ru", "ar")
APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"
USES = ("name", "acronym", "alias", "demonym", "metonym", "descriptor")
OUT = Path(__file__).parents[2] / "src/trucewatch/data/actors/states.yaml"

# ISO code | id, where not the slug of the name | adjective | people | capital used for the state
# A capital is "English@CLDR time zone" where CLDR names that city, else "English/Russian/Arabic".
# Capitals that are named like their state or like many other things (Georgetown, Kingston, Male,
# Victoria, Santiago ...) are left out.
STATES = """
AF||Afghan|Afghans|Kabul@Asia/Kabul
AL||Albanian|Albanians|Tirana@Europe/Tirane
DZ||Algerian|Algerians|Algiers@Africa/Algiers
AD||Andorran|Andorrans|
AO||Angolan|Angolans|Luanda@Africa/Luanda
AG|antigua-and-barbuda|Antiguan|Antiguans|
AR||Argentine,Argentinian|Argentines,Argentinians|Buenos Aires@America/Buenos_Aires
AM||Armenian|Armenians|Yerevan@Asia/Yerevan
AU||Australian|Australians|Canberra/Канберра/كانبرا
AT||Austrian|Austrians|Vienna@Europe/Vienna
AZ||Azerbaijani|Azerbaijanis|Baku@Asia/Baku
BS||Bahamian|Bahamians|
BH||Bahraini|Bahrainis|Manama/Манама/المنامة
BD||Bangladeshi|Bangladeshis|Dhaka@Asia/Dhaka
BB||Barbadian|Barbadians|Bridgetown/Бриджтаун/بريدجتاون
BY||Belarusian|Belarusians|Minsk@Europe/Minsk
BE||Belgian|Belgians|
BZ||Belizean|Belizeans|
BJ||Beninese||Cotonou/Котону/كوتونو
BT||Bhutanese||Thimphu@Asia/Thimphu
BO||Bolivian|Bolivians|La Paz@America/La_Paz
BA|bosnia-and-herzegovina|Bosnian|Bosnians|Sarajevo@Europe/Sarajevo
BW||Botswanan|Botswanans,Batswana|Gaborone@Africa/Gaborone
BR||Brazilian|Brazilians|Brasilia/Бразилиа/برازيليا
BN||Bruneian|Bruneians|
BG||Bulgarian|Bulgarians|Sofia@Europe/Sofia
BF||Burkinabe|Burkinabes|Ouagadougou@Africa/Ouagadougou
BI||Burundian|Burundians|Bujumbura@Africa/Bujumbura
KH||Cambodian|Cambodians|Phnom Penh@Asia/Phnom_Penh
CM||Cameroonian|Cameroonians|Yaounde/Яунде/ياوندي
CA||Canadian|Canadians|Ottawa/Оттава/أوتاوا
CV||Cape Verdean|Cape Verdeans|Praia/Прая/برايا
CF||Central African|Central Africans|Bangui@Africa/Bangui
TD||Chadian|Chadians|N'Djamena/Нджамена/نجامينا
CL||Chilean|Chileans|
CN||Chinese||Beijing/Пекин/بكين
CO||Colombian|Colombians|Bogota@America/Bogota
KM||Comorian|Comorians|Moroni/Морони/موروني
CG|republic-of-the-congo|||Brazzaville@Africa/Brazzaville
CD|democratic-republic-of-the-congo|Congolese||Kinshasa@Africa/Kinshasa
CR||Costa Rican|Costa Ricans|
CI|cote-d-ivoire|Ivorian|Ivorians|Abidjan@Africa/Abidjan
HR||Croatian,Croat|Croatians,Croats|Zagreb@Europe/Zagreb
CU||Cuban|Cubans|Havana@America/Havana
CY||Cypriot|Cypriots|Nicosia@Asia/Nicosia
CZ||Czech|Czechs|Prague@Europe/Prague
DK||Danish|Danes|Copenhagen@Europe/Copenhagen
DJ||Djiboutian|Djiboutians|
DM||||
DO||Dominican|Dominicans|Santo Domingo@America/Santo_Domingo
EC||Ecuadorian,Ecuadorean|Ecuadorians|Quito/Кито/كيتو
EG||Egyptian|Egyptians|Cairo@Africa/Cairo
SV||Salvadoran,Salvadorean|Salvadorans|San Salvador/Сан-Сальвадор/سان سلفادور
GQ||Equatoguinean|Equatoguineans|Malabo@Africa/Malabo
ER||Eritrean|Eritreans|Asmara@Africa/Asmera
EE||Estonian|Estonians|Tallinn@Europe/Tallinn
SZ||Swazi|Swazis|Mbabane@Africa/Mbabane
ET||Ethiopian|Ethiopians|Addis Ababa@Africa/Addis_Ababa
FJ||Fijian|Fijians|Suva/Сува/سوفا
FI||Finnish|Finns|Helsinki@Europe/Helsinki
FR||French||Paris@Europe/Paris
GA||Gabonese||Libreville@Africa/Libreville
GM||Gambian|Gambians|Banjul@Africa/Banjul
GE||Georgian|Georgians|Tbilisi@Asia/Tbilisi
DE||German|Germans|Berlin@Europe/Berlin
GH||Ghanaian|Ghanaians|Accra@Africa/Accra
GR||Greek|Greeks|Athens@Europe/Athens
GD||Grenadian|Grenadians|
GT||Guatemalan|Guatemalans|
GN||Guinean|Guineans|Conakry@Africa/Conakry
GW||Bissau-Guinean|Bissau-Guineans|
GY||Guyanese||
HT||Haitian|Haitians|Port-au-Prince@America/Port-au-Prince
VA|holy-see|||
HN||Honduran|Hondurans|Tegucigalpa@America/Tegucigalpa
HU||Hungarian|Hungarians|Budapest@Europe/Budapest
IS||Icelandic|Icelanders|Reykjavik@Atlantic/Reykjavik
IN||Indian|Indians|New Delhi/Нью-Дели/نيودلهي
ID||Indonesian|Indonesians|Jakarta@Asia/Jakarta
IR||Iranian|Iranians|Tehran@Asia/Tehran
IQ||Iraqi|Iraqis|Baghdad@Asia/Baghdad
IE||Irish||Dublin@Europe/Dublin
IL||Israeli|Israelis|Jerusalem@Asia/Jerusalem
IT||Italian|Italians|Rome@Europe/Rome
JM||Jamaican|Jamaicans|
JP||Japanese||Tokyo@Asia/Tokyo
JO||Jordanian|Jordanians|Amman@Asia/Amman
KZ||Kazakh,Kazakhstani|Kazakhs,Kazakhstanis|Astana/Астана/أستانا
KE||Kenyan|Kenyans|Nairobi@Africa/Nairobi
KI||||
XK|kosovo|Kosovar,Kosovan|Kosovars,Kosovans|Pristina/Приштина/بريشتينا
KW||Kuwaiti|Kuwaitis|
KG||Kyrgyz||Bishkek@Asia/Bishkek
LA||Lao,Laotian|Laotians|Vientiane@Asia/Vientiane
LV||Latvian|Latvians|Riga@Europe/Riga
LB||Lebanese||Beirut@Asia/Beirut
LS||Basotho||Maseru@Africa/Maseru
LR||Liberian|Liberians|Monrovia@Africa/Monrovia
LY||Libyan|Libyans|
LI||Liechtenstein||Vaduz@Europe/Vaduz
LT||Lithuanian|Lithuanians|Vilnius@Europe/Vilnius
LU||Luxembourgish|Luxembourgers|
MG||Malagasy,Madagascan||Antananarivo@Indian/Antananarivo
MW||Malawian|Malawians|Lilongwe/Лилонгве/ليلونغوي
MY||Malaysian|Malaysians|Kuala Lumpur@Asia/Kuala_Lumpur
MV||Maldivian|Maldivians|
ML||Malian|Malians|Bamako@Africa/Bamako
MT||Maltese||Valletta/Валлетта/فاليتا
MH||Marshallese||
MR||Mauritanian|Mauritanians|Nouakchott@Africa/Nouakchott
MU||Mauritian|Mauritians|
MX||Mexican|Mexicans|
FM||Micronesian|Micronesians|
MD||Moldovan|Moldovans|Chisinau@Europe/Chisinau
MC||Monegasque|Monegasques|
MN||Mongolian|Mongolians|Ulaanbaatar@Asia/Ulaanbaatar
ME||Montenegrin|Montenegrins|Podgorica@Europe/Podgorica
MA||Moroccan|Moroccans|Rabat/Рабат/الرباط
MZ||Mozambican|Mozambicans|Maputo@Africa/Maputo
MM|myanmar|Burmese||Naypyidaw/Нейпьидо/نايبيداو
NA||Namibian|Namibians|Windhoek@Africa/Windhoek
NR||Nauruan|Nauruans|
NP||Nepali,Nepalese|Nepalis|Kathmandu@Asia/Katmandu
NL||Dutch||
NZ||New Zealand|New Zealanders|
NI||Nicaraguan|Nicaraguans|Managua@America/Managua
NE||Nigerien|Nigeriens|Niamey@Africa/Niamey
NG||Nigerian|Nigerians|Abuja/Абуджа/أبوجا
KP||North Korean|North Koreans|Pyongyang@Asia/Pyongyang
MK||Macedonian|Macedonians|Skopje@Europe/Skopje
NO||Norwegian|Norwegians|Oslo@Europe/Oslo
OM||Omani|Omanis|Muscat@Asia/Muscat
PK||Pakistani|Pakistanis|Islamabad/Исламабад/إسلام آباد
PW||Palauan|Palauans|
PS|palestine|Palestinian|Palestinians|Ramallah/Рамалла/رام الله
PA||Panamanian|Panamanians|
PG||Papua New Guinean|Papua New Guineans|Port Moresby@Pacific/Port_Moresby
PY||Paraguayan|Paraguayans|
PE||Peruvian|Peruvians|Lima@America/Lima
PH||Philippine,Filipino|Filipinos|Manila@Asia/Manila
PL||Polish|Poles|Warsaw@Europe/Warsaw
PT||Portuguese||Lisbon@Europe/Lisbon
QA||Qatari|Qataris|Doha/Доха/الدوحة
RO||Romanian|Romanians|Bucharest@Europe/Bucharest
RU||Russian|Russians|Moscow@Europe/Moscow
RW||Rwandan|Rwandans|Kigali@Africa/Kigali
KN|saint-kitts-and-nevis|||
LC|saint-lucia|Saint Lucian|Saint Lucians|
VC|saint-vincent-and-the-grenadines|Vincentian|Vincentians|
WS||Samoan|Samoans|
SM||Sammarinese||
ST|sao-tome-and-principe|Sao Tomean|Sao Tomeans|
SA||Saudi,Saudi Arabian|Saudis|Riyadh@Asia/Riyadh
SN||Senegalese||Dakar@Africa/Dakar
RS||Serbian,Serb|Serbians,Serbs|Belgrade@Europe/Belgrade
SC||Seychellois||
SL||Sierra Leonean|Sierra Leoneans|Freetown@Africa/Freetown
SG||Singaporean|Singaporeans|
SK||Slovak|Slovaks|Bratislava@Europe/Bratislava
SI||Slovenian,Slovene|Slovenians,Slovenes|Ljubljana@Europe/Ljubljana
SB||||Honiara/Хониара/هونيارا
SO||Somali|Somalis|Mogadishu@Africa/Mogadishu
ZA||South African|South Africans|Pretoria/Претория/بريتوريا
KR||South Korean|South Koreans|Seoul@Asia/Seoul
SS||South Sudanese||Juba@Africa/Juba
ES||Spanish|Spaniards|Madrid@Europe/Madrid
LK||Sri Lankan|Sri Lankans|Colombo@Asia/Colombo
SD||Sudanese||Khartoum@Africa/Khartoum
SR||Surinamese||Paramaribo@America/Paramaribo
SE||Swedish|Swedes|Stockholm@Europe/Stockholm
CH||Swiss||Bern/Берн/برن
SY||Syrian|Syrians|
TW||Taiwanese||Taipei@Asia/Taipei
TJ||Tajik,Tajikistani|Tajiks,Tajikistanis|Dushanbe@Asia/Dushanbe
TZ||Tanzanian|Tanzanians|Dodoma/Додома/دودوما
TH||Thai|Thais|Bangkok@Asia/Bangkok
TL||Timorese||Dili@Asia/Dili
TG||Togolese||Lome@Africa/Lome
TO||Tongan|Tongans|
TT|trinidad-and-tobago|Trinidadian|Trinidadians|Port of Spain@America/Port_of_Spain
TN||Tunisian|Tunisians|Tunis@Africa/Tunis
TR|turkey|Turkish|Turks|Ankara/Анкара/أنقرة
TM||Turkmen||Ashgabat@Asia/Ashgabat
TV||Tuvaluan|Tuvaluans|
UG||Ugandan|Ugandans|Kampala@Africa/Kampala
UA||Ukrainian|Ukrainians|Kyiv@Europe/Kiev
AE||Emirati|Emiratis|Abu Dhabi/Абу-Даби/أبوظبي
GB||British|Britons|London@Europe/London
US||American|Americans|Washington/Вашингтон/واشنطن
UY||Uruguayan|Uruguayans|Montevideo@America/Montevideo
UZ||Uzbek,Uzbekistani|Uzbeks,Uzbekistanis|Tashkent@Asia/Tashkent
VU||||
VE||Venezuelan|Venezuelans|Caracas@America/Caracas
VN||Vietnamese||Hanoi/Ханой/هانوي
YE||Yemeni|Yemenis|
ZM||Zambian|Zambians|Lusaka@Africa/Lusaka
ZW||Zimbabwean|Zimbabweans|Harare@Africa/Harare
"""

# Preferred names in place of the CLDR ones, which carry brackets, dashes or a newer style.
PREFERRED: dict[str, dict[str, str]] = {
    "BA": {"en": "Bosnia and Herzegovina"},
    "CD": {
        "en": "Democratic Republic of the Congo",
        "ru": "Демократическая Республика Конго",
        "ar": "جمهورية الكونغو الديمقراطية",
    },
    "CG": {"en": "Republic of the Congo", "ru": "Республика Конго", "ar": "جمهورية الكونغو"},
    "KR": {"ru": "Южная Корея"},
    "KP": {"ru": "Северная Корея"},
    "CI": {"en": "Côte d'Ivoire", "ru": "Кот-д'Ивуар"},
    "AG": {"en": "Antigua and Barbuda"},
    "KN": {"en": "Saint Kitts and Nevis"},
    "LC": {"en": "Saint Lucia"},
    "VC": {"en": "Saint Vincent and the Grenadines"},
    "ST": {"en": "Sao Tome and Principe"},
    "TT": {"en": "Trinidad and Tobago"},
    "MM": {"en": "Myanmar", "ru": "Мьянма", "ar": "ميانمار"},
    "PS": {"en": "Palestine", "ru": "Палестина", "ar": "فلسطين"},
    "TR": {"en": "Turkey"},
    "VA": {"en": "Holy See", "ru": "Святой Престол", "ar": "الكرسي الرسولي"},
    "US": {"ru": "Соединённые Штаты"},
    "AE": {"ru": "Объединённые Арабские Эмираты"},
}

# Further names, "code language.use: name; name"; without a use they are aliases.
FURTHER = """
AF en: Islamic Republic of Afghanistan
AE en.acronym: UAE; U.A.E.
AE en: Emirates; the Emirates
AE ru.acronym: ОАЭ
AE ru: Эмираты
AE ar: الإمارات
AM en: Republic of Armenia
AM ru.demonym: армянский
AM ar.demonym: أرمني
AZ en: Republic of Azerbaijan
AZ ru.demonym: азербайджанский
AZ ar.demonym: أذربيجاني
BA en: Bosnia; Bosnia-Herzegovina
BA en.acronym: BiH
BA ru: Босния
BN en: Brunei Darussalam
BO en: Plurinational State of Bolivia
BY en: Republic of Belarus
BY ru: Белоруссия; Республика Беларусь
BY ar: روسيا البيضاء
CD en.acronym: DRC; D.R.C.
CD en: DR Congo; D.R. Congo; Congo-Kinshasa; Democratic Republic of Congo
CD ru.acronym: ДРК
CD ru: ДР Конго
CD ar: الكونغو الديمقراطية
CF en.acronym: CAR
CF en: C.A.R.
CF ru.acronym: ЦАР
CG en: Congo-Brazzaville; Congo Republic
CI en: Ivory Coast; Côte d’Ivoire; Cote d'Ivoire
CI ru: Кот-д’Ивуар
CI ar: كوت ديفوار
CN en: People's Republic of China
CN en.acronym: PRC; P.R.C.
CN ru.acronym: КНР
CN ru: Китайская Народная Республика
CN ru.demonym: китайский
CN ar.demonym: صيني
CO en: Republic of Colombia
CO ru.demonym: колумбийский
CO ar.demonym: كولومبي
CV en: Cabo Verde
CZ en: Czech Republic
CZ ru: Чешская Республика
CZ ar: جمهورية التشيك
DE en: Federal Republic of Germany
DE en.acronym: FRG
DE ru.acronym: ФРГ
DE ru.demonym: немецкий; германский
DE ar.demonym: ألماني
DZ en: People's Democratic Republic of Algeria
DZ ru.demonym: алжирский
EG en: Arab Republic of Egypt
EG en.acronym: ARE
EG ru.demonym: египетский
EG ar.demonym: مصري
ET en: Federal Democratic Republic of Ethiopia
ET ru.demonym: эфиопский
ET ar.demonym: إثيوبي
FM en: Federated States of Micronesia
FR en: French Republic
FR en.metonym: Elysee; Élysée
FR ru.metonym: Елисейский дворец
FR ar.metonym: الإليزيه
FR ru.demonym: французский
FR ar.demonym: فرنسي
GB en.acronym: UK; U.K.
GB en: Britain; Great Britain; United Kingdom of Great Britain and Northern Ireland
GB en.demonym: UK
GB en.metonym: Downing Street
GB ru: Соединённое Королевство; Британия
GB ru.demonym: британский
GB ar: بريطانيا
GB ar.demonym: بريطاني
GE ru.demonym: грузинский
GE ar.demonym: جورجي
GM en: The Gambia
ID en: Republic of Indonesia
ID ru.demonym: индонезийский
IL en: State of Israel
IL en.metonym: Tel Aviv
IL ru.metonym: Тель-Авив
IL ar.metonym: تل أبيب
IL ru.demonym: израильский
IL ar.demonym: إسرائيلي
IN en: Republic of India
IN en.metonym: Delhi
IN ru.metonym: Дели
IN ar.metonym: دلهي
IN ru.demonym: индийский
IN ar.demonym: هندي
IQ en: Republic of Iraq
IQ ru.demonym: иракский
IQ ar.demonym: عراقي
IR en: Islamic Republic of Iran
IR en.metonym: Teheran
IR ru.acronym: ИРИ
IR ru: Исламская Республика Иран
IR ru.demonym: иранский
IR ar.demonym: إيراني
JO en: Hashemite Kingdom of Jordan; Hashemite Kingdom
JO ru.demonym: иорданский
JO ar.demonym: أردني
KG en: Kyrgyz Republic
KG ru: Кыргызстан; Киргизия
KP en.acronym: DPRK; D.P.R.K.
KP en: Democratic People's Republic of Korea
KP ru.acronym: КНДР
KP ar: جمهورية كوريا الديمقراطية الشعبية
KP ru.demonym: северокорейский
KR en: Republic of Korea
KR en.acronym: ROK
KR ru: Республика Корея
KR ar: جمهورية كوريا
KR ru.demonym: южнокорейский
LA en: Lao People's Democratic Republic; Lao PDR
LB en: Lebanese Republic
LB ru.demonym: ливанский
LB ar.demonym: لبناني
LY en: State of Libya
LY ru.demonym: ливийский
LY ar.demonym: ليبي
MD en: Republic of Moldova
MD en.metonym: Kishinev
MD ru: Молдавия; Молдова
MD ru.metonym: Кишинёв
MD ar: مولدافيا
MK en.acronym: FYROM
MK ru: Македония
MK ar: مقدونيا
MM en: Burma
MM en.demonym: Myanmar
MM en.metonym: Nay Pyi Taw; Naypyitaw
MM ru: Бирма
MM ar: بورما
NL en: the Netherlands; Holland
NL ru: Голландия
NL ar: هولندا
PH en: Republic of the Philippines; the Philippines
PH ru.demonym: филиппинский
PK en: Islamic Republic of Pakistan
PK ru.demonym: пакистанский
PK ar.demonym: باكستاني
PS en: State of Palestine
PS ru: Государство Палестина
PS ar: دولة فلسطين
PS ru.demonym: палестинский
PS ar.demonym: فلسطيني
QA en: State of Qatar
QA ru.demonym: катарский
QA ar.demonym: قطري
RU en: Russian Federation
RU en.acronym: RF
RU en.metonym: Kremlin; the Kremlin
RU ru: Российская Федерация
RU ru.acronym: РФ
RU ru.metonym: Кремль
RU ru.demonym: российский; русский; россияне
RU ar: روسيا الاتحادية; الاتحاد الروسي
RU ar.metonym: الكرملين
RU ar.demonym: روسي; روسية
SA en: Kingdom of Saudi Arabia
SA en.acronym: KSA
SA ru.acronym: КСА
SA ru.demonym: саудовский
SA ar: السعودية
SA ar.demonym: سعودي
SD en: Republic of the Sudan; Republic of Sudan
SD ru.demonym: суданский
SD ar.demonym: سوداني
SS en: Republic of South Sudan
SS ru.demonym: южносуданский
SS ar.demonym: جنوب سوداني
SY en: Syrian Arab Republic
SY en.acronym: SAR
SY ru: Сирийская Арабская Республика
SY ru.acronym: САР
SY ru.demonym: сирийский; сирийцы
SY ar: الجمهورية العربية السورية; سورية
SY ar.demonym: سوري; سورية
TL en: East Timor
TR en: Türkiye; Turkiye; Republic of Turkey; Republic of Türkiye
TR ru: Турецкая Республика
TR ru.demonym: турецкий; турки
TR ar: الجمهورية التركية
TR ar.demonym: تركي
TW en: Chinese Taipei; Taiwan, Province of China
TZ en: United Republic of Tanzania
UA en.metonym: Kiev; Bankova
UA ru.demonym: украинский; украинцы
UA ar.demonym: أوكراني
US en: United States of America; the United States; America
US en.acronym: US; U.S.; USA; U.S.A.
US en.demonym: US; U.S.
US en.metonym: Washington, D.C.; Washington DC
US ru: Соединенные Штаты; Соединённые Штаты Америки; Америка
US ru.acronym: США
US ru.demonym: американский; американцы
US ar: الولايات المتحدة الأمريكية; الولايات المتحدة الأميركية; أمريكا; أميركا
US ar.demonym: أمريكي; أميركي
VA en: Vatican; Vatican City; the Vatican
VA ru: Ватикан
VA ar: الفاتيكان
VE en: Bolivarian Republic of Venezuela
VN en: Viet Nam; Socialist Republic of Vietnam
XK en: Republic of Kosovo; Kosovo (UNSCR 1244)
XK ru.demonym: косовский
YE en: Republic of Yemen
YE ru.demonym: йеменский
YE ar.demonym: يمني
"""

# States whose government has an entry of its own, so that "the Syrian government" is not the state.
OWN_GOVERNMENT = {"SY", "YE", "LY"}

STATUS_NOTES = {
    "VA": "Permanent observer state at the United Nations.",
    "PS": "Non-member observer state at the United Nations since 2012-11-29; recognised by most"
    " of its members, not by all.",
    "XK": "Declared independence on 2008-02-17; recognised by some members of the United Nations"
    " and not by others. Under UNSCR 1244 (1999).",
    "TW": "Status disputed: claimed by the People's Republic of China, governed separately;"
    " recognised by few members of the United Nations.",
}

HEAD = """\
# Made by tools/data/make_states.py (Babel {version}); change that script, not this file.
# A listing says how sources name a state; it is no position on status, borders or capitals.
# Not listed because they denote several things: Damascus (see syria-government), Sanaa, Tripoli,
# Brussels (see european-union). Congolese is given to the Democratic Republic of the Congo alone,
# Dominican to the Dominican Republic alone.
release: 1
terms: "Territory and city names: Unicode CLDR (Unicode License v3); the rest compiled here."
actors:
"""
SOURCE = "CLDR territory {code}; background knowledge for demonyms and metonyms, to be checked"


class Name(NamedTuple):
    """One spelling: its language and its use."""

    text: str
    lang: str
    use: str = "name"


class State(NamedTuple):
    """One entry of the file."""

    id: str
    code: str
    names: list[Name]


def quoted(value: str) -> str:
    """Give `value` as a YAML scalar, bare where that is safe in flow style.

    >>> quoted("Russia"), quoted("NO"), quoted("Washington, D.C.")
    ('Russia', '"NO"', '"Washington, D.C."')
    """
    bare = re.fullmatch(r"[^\W\d_][\w .\-/()\u0600-\u06ff]*", value) and value == value.strip()
    reserved = value.lower() in {"no", "yes", "on", "off", "true", "false", "null", "y", "n"}
    return value if bare and not reserved else json.dumps(value, ensure_ascii=False)


def slug(text: str) -> str:
    """ASCII identifier of a name.

    >>> slug("São Tomé & Príncipe")
    'sao-tome-principe'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def clean(text: str) -> str:
    """Give the CLDR name without typographic apostrophes and ampersands."""
    return unicodedata.normalize("NFC", text.replace(APOSTROPHE, "'").replace(" & ", " and "))


def capital(spec: str) -> list[Name]:
    """List the metonyms of a capital column."""
    if not spec:
        return []
    if "@" not in spec:
        pairs = zip(spec.split("/"), LANGS, strict=True)
        return [Name(text, lang, "metonym") for text, lang in pairs]
    english, zone = spec.split("@")
    cities = {"en": english} | {
        lang: clean(Locale(lang).time_zones[zone]["city"]) for lang in ("ru", "ar")
    }
    return [Name(city, lang, "metonym") for lang, city in cities.items()]


def further(code: str) -> list[Name]:
    """List the names of the FURTHER table."""
    names = []
    for line in FURTHER.strip().split("\n"):
        head, texts = line.split(": ", 1)
        owner, key = head.split(" ")
        lang, _, use = key.partition(".")
        if owner == code:
            names += [Name(text, lang, use or "alias") for text in texts.split("; ")]
    return names


def state(row: str) -> State:
    """Read one row of STATES into an entry."""
    code, ident, adjectives, people, city = row.split("|")
    cldr = {lang: clean(Locale(lang).territories[code]) for lang in LANGS}
    preferred = cldr | PREFERRED.get(code, {})
    names = [Name(text, lang) for lang, text in preferred.items()]
    names += [
        Name(text, lang, "alias")
        for lang, text in cldr.items()
        if "(" not in text and " - " not in text
    ]
    words = [word for word in adjectives.split(",") if word]
    names += [Name(word, "en", "demonym") for word in [*words, *filter(None, people.split(","))]]
    names += capital(city) + further(code)
    if code not in OWN_GOVERNMENT:
        names += [Name(f"{word} government", "en", "descriptor") for word in words[:1]]
        names.append(Name(f"Government of {preferred['en']}", "en", "descriptor"))
    kept: dict[tuple[str, str, bool], Name] = {}
    for name in names:
        kept.setdefault((name.text, name.lang, name.use == "demonym"), name)
    names = sorted(kept.values(), key=lambda it: (LANGS.index(it.lang), USES.index(it.use)))
    return State(ident or slug(preferred["en"]), code, names)


def lines(item: State) -> list[str]:
    """Lay an entry out as the other files of the registry do."""
    out = [f"- id: {item.id}", "  kind: state", "  names:"]
    for text, lang, use in item.names:
        marked = f", use: {use}" if use != "name" else ""
        out.append(f"  - {{text: {quoted(text)}, lang: {lang}{marked}}}")
    if item.code in STATUS_NOTES:
        out.append(f"  status_note: {json.dumps(STATUS_NOTES[item.code])}")
    out += ["  parent: null", "  valid: {from: null, to: null}"]
    return [*out, f"  source: {json.dumps(SOURCE.format(code=item.code))}"]


def render() -> str:
    """Make the whole file."""
    items = sorted(state(row) for row in STATES.strip().split("\n"))
    body = [line for item in items for line in lines(item)]
    return HEAD.format(version=babel.__version__) + "\n".join(body) + "\n"


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("-o", "--out", type=Path, default=OUT)
    out: Path = parser.parse_args().out
    out.write_text(render(), encoding="utf-8")
    print(f"{out}: {STATES.strip().count(chr(10)) + 1} states")


if __name__ == "__main__":
    main()
