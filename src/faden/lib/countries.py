"""States by their code (ISO 3166-1 alpha-3) with German short names, to say a nationality.

Source: Destatis, Staats- und Gebietssystematik (code list of 19.02.2021); codes of ICAO for people without a state.
"""

from collections.abc import Mapping
from types import MappingProxyType

from faden.lib.names import sort_key

#: ICAO 9303: nobody's national, and not cleared up.
STATELESS, UNCLEAR = "XXA", "XXX"

_STATES = """
AFG AF Afghanistan
AGO AO Angola
ALB AL Albanien
AND AD Andorra
ARE AE Vereinigte Arabische Emirate
ARG AR Argentinien
ARM AM Armenien
ATG AG Antigua und Barbuda
AUS AU Australien
AUT AT Österreich
AZE AZ Aserbaidschan
BDI BI Burundi
BEL BE Belgien
BEN BJ Benin
BFA BF Burkina Faso
BGD BD Bangladesch
BGR BG Bulgarien
BHR BH Bahrain
BHS BS Bahamas
BIH BA Bosnien und Herzegowina
BLR BY Belarus
BLZ BZ Belize
BOL BO Bolivien
BRA BR Brasilien
BRB BB Barbados
BRN BN Brunei Darussalam
BTN BT Bhutan
BWA BW Botsuana
CAF CF Zentralafrikanische Republik
CAN CA Kanada
CHE CH Schweiz
CHL CL Chile
CHN CN China
CIV CI Côte d’Ivoire
CMR CM Kamerun
COD CD Kongo, Demokratische Republik
COG CG Kongo
COL CO Kolumbien
COM KM Komoren
CPV CV Cabo Verde
CRI CR Costa Rica
CUB CU Kuba
CYP CY Zypern
CZE CZ Tschechien
DEU DE Deutschland
DJI DJ Dschibuti
DMA DM Dominica
DNK DK Dänemark
DOM DO Dominikanische Republik
DZA DZ Algerien
ECU EC Ecuador
EGY EG Ägypten
ERI ER Eritrea
ESP ES Spanien
EST EE Estland
ETH ET Äthiopien
FIN FI Finnland
FJI FJ Fidschi
FRA FR Frankreich
FSM FM Mikronesien
GAB GA Gabun
GBR GB Vereinigtes Königreich
GEO GE Georgien
GHA GH Ghana
GIN GN Guinea
GMB GM Gambia
GNB GW Guinea-Bissau
GNQ GQ Äquatorialguinea
GRC GR Griechenland
GRD GD Grenada
GTM GT Guatemala
GUY GY Guyana
HKG HK Hongkong
HND HN Honduras
HRV HR Kroatien
HTI HT Haiti
HUN HU Ungarn
IDN ID Indonesien
IND IN Indien
IRL IE Irland
IRN IR Iran
IRQ IQ Irak
ISL IS Island
ISR IL Israel
ITA IT Italien
JAM JM Jamaika
JOR JO Jordanien
JPN JP Japan
KAZ KZ Kasachstan
KEN KE Kenia
KGZ KG Kirgisistan
KHM KH Kambodscha
KIR KI Kiribati
KNA KN St. Kitts und Nevis
KOR KR Korea, Republik
KWT KW Kuwait
LAO LA Laos
LBN LB Libanon
LBR LR Liberia
LBY LY Libyen
LCA LC St. Lucia
LIE LI Liechtenstein
LKA LK Sri Lanka
LSO LS Lesotho
LTU LT Litauen
LUX LU Luxemburg
LVA LV Lettland
MAC MO Macau
MAR MA Marokko
MCO MC Monaco
MDA MD Moldau
MDG MG Madagaskar
MDV MV Malediven
MEX MX Mexiko
MHL MH Marshallinseln
MKD MK Nordmazedonien
MLI ML Mali
MLT MT Malta
MMR MM Myanmar
MNE ME Montenegro
MNG MN Mongolei
MOZ MZ Mosambik
MRT MR Mauretanien
MUS MU Mauritius
MWI MW Malawi
MYS MY Malaysia
NAM NA Namibia
NER NE Niger
NGA NG Nigeria
NIC NI Nicaragua
NLD NL Niederlande
NOR NO Norwegen
NPL NP Nepal
NRU NR Nauru
NZL NZ Neuseeland
OMN OM Oman
PAK PK Pakistan
PAN PA Panama
PER PE Peru
PHL PH Philippinen
PLW PW Palau
PNG PG Papua-Neuguinea
POL PL Polen
PRK KP Korea, Demokratische Volksrepublik
PRT PT Portugal
PRY PY Paraguay
PSE PS Palästinensische Gebiete
QAT QA Katar
ROU RO Rumänien
RUS RU Russische Föderation
RWA RW Ruanda
SAU SA Saudi-Arabien
SDN SD Sudan
SEN SN Senegal
SGP SG Singapur
SLB SB Salomonen
SLE SL Sierra Leone
SLV SV El Salvador
SMR SM San Marino
SOM SO Somalia
SRB RS Serbien
SSD SS Südsudan
STP ST São Tomé und Príncipe
SUR SR Suriname
SVK SK Slowakei
SVN SI Slowenien
SWE SE Schweden
SWZ SZ Eswatini
SYC SC Seychellen
SYR SY Syrien
TCD TD Tschad
TGO TG Togo
THA TH Thailand
TJK TJ Tadschikistan
TKM TM Turkmenistan
TLS TL Timor-Leste
TON TO Tonga
TTO TT Trinidad und Tobago
TUN TN Tunesien
TUR TR Türkei
TUV TV Tuvalu
TWN TW Taiwan
TZA TZ Tansania
UGA UG Uganda
UKR UA Ukraine
URY UY Uruguay
USA US Vereinigte Staaten
UZB UZ Usbekistan
VAT VA Vatikanstadt
VCT VC St. Vincent und die Grenadinen
VEN VE Venezuela
VNM VN Vietnam
VUT VU Vanuatu
WSM WS Samoa
XKX XK Kosovo
YEM YE Jemen
ZAF ZA Südafrika
ZMB ZM Sambia
ZWE ZW Simbabwe
"""


def _read(lines: str) -> tuple[dict[str, str], dict[str, str]]:
    parts = [line.split(" ", 2) for line in lines.strip().splitlines()]
    return {three: name for three, _, name in parts}, {two: three for three, two, _ in parts}


_NAMES, _BY_TWO_LETTERS = _read(_STATES)
COUNTRIES: Mapping[str, str] = MappingProxyType({**_NAMES, STATELESS: "staatenlos", UNCLEAR: "ungeklärt"})
ALPHA_3: Mapping[str, str] = MappingProxyType(_BY_TWO_LETTERS)


def country_name(code: str) -> str:
    """The German name; a code that is not listed stands for itself."""
    return COUNTRIES.get(code, code)


def in_german_order() -> list[tuple[str, str]]:
    """Code and name, to choose from."""
    return sorted(COUNTRIES.items(), key=lambda pair: sort_key(pair[1]))
