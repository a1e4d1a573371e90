"""Common names by language of origin, to be put together at random."""

from dataclasses import dataclass
from random import Random


@dataclass(frozen=True)
class Origin:
    """Where somebody's names come from.

    :param language: BCP 47 tag of the language spoken
    :param nationality: ISO 3166 alpha-2 code
    :param weight: how many of a hundred clients
    """

    language: str
    nationality: str
    weight: int
    women: tuple[str, ...]
    men: tuple[str, ...]
    families: tuple[str, ...]


def _words(text: str) -> tuple[str, ...]:
    return tuple(text.split())


ORIGINS = (
    Origin(
        "ar",
        "SY",
        26,
        _words("Amal Rima Huda Samar Nour Lina Rasha Dalia Hanan Maysa Yasmin Salma Rana Ghada Nada Widad"),
        _words("Omar Khaled Yousef Samir Tarek Bilal Anas Firas Mazen Nabil Ziad Hassan Karim Rami Imad Wael"),
        _words("Al-Masri Haddad Khoury Darwish Sabbagh Kanaan Shahin Barakat Najjar Hamdan Qasim Zein Issa Mansour"),
    ),
    Origin(
        "uk",
        "UA",
        22,
        _words("Oksana Tetiana Iryna Nataliia Svitlana Olena Halyna Yuliia Kateryna Liudmyla Daryna Oleksandra"),
        _words("Oleksandr Andrii Serhii Mykola Dmytro Ihor Bohdan Vasyl Taras Yevhen Ruslan Maksym"),
        _words("Kovalchuk Shevchuk Bondarenko Melnyk Tkachenko Kravchuk Polishchuk Savchenko Lysenko Hrytsenko Moroz"),
    ),
    Origin(
        "fa",
        "AF",
        14,
        _words("Zahra Fatima Maryam Shabnam Parwana Nilufar Roya Farzana Laila Mina Shirin Nargis"),
        _words("Ahmad Farhad Mohammad Reza Jawad Najib Hamid Mustafa Navid Masoud Sohrab Idris"),
        _words("Rahimi Karimi Hosseini Nazari Ahmadi Sharifi Noori Azizi Rezai Habibi Sultani Yaqubi"),
    ),
    Origin(
        "tr",
        "TR",
        10,
        _words("Ayşe Elif Gülşen Sevgi Hatice Nuray Songül Şule Özlem Çiğdem"),
        _words("Mehmet Yusuf Hüseyin İbrahim Ömer Selçuk Uğur Kerem Cemal Barış"),
        _words("Yılmaz Öztürk Şahin Çelik Aydın Güneş Koç Doğan Kılıç Erdoğdu Işık"),
    ),
    Origin(
        "kmr",
        "IQ",
        8,
        _words("Berîvan Rojîn Zîn Gulê Nesrîn Hêvî Şîrîn Avîn"),
        _words("Rêzan Baran Azad Serhat Diyar Hogir Şiyar Rojhat"),
        _words("Hesen Silêman Berwarî Xelef Şemdîn Elî Mîrza Cindî"),
    ),
    Origin(
        "ro",
        "RO",
        7,
        _words("Ioana Mihaela Elena Gabriela Ștefania Anca Cristina Doina"),
        _words("Ionuț Mihai Vasile Ștefan Gheorghe Cătălin Marius Florin"),
        _words("Ionescu Popa Dumitru Munteanu Țurcanu Stoica Rusu Bălan Niță"),
    ),
    Origin(
        "bg",
        "BG",
        5,
        _words("Desislava Radka Silvia Elena Vesela Tsvetelina"),
        _words("Dimitar Georgi Stoyan Plamen Hristo Krasimir"),
        _words("Dimitrova Petrova Stoyanov Kolev Hristova Asenov Todorova Marinov"),
    ),
    Origin(
        "ti",
        "ER",
        5,
        _words("Selam Feven Mebrat Letebrhan Rahwa Semhar"),
        _words("Tesfay Yonas Filmon Haile Robel Mehari"),
        _words("Gebremedhin Tekle Habtom Kidane Woldu Berhane Asfaha"),
    ),
    Origin(
        "sr",
        "RS",
        3,
        _words("Ana Jelena Milica Dragana Snežana Ljiljana"),
        _words("Miloš Dragan Nenad Zoran Đorđe Željko"),
        _words("Đorđević Jovanović Petrović Nikolić Živković Stojković Šarić"),
    ),
)
STAFF_NAMES = (
    _words(
        "Annika Birte Carla Dorothee Esra Franziska Gesa Hanna Ilka Jasmin Katja Lena Maren Nele Pia Renate Silke Tanja"
    ),
    _words(
        "Arne Björn Cem Daniel Emre Florian Gregor Henning Ingo Jonas Kai Lukas Malte Niels Ole Philipp Ruben Thorsten"
    ),
    _words(
        "Aschenbach Bergkemper Drostmeier Eickholt Feldhues Grünewald Hollkamp Isernhagen Jasperneite Kleinewiese "
        "Lütkehoff Möhring Nordhues Overbeck Pohlkamp Quante Rüschoff Steinkamp Terhorst Uhlenbrock Vollmering "
        "Wiesmann Ziegenhagen Özkan-Reuter Yıldırım-Voss Kowalczyk Schürhoff Brockhinke Tönsing Wulfkuhle"
    ),
)


def origin(random: Random) -> Origin:
    """Draw where somebody comes from."""
    return random.choices(ORIGINS, [each.weight for each in ORIGINS])[0]


def staff_name(random: Random, taken: set[str]) -> str:
    """Draw the name of somebody who works here, that nobody else has."""
    while True:
        name = f"{random.choice(STAFF_NAMES[random.randrange(2)])} {random.choice(STAFF_NAMES[2])}"
        if name not in taken:
            taken.add(name)
            return name
