"""Names for people who do not exist, from the many places where the people of Flanders come from."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from aanboord.core.identifiers import Sex
from aanboord.people.models import Language


@dataclass(frozen=True, slots=True)
class Origin:
    """Where names come from: their share among a hundred people, names by sex, languages besides Dutch."""

    share: int
    women: str
    men: str
    families: str
    languages: tuple[Language, ...] = ()


ORIGINS = (
    Origin(
        58,
        "Lotte Emma Julie Hilde Ann Katrien Sofie Griet Lies Nele Femke Elke Veerle Marleen Jana Noor Fien Tine Ilse",
        "Pieter Jonas Bram Stijn Koen Dirk Wim Bart Seppe Thomas Maarten Joris Jef Wout Lander Geert Kobe Ruben Tim",
        "Vermeirsch|De Wandel|Claeysens|Van den Berghen|Mertensen|D'Hoorne|Verhulsten|Goossenaerts|De Smetter|"
        "Van Hoolandt|Lievensen|Desmedtere|Roelandts|Van de Weyer|Coppensier|Bogaertse|Hendrikx-Claes|De Vuysere|"
        "Tackaertse|Van Overmeiren|Pauwelyn|Sercuyt|De Backere|Wautersen|Van Damhout|Dewaelse|Segerink|Maenhoudt|"
        "Baertsoon|Vanlerbergen|De Kinderen|Steenhoudt|Van Eeckhaute|Mortierse|Nijssens|Vandewegen|Delaerde|Kerckhoven",
    ),
    Origin(
        9,
        "Fatima Samira Nadia Salma Yasmina Hafsa Imane Loubna Ikram",
        "Youssef Mohamed Bilal Karim Rachid Ayoub Hamza Soufiane Nabil",
        "El Amraouin|Benhaddou|Ait Lahsen|Bouzeroual|El Khattouti|Ouazzanine|Tahirioui|El Idrissane|Chakirou|Benyoussi",
        (Language.AR, Language.FR),
    ),
    Origin(
        7,
        "Elif Zeynep Ayşe Merve Büşra Gülsüm Derya",
        "Emre Mehmet Burak Hakan Yusuf Oğuz Serkan",
        "Yıldızoğlu|Demirkaya|Öztürkmen|Karadağlı|Şahinbaş|Çelikkol|Aydınsoy|Kılıçman",
        (Language.TR,),
    ),
    Origin(
        6,
        "Oksana Iryna Natalia Olena Marta Agnieszka Elena Mirela",
        "Andrii Oleksandr Dmytro Piotr Krzysztof Georgi Ionuț Plamen",
        "Kovalenkyi|Bondarchuk-Lis|Shevchuko|Nowakiewicz|Wiśniewicka|Petrovanu|Dimitrescov|Ivanichkova|Stoyanchev",
        (Language.UK, Language.PL, Language.RO, Language.BG, Language.RU),
    ),
    Origin(
        7,
        "Zahra Shabnam Maryam Rania Hala Nour Parwana",
        "Ahmad Omid Farid Khaled Basel Zabiullah Mustafa",
        "Rahmanizad|Noorzaiy|Haidaripour|Al-Hamwiyan|Darwishani|Sarkishvand|Habibzadeh|Al Khourany|Stanekzay",
        (Language.FA, Language.PS, Language.AR),
    ),
    Origin(
        6,
        "Selam Hodan Amina Saba Feven Asha Mariama",
        "Tesfay Abdi Yonas Mahad Filmon Ibrahim Alpha",
        "Tekleab|Warsamiye|Gebremeskelay|Abdullahiye|Haileselas|Diallomba|Kidanemar|Bahdoniye",
        (Language.TI, Language.SO, Language.EN),
    ),
    Origin(
        4,
        "Grâce Chantal Joëlle Espérance Aline",
        "Patrick Junior Christian Fabrice Élie",
        "Mukendiba|Ilungaye|Kabongolo|Nsimbanda|Tshibolo|Lukokiwa",
        (Language.FR,),
    ),
    Origin(
        3,
        "María Carmen Ana Giulia Inês",
        "José João Marco Andrés Tiago",
        "García Vellozo|Da Silveirinha|Rossetani|Fernandes Moural|Ortigosa Lerín|Conceição Braz",
        (Language.ES, Language.EN),
    ),
)

STREETS = (
    "Lindendreef",
    "Kasteelweide",
    "Molenakker",
    "Rietgrachtstraat",
    "Veldekensweg",
    "Zilverberkenlaan",
    "Oude Vaart",
    "Sluizenpad",
    "Korenbloemplein",
    "Weverskaai",
    "Ooievaarsnest",
    "Hopbeekstraat",
    "Vlasblomweg",
    "Kanaalkouter",
    "Steenovenhof",
    "Wilgenroosstraat",
)


@dataclass(frozen=True, slots=True)
class Named:
    """A name, the sex that goes with it, and the language spoken at home when that is not Dutch."""

    given: str
    family: str
    sex: Sex
    language: Language | None


def draw(random: Random, *, from_abroad: bool = False) -> Named:
    """Somebody new; `from_abroad` for who arrived not long ago."""
    choices = ORIGINS[3:] if from_abroad else ORIGINS
    origin = random.choices(choices, [one.share for one in choices])[0]
    sex = random.choice((Sex.FEMALE, Sex.MALE))
    given = random.choice((origin.women if sex is Sex.FEMALE else origin.men).split())
    speaks_dutch = not origin.languages or (not from_abroad and random.random() < 0.6)
    return Named(
        given, random.choice(origin.families.split("|")), sex, None if speaks_dutch else random.choice(origin.languages)
    )
