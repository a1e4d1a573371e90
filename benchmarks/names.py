"""Names of nobody: some hundred frequent ones, and as many rare ones as a large site would have."""

_FREQUENT_FAMILY = (
    "Abbas Ahmadi Aksoy Al-Hassan Antonenko Arslan Asante Aydın Bajrami Balogun Barzani Bekele Bondarenko Brankić "
    "Çelik Ceesay Dąbrowski Demir Diallo Dimitrov Đorđević Doğan El-Sayed Erdoğan Farahani Georgiev Gebremariam Gül "
    "Haddad Haidari Hakimi Hamdan Hashemi Hoxha Hussein Ibrahimi Ivanenko Jallow Jankowska Jovanović Kaplan Karimi "
    "Kazemi Kılıç Koç Kovalenko Krasniqi Kurt Łukaszewicz Mahmoud Mansour Markovych Mehari Melnyk Müller-Şahin Mustafa "
    "Nasser Nazari Nowak Nurhusein Omar Öztürk Petrenko Popescu Qasim Rahimi Rashid Rezaei Saleh Shevchenko Şimşek "
    "Tekle Tesfay Traoré Tymoshenko Ünal Vasile Weiß Yıldız Yılmaz Yohannes Yusuf Zadran Zheleva Żuk"
)
_FREQUENT_GIVEN = (
    "Aisha Aleksandr Amina Anastasiia Andrij Asma Ayşe Bahar Baran Berivan Dana Daniel Darya Elif Emre Fatima Fatma "
    "Filmon Hamid Hana Hasan Helen Hewan Ibrahim Iryna Ivan Jamila Karim Khadija Kseniia Laila Leyla Luwam Mariam "
    "Marija Mehmet Milena Mohammed Mykola Nadia Natalija Nesrin Nora Oksana Oleh Omar Özlem Rahel Rana Reza Rojin Rüya "
    "Sabina Said Samira Samuel Selam Semhar Serhij Shirin Sofiia Tarek Tetiana Viktor Yara Yosef Yusra Zahra Zeynep"
)
#: Names of syllables: nobody's, as many as a large site would have.
_RARE_FAMILY = [
    f"{first}{middle}{last}"
    for last in ("ov", "ani", "oğlu", "adze", "ić", "ewicz", "zadeh", "akis", "escu", "enko")
    for middle in (
        "ba", "der", "ga", "hi", "kal", "lu", "mo", "nar", "pe", "rash", "sul", "ta", "va", "zi", "chu", "ju",
    )
    for first in (
        "A", "Ba", "Cho", "Da", "Fe", "Ga", "Ho", "Is", "Ka", "Le", "Ma", "Na", "O", "Pa", "Qu", "Ro", "Sa", "Sche",
        "Tu", "U", "Vi", "Wa", "Ya", "Za", "Ce",
    )
]  # fmt: skip
_RARE_GIVEN = [
    f"{first}{last}"
    for last in ("ra", "no", "mir", "lin", "esh", "dar", "ika", "ul", "ida", "o", "yar", "wan", "een", "bek")
    for first in (
        "A", "Bo", "Ca", "De", "Er", "Fa", "Gu", "Ha", "Ir", "Ja", "Ke", "La", "Me", "Na", "Or", "Pa", "Ri", "Sha",
        "Ta", "Ul", "Va", "Ye", "Za", "Zu", "Ni", "Mu", "Si", "Ro", "Lu", "Ko",
    )
]  # fmt: skip

FAMILY = [*_FREQUENT_FAMILY.split(), *_RARE_FAMILY]
GIVEN = [*_FREQUENT_GIVEN.split(), *_RARE_GIVEN]
