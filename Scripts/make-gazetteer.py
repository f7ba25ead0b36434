#!/usr/bin/env python3
"""Writes Sources/CExtractionData/gazetteer.tsv.

Reads the names and the containment of countries and regions from Unicode CLDR as Debian's package unicode-cldr-core
installs it (Unicode licence, Sources/CExtractionData/LICENSE-unicode.txt), and adds the tables below, which are Weft's
own: demonyms, official forms, everyday names of regions, parts of countries, cities, legal suffixes.

    apt-get install unicode-cldr-core && python3 Scripts/make-gazetteer.py

The output is the same for the same CLDR. Lines, with tabs between fields:
    P code kind name parents        a place; parents are codes with spaces between
    N code form names...            its names: form n (preferred), a (alias), d (demonym)
    L suffixes...                   legal suffixes of companies
"""

import pathlib
import sys
import xml.etree.ElementTree as ElementTree

CLDR = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else "/usr/share/unicode/cldr/common")
OUTPUT = pathlib.Path(__file__).resolve().parent.parent / "Sources/CExtractionData/gazetteer.tsv"

LANGUAGES = "de fr es it pt nl pl ru ar zh zh_Hant ja ko hi tr sv da nb fi cs uk id vi fa he el ro hu".split()

# Not places of their own in a text on business.
LEFT_OUT = set("AC CP DG TA EA IC QU AN BU CS DD FX NT SU TP YD YU ZR EU EZ UN QO".split())

# Everyday English names where CLDR's differ.
PREFERRED = {
    "HK": "Hong Kong", "MO": "Macao", "MM": "Myanmar", "PS": "Palestine", "CD": "Democratic Republic of the Congo",
    "CG": "Republic of the Congo", "TR": "Türkiye",
    "015": "North Africa", "014": "East Africa", "011": "West Africa", "017": "Central Africa", "030": "East Asia",
    "034": "South Asia", "145": "West Asia", "021": "Northern America", "001": "World",
}

# Foreign names that are English words or names of people.
HAZARDS = {"Indie", "Island", "Man", "Sint", "Congo", "Korea", "America", "Reunion", "Benin City", "Malvine"}

ALIASES = """
US:USA,U.S.,U.S.A.,US,America,United States of America,the States
GB:UK,U.K.,Britain,Great Britain,United Kingdom of Great Britain and Northern Ireland
AE:UAE,U.A.E.,the Emirates,United Arab Emirates
SA:KSA,Saudi Arabia Kingdom,Kingdom of Saudi Arabia
KR:Republic of Korea,ROK,S. Korea
KP:DPRK,Democratic People's Republic of Korea,Democratic People’s Republic of Korea,N. Korea
CN:PRC,P.R.C.,People's Republic of China,People’s Republic of China,Mainland China,mainland China
TW:Republic of China,Chinese Taipei
HK:Hong Kong SAR,Hong Kong SAR China,HKSAR
MO:Macau,Macau SAR,Macao SAR
CD:DRC,DR Congo,D.R. Congo,Congo-Kinshasa,Congo Kinshasa,Democratic Republic of Congo
CG:Congo-Brazzaville,Congo Brazzaville,Republic of Congo
TR:Turkey,Turkiye,Republic of Türkiye,Republic of Turkey
CZ:Czech Republic,Czechia
CI:Ivory Coast,Côte d'Ivoire,Cote d'Ivoire,Republic of Côte d'Ivoire
CV:Cabo Verde,Cape Verde
SZ:Swaziland,Eswatini
MM:Burma,Republic of the Union of Myanmar
MK:Macedonia,Republic of North Macedonia
NL:Holland,The Netherlands,the Netherlands,Kingdom of the Netherlands
RU:Russian Federation
SY:Syrian Arab Republic
IR:Islamic Republic of Iran
LA:Lao PDR,Lao People's Democratic Republic,Lao People’s Democratic Republic
VN:Viet Nam,Socialist Republic of Vietnam
MD:Republic of Moldova
TZ:United Republic of Tanzania
BO:Plurinational State of Bolivia
VE:Bolivarian Republic of Venezuela
BN:Brunei Darussalam
TL:East Timor,Timor Leste,Democratic Republic of Timor-Leste
VA:Holy See,Vatican
PS:State of Palestine,Palestinian Territories
BA:Bosnia,Bosnia-Herzegovina,Bosnia & Herzegovina
GM:The Gambia,the Gambia,Republic of The Gambia
BS:The Bahamas,the Bahamas,Commonwealth of The Bahamas
PH:The Philippines,the Philippines
DE:Federal Republic of Germany
AT:Republic of Austria
CH:Swiss Confederation
BR:Federative Republic of Brazil
AR:Argentine Republic
MX:United Mexican States
AU:Commonwealth of Australia
NG:Federal Republic of Nigeria
ET:Federal Democratic Republic of Ethiopia
NP:Federal Democratic Republic of Nepal
SO:Federal Republic of Somalia
DZ:People's Democratic Republic of Algeria
BD:People's Republic of Bangladesh
LK:Democratic Socialist Republic of Sri Lanka
EG:Arab Republic of Egypt
PK:Islamic Republic of Pakistan
AF:Islamic Republic of Afghanistan
MR:Islamic Republic of Mauritania
GR:Hellenic Republic
FR:French Republic
IT:Italian Republic
PT:Portuguese Republic
PL:Republic of Poland
SK:Slovak Republic
KG:Kyrgyz Republic
KW:State of Kuwait
QA:State of Qatar
IL:State of Israel
LY:State of Libya
ER:State of Eritrea
JO:Hashemite Kingdom of Jordan
OM:Sultanate of Oman
LU:Grand Duchy of Luxembourg
MC:Principality of Monaco
AD:Principality of Andorra
LI:Principality of Liechtenstein
LB:Lebanese Republic
DO:Dominican Rep.
FM:Micronesia,Federated States of Micronesia
ZA:RSA
NZ:Aotearoa
PG:PNG,Independent State of Papua New Guinea
ST:Sao Tome and Principe,São Tomé and Príncipe
VC:Saint Vincent and the Grenadines,St. Vincent and the Grenadines
HM:Heard Island and McDonald Islands
GS:South Georgia and the South Sandwich Islands
UM:United States Minor Outlying Islands
BY:Belarus,Byelorussia
ME:Montenegro
UY:Oriental Republic of Uruguay
001:worldwide
002:African continent
003:North America
015:Northern Africa,N. Africa
014:Eastern Africa
011:Western Africa
017:Middle Africa
018:Southern Africa
030:Eastern Asia,Northeast Asia,North-East Asia
034:Southern Asia,Indian subcontinent
035:South-East Asia,South East Asia,South-Eastern Asia,SE Asia,Southeastern Asia
145:Western Asia
143:Middle Asia
202:sub-Saharan Africa,Sub Saharan Africa,SSA
419:LatAm,LATAM,Latin America and the Caribbean,Latin America and Caribbean
019:the Americas,The Americas
029:the Caribbean,The Caribbean
150:European continent
009:Pacific Islands
"""

# Republics and kingdoms whose official name is regular.
REPUBLICS = """AL AM AO AZ BG BI BJ BW CL CM CO CR CU CY DJ EC EE FI FJ GA GH GN GT GW HN HR HT ID IN IQ IS KE KZ LR
LT LV MG ML MT MU MW MZ NA NE NI PA PE PH PY RO RS RW SD SG SI SL SM SN SR SS SV TD TG TJ TN TT UG UZ VU YE ZA ZM ZW
BY GY KI MH NR PW""".split()
KINGDOMS = "BE BH BT DK ES KH LS MA NO SE SZ TH TO".split()

DEMONYMS = """
AD:Andorran AE:Emirati AF:Afghan AG:Antiguan AI:Anguillan AL:Albanian AM:Armenian AO:Angolan AR:Argentine,Argentinian,Argentinean
AS:American+Samoan AT:Austrian AU:Australian,Aussie AW:Aruban AZ:Azerbaijani,Azeri BA:Bosnian BB:Barbadian BD:Bangladeshi BE:Belgian
BF:Burkinabe,Burkinabé BG:Bulgarian BH:Bahraini BI:Burundian BJ:Beninese BM:Bermudian BN:Bruneian BO:Bolivian BR:Brazilian
BS:Bahamian BT:Bhutanese BW:Botswanan,Motswana BY:Belarusian,Belarussian BZ:Belizean CA:Canadian CD:Congolese CF:Central+African
CG:Congolese CH:Swiss CI:Ivorian CL:Chilean CM:Cameroonian CN:Chinese CO:Colombian CR:Costa+Rican CU:Cuban CV:Cape+Verdean
CW:Curaçaoan CY:Cypriot CZ:Czech DE:German DJ:Djiboutian DK:Danish DM:Dominican DO:Dominican DZ:Algerian
EC:Ecuadorian,Ecuadorean EE:Estonian EG:Egyptian EH:Sahrawi ER:Eritrean ES:Spanish,Spaniard ET:Ethiopian FI:Finnish FJ:Fijian
FM:Micronesian FO:Faroese FR:French GA:Gabonese GB:British,Briton GD:Grenadian GE:Georgian GF:French+Guianese GG:Guernseyan GH:Ghanaian
GI:Gibraltarian GL:Greenlandic GM:Gambian GN:Guinean GP:Guadeloupean GQ:Equatorial+Guinean,Equatoguinean GR:Greek GT:Guatemalan
GU:Guamanian GW:Bissau-Guinean GY:Guyanese HK:Hong+Konger,Hongkonger HN:Honduran HR:Croatian,Croat HT:Haitian HU:Hungarian
ID:Indonesian IE:Irish IL:Israeli IM:Manx IN:Indian IQ:Iraqi IR:Iranian,Persian IS:Icelandic,Icelander IT:Italian JM:Jamaican
JO:Jordanian JP:Japanese KE:Kenyan KG:Kyrgyz,Kyrgyzstani KH:Cambodian,Khmer KI:I-Kiribati KM:Comorian KN:Kittitian
KP:North+Korean KR:South+Korean KW:Kuwaiti KY:Caymanian KZ:Kazakh,Kazakhstani LA:Lao,Laotian LB:Lebanese LC:Saint+Lucian
LI:Liechtensteiner LK:Sri+Lankan LR:Liberian LS:Basotho LT:Lithuanian LU:Luxembourgish,Luxembourger LV:Latvian LY:Libyan
MA:Moroccan MC:Monégasque,Monegasque MD:Moldovan ME:Montenegrin MG:Malagasy MH:Marshallese MK:Macedonian,North+Macedonian ML:Malian
MM:Burmese MN:Mongolian MO:Macanese MQ:Martinican MR:Mauritanian MS:Montserratian MT:Maltese MU:Mauritian MV:Maldivian MW:Malawian
MX:Mexican MY:Malaysian MZ:Mozambican NA:Namibian NC:New+Caledonian NE:Nigerien NG:Nigerian NI:Nicaraguan NL:Dutch,Dutchman
NO:Norwegian NP:Nepali,Nepalese NR:Nauruan NU:Niuean NZ:New+Zealander OM:Omani PA:Panamanian PE:Peruvian PF:French+Polynesian
PG:Papua+New+Guinean PH:Filipino,Philippine,Filipina PK:Pakistani PL:Polish PR:Puerto+Rican PS:Palestinian PT:Portuguese PW:Palauan
PY:Paraguayan QA:Qatari RE:Réunionese RO:Romanian RS:Serbian,Serb RU:Russian RW:Rwandan SA:Saudi+Arabian,Saudi SB:Solomon+Islander
SC:Seychellois SD:Sudanese SE:Swedish,Swede SG:Singaporean SI:Slovenian,Slovene SK:Slovak,Slovakian SL:Sierra+Leonean
SM:Sammarinese SN:Senegalese SO:Somali SR:Surinamese SS:South+Sudanese ST:São+Toméan SV:Salvadoran,Salvadorean SY:Syrian SZ:Swazi
TC:Turks+Islander TD:Chadian TG:Togolese TH:Thai TJ:Tajik,Tajikistani TL:Timorese TM:Turkmen TN:Tunisian TO:Tongan TR:Turkish,Turk
TT:Trinidadian,Tobagonian TV:Tuvaluan TW:Taiwanese TZ:Tanzanian UA:Ukrainian UG:Ugandan US:American UY:Uruguayan UZ:Uzbek,Uzbekistani
VC:Vincentian VE:Venezuelan VG:British+Virgin+Islander VN:Vietnamese VU:Ni-Vanuatu WS:Samoan XK:Kosovar,Kosovan YE:Yemeni
ZA:South+African ZM:Zambian ZW:Zimbabwean
002:African 142:Asian 150:European 005:South+American 003:North+American 013:Central+American 419:Latin+American 029:Caribbean
009:Oceanian 015:North+African 011:West+African 014:East+African 035:Southeast+Asian 034:South+Asian 030:East+Asian 143:Central+Asian
151:Eastern+European,East+European 155:Western+European,West+European 154:Northern+European 039:Southern+European
GB-SCT:Scottish,Scot GB-WLS:Welsh GB-NIR:Northern+Irish US-CA:Californian US-TX:Texan US-FL:Floridian US-HI:Hawaiian US-AK:Alaskan
DE-BY:Bavarian ES-CT:Catalan ES-PV:Basque BE-VLG:Flemish BE-WAL:Walloon CA-QC:Quebecois,Québécois CN-XZ:Tibetan
c-paris-fr:Parisian c-london-gb:Londoner c-berlin-de:Berliner c-vienna-at:Viennese c-milan-it:Milanese c-venice-it:Venetian
c-moscow-ru:Muscovite x-middle-east:Middle+Eastern x-scandinavia:Scandinavian x-nordics:Nordic x-baltics:Baltic x-balkans:Balkan
"""
AMBIGUOUS_DEMONYMS = {"Korean": ["KR", "KP"], "Koreans": ["KR", "KP"]}
AMBIGUOUS_NAMES = {"Korea": ["KR", "KP"], "Congo": ["CD", "CG"], "the Congo": ["CD", "CG"],
                   "Virgin Islands": ["VG", "VI"], "Saint Martin": ["MF", "SX"], "Punjab": ["IN-PB", "PK-PB"],
                   "Washington": ["US-WA", "c-washington-us"], "Georgia": ["GE", "US-GA"]}

# Weft's own regions: code, names, members.
REGIONS = """
EU|European Union,EU,E.U.,the bloc|=EU
EZ|Eurozone,eurozone,euro area,Euro Area,euro zone|=EZ
x-gulf|Gulf states,the Gulf,The Gulf,Gulf region,Gulf countries,Gulf States,Persian Gulf,Arabian Gulf,GCC,GCC countries,Gulf Cooperation Council|AE BH KW OM QA SA
x-middle-east|Middle East,the Mideast,Mideast,Near East|AE BH CY EG IL IQ IR JO KW LB OM PS QA SA SY TR YE
x-mena|Middle East and North Africa,MENA,MENA region,Middle East and Northern Africa,Middle East & North Africa|AE BH DZ EG IL IQ IR JO KW LB LY MA OM PS QA SA SY TN YE
x-arab-world|Arab world,Arab World,Arab countries,Arab states|AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE
x-maghreb|Maghreb,the Maghreb|DZ LY MA MR TN
x-levant|Levant,the Levant|IL JO LB PS SY
x-apac|Asia-Pacific,APAC,Asia Pacific,Asia–Pacific,Asia-Pacific region|+142 +009
x-emea|Europe\\, Middle East and Africa,EMEA,Europe\\, the Middle East and Africa|+150 +002 x-middle-east
x-nordics|Nordics,Nordic countries,the Nordics,Nordic region|DK FI IS NO SE
x-scandinavia|Scandinavia|DK NO SE
x-baltics|Baltics,the Baltics,Baltic states,Baltic States|EE LT LV
x-balkans|Balkans,the Balkans,Western Balkans|AL BA BG HR ME MK RS XK
x-benelux|Benelux|BE LU NL
x-dach|DACH,DACH region|AT CH DE
x-iberia|Iberia,Iberian Peninsula|ES PT
x-cee|Central and Eastern Europe,CEE,Central Eastern Europe|BG CZ EE HR HU LT LV PL RO SI SK
x-central-europe|Central Europe|AT CH CZ DE HU LI PL SI SK
x-caucasus|Caucasus,the Caucasus,South Caucasus|AM AZ GE
x-horn|Horn of Africa|DJ ER ET SO
x-sahel|Sahel,the Sahel|BF ML MR NE TD
x-anz|Australia and New Zealand,ANZ|AU NZ
x-greater-china|Greater China|CN HK MO TW
x-indochina|Indochina|KH LA VN
x-cis|CIS,Commonwealth of Independent States|AM AZ BY KG KZ MD RU TJ UZ
x-south-pacific|South Pacific|+054 +057 +061
"""

PARTS = """
US|AL Alabama|AK Alaska|AZ Arizona|AR Arkansas|CA California|CO Colorado|CT Connecticut|DE Delaware|FL Florida|GA Georgia|HI Hawaii|ID Idaho|IL Illinois|IN Indiana|IA Iowa|KS Kansas|KY Kentucky|LA Louisiana|ME Maine|MD Maryland|MA Massachusetts|MI Michigan|MN Minnesota|MS Mississippi|MO Missouri|MT Montana|NE Nebraska|NV Nevada|NH New Hampshire|NJ New Jersey|NM New Mexico|NY New York State,New York state|NC North Carolina|ND North Dakota|OH Ohio|OK Oklahoma|OR Oregon|PA Pennsylvania|RI Rhode Island|SC South Carolina|SD South Dakota|TN Tennessee|TX Texas|UT Utah|VT Vermont|VA Virginia|WA Washington State,Washington state|WV West Virginia|WI Wisconsin|WY Wyoming|x-sv Silicon Valley|x-bay Bay Area,San Francisco Bay Area
CA|ON Ontario|QC Quebec,Québec|BC British Columbia|AB Alberta|MB Manitoba|SK Saskatchewan|NS Nova Scotia|NB New Brunswick|NL Newfoundland and Labrador,Newfoundland
GB|ENG England|SCT Scotland|WLS Wales|NIR Northern Ireland
DE|BY Bavaria|BW Baden-Württemberg|NW North Rhine-Westphalia|HE Hesse|SN Saxony|NI Lower Saxony|BB Brandenburg|ST Saxony-Anhalt|TH Thuringia|SH Schleswig-Holstein|RP Rhineland-Palatinate|SL Saarland
FR|IDF Île-de-France|BRE Brittany|NOR Normandy
ES|CT Catalonia|MD Community of Madrid|AN Andalusia|PV Basque Country|GA Galicia
IT|25 Lombardy|52 Tuscany|82 Sicily|88 Sardinia|21 Piedmont
AU|NSW New South Wales|QLD Queensland|WA Western Australia|SA South Australia|TAS Tasmania|NT Northern Territory
IN|MH Maharashtra|KA Karnataka|TN Tamil Nadu|GJ Gujarat|TS Telangana|AP Andhra Pradesh|KL Kerala|UP Uttar Pradesh|WB West Bengal|RJ Rajasthan|HR Haryana|OR Odisha|AS Assam|BR Bihar|PB Indian Punjab
PK|PB Pakistani Punjab|SD Sindh
CN|GD Guangdong|ZJ Zhejiang|JS Jiangsu|SD Shandong|SC Sichuan|FJ Fujian|HN Hunan|HB Hubei|HA Henan|HE Hebei|GZ Guizhou|AH Anhui|XJ Xinjiang|XZ Tibet|NM Inner Mongolia|HI Hainan|YN Yunnan|SX Shanxi|SN Shaanxi
JP|01 Hokkaido|47 Okinawa|x-ky Kyushu
BR|SP São Paulo State|x-am Amazonas
ID|JB West Java|x-java Java Island|BA Bali
MY|JHR Johor|PNG Penang|SEL Selangor|SWK Sarawak|SBH Sabah
IQ|x-kr Kurdistan Region,Iraqi Kurdistan
BE|VLG Flanders|WAL Wallonia
AE|x-sh Sharjah|x-rak Ras Al Khaimah,Ras al-Khaimah
RU|x-sib Siberia|x-tat Tatarstan
UA|x-crimea Crimea|x-donbas Donbas
"""

CITIES = """
US:New York,New York City,NYC|Los Angeles|San Francisco|Chicago|Boston|Seattle|Austin|Dallas|Houston|Atlanta|Miami|Denver|Philadelphia|San Diego|San Jose|Phoenix|Detroit|Minneapolis|Portland|Las Vegas|Washington DC,Washington D.C.,Washington\\, D.C.,Washington\\, DC|Palo Alto|Mountain View|Menlo Park|Cupertino|Redmond|Nashville|Charlotte|Pittsburgh|Salt Lake City|New Orleans|Baltimore|Cleveland|St. Louis|Kansas City|Brooklyn|Manhattan
CA:Toronto|Montreal,Montréal|Vancouver|Ottawa|Calgary|Edmonton|Winnipeg|Quebec City
MX:Mexico City|Monterrey|Guadalajara|Tijuana|Querétaro
GB:London|Manchester|Edinburgh|Glasgow|Belfast|Leeds|Liverpool|Oxford|Cardiff
IE:Dublin|Galway
FR:Paris|Lyon|Marseille|Toulouse|Grenoble|Bordeaux|Strasbourg
DE:Berlin|Munich,München|Hamburg|Frankfurt|Cologne,Köln|Stuttgart|Düsseldorf,Dusseldorf|Leipzig|Dresden|Hanover|Bonn|Magdeburg
ES:Madrid|Barcelona|Seville|Bilbao|Málaga
PT:Lisbon,Lisboa|Porto
IT:Rome|Milan,Milano|Turin|Naples|Bologna|Venice
NL:Amsterdam|Rotterdam|The Hague|Eindhoven|Utrecht|Veldhoven
BE:Brussels|Antwerp|Ghent
CH:Zurich,Zürich|Geneva|Basel|Bern|Lausanne|Davos
AT:Vienna|Graz
SE:Stockholm|Gothenburg|Malmö
NO:Oslo|Bergen
DK:Copenhagen|Aarhus
FI:Helsinki|Espoo
IS:Reykjavik,Reykjavík
EE:Tallinn
LV:Riga
LT:Vilnius
PL:Warsaw|Kraków,Krakow|Wrocław,Wroclaw|Gdańsk,Gdansk
CZ:Prague|Brno
SK:Bratislava
HU:Budapest
RO:Bucharest|Cluj-Napoca
BG:Sofia
GR:Athens|Thessaloniki
HR:Zagreb
SI:Ljubljana
RS:Belgrade
BA:Sarajevo
AL:Tirana
MK:Skopje
UA:Kyiv,Kiev|Lviv|Odesa,Odessa|Kharkiv
BY:Minsk
MD:Chisinau
RU:Moscow|Saint Petersburg,St. Petersburg|Novosibirsk
TR:Istanbul|Ankara|Izmir,İzmir
GE:Tbilisi
AM:Yerevan
AZ:Baku
KZ:Almaty|Astana
UZ:Tashkent
KG:Bishkek
TM:Ashgabat
TJ:Dushanbe
IL:Tel Aviv|Jerusalem|Haifa
PS:Ramallah|Gaza
LB:Beirut
SY:Damascus
JO:Amman
IQ:Baghdad|Erbil|Basra
IR:Tehran
SA:Riyadh|Jeddah|Mecca|Medina|Dammam|Dhahran|NEOM
AE:Dubai|Abu Dhabi
QA:Doha
KW:Kuwait City
BH:Manama
OM:Muscat
YE:Sanaa,Sana'a|Aden
EG:Cairo|Alexandria|Giza|New Administrative Capital
MA:Casablanca|Rabat|Tangier|Marrakesh,Marrakech
DZ:Algiers
TN:Tunis
LY:Tripoli
SD:Khartoum
ET:Addis Ababa
KE:Nairobi|Mombasa
UG:Kampala
TZ:Dar es Salaam|Dodoma
RW:Kigali
NG:Lagos|Abuja
GH:Accra
CI:Abidjan
SN:Dakar
CM:Douala|Yaoundé
AO:Luanda
ZM:Lusaka
ZW:Harare
MZ:Maputo
BW:Gaborone
NA:Windhoek
ZA:Johannesburg|Cape Town|Durban|Pretoria
CD:Kinshasa
MG:Antananarivo
MU:Port Louis
IN:Mumbai,Bombay|New Delhi|Delhi|Bengaluru,Bangalore|Hyderabad|Chennai,Madras|Kolkata,Calcutta|Pune|Ahmedabad|Gurugram,Gurgaon|Noida|Jaipur
PK:Karachi|Lahore|Islamabad
BD:Dhaka
LK:Colombo
NP:Kathmandu
AF:Kabul
CN:Beijing|Shanghai|Shenzhen|Guangzhou|Hangzhou|Chengdu|Chongqing|Wuhan|Nanjing|Tianjin|Suzhou|Xi'an,Xi’an,Xian|Dongguan|Qingdao|Hefei|Xiamen|Ningbo|Dalian|Zhengzhou|Changsha|Zhuhai|Guiyang
TW:Taipei|Hsinchu|Taichung|Kaohsiung|Tainan
KR:Seoul|Busan|Incheon|Daegu|Pyeongtaek
KP:Pyongyang
JP:Tokyo|Osaka|Kyoto|Nagoya|Yokohama|Fukuoka|Kumamoto|Sapporo|Kobe
MN:Ulaanbaatar
VN:Hanoi|Ho Chi Minh City,Saigon|Da Nang|Haiphong
TH:Bangkok|Chiang Mai|Phuket
KH:Phnom Penh
LA:Vientiane
MM:Yangon|Naypyidaw
MY:Kuala Lumpur|Johor Bahru|Cyberjaya|George Town
ID:Jakarta|Surabaya|Bandung|Batam|Nusantara
PH:Manila|Cebu|Quezon City|Makati
AU:Sydney|Melbourne|Brisbane|Perth|Adelaide|Canberra
NZ:Auckland|Wellington|Christchurch
BR:São Paulo,Sao Paulo|Rio de Janeiro|Brasília,Brasilia|Belo Horizonte|Curitiba|Porto Alegre|Recife|Fortaleza
AR:Buenos Aires|Rosario
CL:Santiago|Valparaíso
CO:Bogotá,Bogota|Medellín,Medellin|Cali
PE:Lima
EC:Quito|Guayaquil
VE:Caracas
UY:Montevideo
PY:Asunción
BO:La Paz
CR:San José
PA:Panama City
CU:Havana
DO:Santo Domingo
JM:Kingston
PR:San Juan
"""

LEGAL = """Inc.|Inc|Incorporated|Corp.|Corp|Corporation|Co.|Company|& Co.|& Co|Co., Ltd.|Co., Ltd|Co. Ltd.|Co. Ltd|Co.,Ltd.|Co.,Ltd
Company Limited|Ltd.|Ltd|Limited|LLC|L.L.C.|LLP|L.L.P.|LP|L.P.|PLC|plc|Plc|P.L.C.|GmbH|mbH|gGmbH|GmbH & Co. KG|GmbH & Co. KGaA|AG & Co. KGaA
AG|SE|KG|KGaA|OHG|e.V.|S.A.|SA|S.A.S.|SAS|SARL|S.à r.l.|S.a.r.l.|S.p.A.|SpA|S.r.l.|Srl|S.L.|S.L.U.|N.V.|NV|B.V.|BV|AB|Aktiebolag|ASA|A/S|ApS
Oy|Oyj|OÜ|AS|SIA|UAB|Pty|Pty.|Pty Ltd|Pty Ltd.|Pty. Ltd.|Pty Limited|Pte|Pte.|Pte Ltd|Pte Ltd.|Pte. Ltd.|Pvt Ltd|Pvt. Ltd.|Pvt Ltd.|Private Limited
Sdn Bhd|Sdn. Bhd.|Bhd|Berhad|Tbk|Tbk.|PCL|Public Company Limited|K.K.|KK|G.K.|Kabushiki Kaisha|JSC|PJSC|P.J.S.C.|OJSC|CJSC|PAO|OAO|OOO|W.L.L.|WLL|K.S.C.|Q.P.S.C.|B.S.C.
S.A. de C.V.|S.A.B. de C.V.|S. de R.L.|Ltda|Ltda.|Lda|S/A|EIRELI|Kft.|Kft|Zrt.|Zrt|Nyrt.|Sp. z o.o.|S.A.E.|a.s.|s.r.o.|d.o.o.|d.d.|A.Ş.|AŞ|Ltd. Şti.|A.S.|A.E.|EAD|AD|EOOD|OOD
FZE|FZCO|FZ-LLC|DMCC|N.A.|S.C.A.|SCA|SNC|CV|C.V.|U.A.|Ges.m.b.H.|eG|ULC|Ltée|Inc., Ltd.|Group Co., Ltd.|Holdings Ltd.|有限公司|股份有限公司|株式会社|주식회사"""


def territories(language):
    """The names of a language by territory: [(code, alternative or None, name)]."""
    root = ElementTree.parse(CLDR / "main" / f"{language}.xml").getroot()
    return [(node.get("type"), node.get("alt"), node.text) for node in root.iter("territory") if node.text]


def clean(name):
    return name.replace("↑↑↑", "").replace("\u200f", "").replace("\u200e", "").strip()


def split(text, mark):
    """Splits at a mark that no backslash escapes."""
    return [part.replace("\0", mark) for part in text.replace("\\" + mark, "\0").split(mark)]


def main():
    supplemental = ElementTree.parse(CLDR / "supplemental" / "supplementalData.xml").getroot()
    parents, groups = {}, {}
    for group in supplemental.find("territoryContainment"):
        if group.get("status") == "deprecated":
            continue
        region = group.get("type")
        for code in group.get("contains").split():
            if region in ("EU", "EZ"):
                groups.setdefault(region, []).append(code)
            if region == "UN" or code in LEFT_OUT:
                continue
            if region in LEFT_OUT:
                parents.setdefault(code, set())
                continue
            parents.setdefault(code, set()).add(region)
    english = territories("en")
    names = {code: clean(name) for code, alternative, name in english if alternative is None}
    countries = sorted(code for code in parents if len(code) == 2)
    regions = sorted(code for code in parents if len(code) == 3) + ["001"]

    places = {}  # code: (kind, name, parents)
    forms = {}  # surface: {code: form}

    def say(surface, code, form, is_foreign=False):
        surface = " ".join(surface.split())
        if not surface:
            return
        known = forms.setdefault(surface, {})
        if is_foreign and known and code not in known:
            return
        if code not in known or form == "n":
            known[code] = form

    for code in countries + regions:
        kind = "Country" if len(code) == 2 else "Region"
        name = PREFERRED.get(code, names[code].replace(" & ", " and "))
        places[code] = (kind, name, set(parents.get(code, ())))
        if code != "001":
            say(name, code, "n")
            say(names[code], code, "a")
        if name.startswith("St. "):
            say("Saint " + name[4:], code, "a")
        for fragment in (name, names[code]):
            if "’" in fragment:
                say(fragment.replace("’", "'"), code, "a")
    for code, alternative, name in english:
        if alternative and code in places:
            say(clean(name), code, "a")
    for line in ALIASES.split("\n"):
        if line:
            code, rest = line.split(":", 1)
            for alias in rest.split(","):
                if code != "001":
                    say(alias, code, "n" if alias == places[code][1] else "a")
    for code in REPUBLICS:
        say("Republic of " + ("the " if code in ("PH", "MH") else "") + places[code][1], code, "a")
    for code in KINGDOMS:
        say("Kingdom of " + places[code][1], code, "a")
    for line in REGIONS.split("\n"):
        if not line:
            continue
        code, rest, members = line.split("|")
        listed = split(rest, ",")
        places[code] = ("Region", listed[0], {"150"} if code in ("EU", "EZ") else set())
        for position, name in enumerate(listed):
            say(name, code, "a" if position else "n")
        if members.startswith("="):
            members = " ".join(groups[members[1:]])
        for member in members.split():
            places[member.lstrip("+")][2].add(code)
    for entry in DEMONYMS.split():
        code, rest = entry.split(":")
        for demonym in rest.split(","):
            demonym = demonym.replace("+", " ")
            say(demonym, code, "d")
            if demonym[-2:] not in ("sh", "ch", "se", "ss") and not demonym.endswith(("s", "man", "é")):
                say(demonym + "s", code, "d")
    for demonym, codes in AMBIGUOUS_DEMONYMS.items():
        for code in codes:
            say(demonym, code, "d")
    for line in PARTS.split("\n"):
        if not line:
            continue
        country, *parts = line.split("|")
        for part in parts:
            short, rest = part.split(" ", 1)
            code = f"{country}-{short}"
            listed = rest.split(",")
            places[code] = ("Region", listed[0], {country})
            for position, name in enumerate(listed):
                say(name, code, "a" if position else "n")
    for line in CITIES.split("\n"):
        if not line:
            continue
        country, rest = line.split(":", 1)
        for city in rest.split("|"):
            listed = split(city, ",")
            slug = "".join(letter if letter.isalnum() else "-" for letter in listed[0].lower()).strip("-")
            code = f"c-{slug}-{country.lower()}"
            if listed[0] == "Washington DC":
                code = "c-washington-us"
            places[code] = ("City", listed[0], {country})
            for position, name in enumerate(listed):
                say(name, code, "a" if position else "n")
    for name, codes in AMBIGUOUS_NAMES.items():
        for code in codes:
            say(name, code, "a")
    for language in LANGUAGES:
        for code, alternative, name in territories(language):
            name = clean(name)
            # Short names in Latin letters are too often words or names ("Fas", "Man").
            if code not in places or code == "001" or alternative == "variant" or name in HAZARDS:
                continue
            if len(code) == 3 or (name.isascii() and len(name) < 5) or not name[0].isalpha() or name[0].islower():
                continue
            say(name, code, "a", is_foreign=True)
            if "(" in name or " - " in name:
                forms.pop(name, None)

    by_place = {}
    for surface, codes in forms.items():
        for code, form in codes.items():
            by_place.setdefault(code, {}).setdefault(form, []).append(surface)
    lines = ["# Made by Scripts/make-gazetteer.py from Unicode CLDR and Weft's own tables; see LICENSE-unicode.txt."]
    for code in sorted(places):
        kind, name, around = places[code]
        lines.append("\t".join(["P", code, kind, name, " ".join(sorted(around))]))
        for form in "nad":
            surfaces = sorted(by_place.get(code, {}).get(form, []))
            if surfaces:
                lines.append("\t".join(["N", code, form, *surfaces]))
    suffixes = sorted({suffix for line in LEGAL.split("\n") for suffix in line.split("|")})
    lines.append("\t".join(["L", *suffixes]))
    OUTPUT.write_text("\n".join(lines) + "\n", encoding="utf-8")
    print(f"{len(places)} places, {len(forms)} names, {len(suffixes)} legal suffixes, {OUTPUT.stat().st_size} bytes")


main()
