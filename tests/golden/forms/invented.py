"""Invented companies and needs: the text that a company might write for each field, and its truth."""

from dataclasses import dataclass, field

from wordings import FIELDS, PHONE_MAIL, TYPE_DURATION

NAMES = [
    "Somme Étanchéité",
    "SARL Bocquet Maçonnerie",
    "Les Ateliers du Marquenterre",
    "EURL Vandamme Propreté",
    "Scop Bâti-Thiérache",
    "Groupe Lefort Réseaux",
    "SAS Nord Signalisation",
    "Haute-Cime Élagage",
    "Cuisines Cressent & Filles",
    "TRANSPORTS DELATTRE",
    "Ets Pruvost",
    "Menuiserie L'Établi",
]
STREETS = [
    "14 rue du Moulin Bleu",
    "ZA des Trois Ponts, 3 allée des Charrons",
    "8 bis chemin de la Briqueterie",
    "Parc Ouest, bâtiment C, 27 avenue des Tilleuls",
    "112 route de Doullens",
    "5 impasse Saint-Firmin",
    "2 quai Bélu",
]
TOWNS = [
    "80000 Amiens",
    "80100 Abbeville",
    "60000 Beauvais",
    "02100 Saint-Quentin",
    "59500 Douai",
    "62000 Arras",
    "80300 Albert",
    "60200 Compiègne",
]
FIRST = ["Solène", "Karim", "Benoît", "Aïcha", "Mathilde", "Yves", "Fatoumata", "Loïc", "Rosalie", "Djamel"]
LAST = ["Wattel", "Bensaïd", "Dufossé", "Traoré", "Leclercq", "Hennebelle", "Diarra", "Quévreux", "Machado", "Poulain"]
ROLES = ["responsable d'agence", "conductrice de travaux", "gérant", "assistante RH", "chef de chantier"]
JOBS = [
    (
        "Maçon VRD",
        ["Coffrage et coulage de dalles", "Pose de regards et de caniveaux", "Montage de murets en parpaings"],
        ["Lecture de plans", "Travail en équipe", "Respect des consignes"],
        "CAP maçonnerie souhaité",
    ),
    (
        "Agent d'entretien",
        ["Lavage des sols et des vitres", "Vidage des poubelles", "Réapprovisionnement des consommables"],
        ["Sens de l'organisation", "Discrétion"],
        "Aucun diplôme exigé",
    ),
    (
        "Couvreur-zingueur",
        ["Pose d'ardoises et de tuiles", "Réfection de gouttières"],
        ["Aisance en hauteur", "Précision du geste", "Esprit d'équipe"],
        "CAP couvreur",
    ),
    (
        "Aide-cuisinier",
        ["Épluchage et découpe des légumes", "Plonge et rangement", "Dressage des plateaux"],
        ["Rapidité", "Propreté", "Ponctualité"],
        "CAP cuisine apprécié",
    ),
    (
        "Ouvrier espaces verts",
        ["Tonte et débroussaillage", "Taille des haies", "Ramassage des feuilles", "Arrosage"],
        ["Autonomie", "Goût du travail dehors"],
        "CAPA travaux paysagers ou sans diplôme",
    ),
    (
        "Manutentionnaire",
        ["Chargement et déchargement des camions", "Préparation des palettes"],
        ["Rigueur", "Bonne condition physique"],
        "Sans diplôme",
    ),
    (
        "Assistant administratif",
        ["Saisie des bons de commande", "Accueil téléphonique", "Classement des dossiers"],
        ["Aisance à l'écrit", "Maîtrise d'un tableur"],
        "Bac pro gestion-administration",
    ),
    (
        "Poseur de menuiseries",
        ["Dépose des anciennes fenêtres", "Pose et réglage des menuiseries", "Réalisation des joints d'étanchéité"],
        ["Soin", "Sens du contact client"],
        "CAP menuisier poseur",
    ),
]
EXPERIENCES = [
    "Débutant accepté",
    "1 an minimum sur un poste similaire",
    "Première expérience souhaitée",
    "6 mois dans le bâtiment",
    "Non exigée",
    "2 à 3 ans",
]
NEEDS = [
    "Permis B",
    "Port de charges lourdes",
    "Travail en hauteur",
    "Horaires décalés (5h-13h)",
    "CACES R482 catégorie A",
    "Carte BTP",
    "Travail en extérieur par tous temps",
    "Déplacements dans la région",
    "Habilitation électrique H0B0",
]
PLACES = [
    "Lycée Édouard-Gand, Amiens",
    "Chantier du quai de l'Oise, 60200 Compiègne",
    "Douai et alentours",
    "12 rue des Orfèvres, 80000 Amiens",
    "Agglomération d'Arras",
    "Gare de Saint-Quentin",
]


@dataclass
class Need:
    """One need: the text written for each field, and its truth."""

    text: dict = field(default_factory=dict)
    truth: dict = field(default_factory=dict)
    review: list = field(default_factory=list)
    missing: list = field(default_factory=list)
    alt: dict = field(default_factory=dict)
    items: dict = field(default_factory=dict)


def siret(rng):
    """An invented SIRET with the right key."""
    base = f"{rng.randrange(300, 899)}{rng.randrange(10**5, 10**6)}"[:8]
    siren = base + luhn_end(base)
    nic = f"000{rng.randrange(1, 9)}"
    return siren + nic + luhn_end(siren + nic)


def luhn_end(digits):
    """The figure that makes the key of these digits right."""
    for end in "0123456789":
        total = 0
        for index, char in enumerate(reversed(digits + end)):
            double = int(char) * (2 if index % 2 else 1)
            total += double - 9 if double > 9 else double
        if total % 10 == 0:
            return end
    raise AssertionError


def grouped(rng, number):
    """The digits as people group them."""
    return rng.choice(
        [
            number,
            f"{number[:3]} {number[3:6]} {number[6:9]} {number[9:]}",
            f"{number[:9]} {number[9:]}",
            f"{number[:3]}.{number[3:6]}.{number[6:9]}.{number[9:]}",
        ]
    )


def company(rng, need):
    """Write a company into the need."""
    name, street, town = rng.choice(NAMES), rng.choice(STREETS), rng.choice(TOWNS)
    first, last, role = rng.choice(FIRST), rng.choice(LAST), rng.choice(ROLES)
    number = siret(rng)
    put(need, "company.name", name, name)
    put(need, "company.siret", grouped(rng, number), number)
    put(
        need,
        "company.address",
        rng.choice([f"{street}\n{town}", f"{street}, {town}", f"{street} - {town}"]),
        f"{street}, {town}",
    )
    person = rng.choice([f"{first} {last.upper()}", f"Mme {last}", f"M. {first} {last}", f"{last.upper()} {first}"])
    put(need, "company.contact_name", rng.choice([person, f"{person}, {role}", f"{person} ({role})"]), person)
    tail = f"{rng.randrange(100):02d}{rng.randrange(100):02d}"
    lead = rng.choice(["019900", "063998", "026191", "053654"])
    digits = lead + tail
    pairs = [digits[i : i + 2] for i in range(0, 10, 2)]
    put(
        need,
        "company.phone",
        rng.choice(
            [
                " ".join(pairs),
                ".".join(pairs),
                digits,
                f"+33 {digits[1]} " + " ".join(pairs[1:]),
                f"{' '.join(pairs)} (standard)",
            ]
        ),
        "+33" + digits[1:],
    )
    mail = f"{first[0].lower()}.{last.lower()}@{name.split()[-1].lower()}.example"
    mail = "".join(
        {
            "é": "e",
            "è": "e",
            "ï": "i",
            "ê": "e",
            "â": "a",
            "ô": "o",
            "î": "i",
            "'": "",
            "’": "",
            "ç": "c",
            "É": "e",
        }.get(c, c)
        for c in mail
    )
    put(need, "company.email", rng.choice([mail, mail.upper() if rng.random() < 0.3 else mail]), mail)


def job(rng, need):
    """Write a job into the need."""
    title, tasks, skills, training = rng.choice(JOBS)
    title += rng.choice(["", " (H/F)", " H/F"])
    put(need, "job.title", title, title)
    text, truth, review = rng.choice(
        [
            ("1", 1, 0),
            ("2", 2, 0),
            ("3 postes", 3, 0),
            ("deux", 2, 0),
            ("quatre (4)", 4, 0),
            ("5 personnes", 5, 0),
            ("2 à 3", 2, 1),
            ("une dizaine", 10, 1),
            ("1 (un)", 1, 0),
            ("x2", 2, 0),
        ]
    )
    put(need, "job.openings", text, truth, review)
    text, truth, review = rng.choice([
        ("15/03/2027", "2027-03-15", 0), ("le 1er avril 2027", "2027-04-01", 0), ("lundi 3 mai 2027", "2027-05-03", 0), ("01.02.27", "2027-02-01", 0), ("Dès que possible", "asap", 0), ("ASAP", "asap", 0), ("à partir du 10 janvier 2027", "2027-01-10", 0),
        ("mars 2027", "2027-03-01", 1), ("S12", "2027-03-22", 1), ("début avril 2027", "2027-04-01", 1), ("à définir avec le chantier", None, 1), ("2027-06-14", "2027-06-14", 0), ("12 octobre 2025", "2025-10-12", 1), ("14-06-2027", "2027-06-14", 0), ("immédiate", "asap", 0),
    ])  # fmt: skip
    put(need, "job.start_date", text, truth, review)
    listed(rng, need, "job.activities", tasks)
    listed(rng, need, "job.skills", skills)
    put(need, "job.experience", *[rng.choice(EXPERIENCES)] * 2)
    put(need, "job.training", *[training] * 2)
    listed(rng, need, "job.special_requirements", rng.sample(NEEDS, rng.randrange(1, 4)))


def conditions(rng, need):
    """Write what the company offers into the need."""
    kind, text, duration, written = rng.choice([
        ("CDD", "CDD", "P6M", "6 mois"), ("CDD", "Contrat à durée déterminée", "P12M", "1 an"), ("CTT", "Intérim", "PT450H", "450 heures"), ("CTT", "Mission d'intérim", "P3M", "3 mois"), ("CDDI", "CDDI", "P8M", "8 mois"), ("CDD", "CDD", "P10W", "10 semaines"),
        ("PRO", "Contrat de professionnalisation", "P12M", "12 mois"), ("CDI", "CDI", None, ""), ("CUI", "PEC", "P9M", "9 mois"), ("CDD", "CDD", "P6M", "6 mois renouvelables"), ("APP", "Apprentissage", "P24M", "2 ans"), ("CDI_CHANTIER", "CDI de chantier", None, ""), ("CDD", "CDD d'usage", "P6M", "du 1er avril au 30 septembre 2027"),
    ])  # fmt: skip
    put(need, "conditions.contract_type", text, kind)
    put(need, "conditions.contract_duration", written, duration)
    if duration is None:
        need.text[TYPE_DURATION] = text
    else:
        need.text[TYPE_DURATION] = (
            rng.choice([f"{text} de {written}", f"{text}, {written}", f"{text} - {written}"])
            if not written.startswith("du")
            else f"{text} {written}"
        )
    text, truth, review = rng.choice(
        [
            ("35 h", 35, 0),
            ("35h00", 35, 0),
            ("39 heures", 39, 0),
            ("24h/semaine", 24, 0),
            ("151,67 h par mois", 35, 0),
            ("temps plein (35h)", 35, 0),
            ("28 h hebdomadaires", 28, 0),
            ("30", 30, 0),
            ("26h30", 26.5, 0),
            ("mi-temps", 17.5, 1),
            ("temps complet", 35, 1),
            ("28 à 35 h", 28, 1),
        ]
    )
    put(need, "conditions.weekly_hours", text, truth, review)
    if review:
        need.alt["conditions.weekly_hours"] = [None]
    text, low, high, period, basis, review = rng.choice([
        ("12,50 €/h", 12.5, 12.5, "hour", None, 0), ("12.85 € brut de l'heure", 12.85, 12.85, "hour", None, 0), ("2 350 € bruts mensuels", 2350, 2350, "month", None, 0), ("2400 euros brut/mois", 2400, 2400, "month", None, 0), ("de 12,40 à 13,60 € brut/heure", 12.4, 13.6, "hour", None, 0),
        ("29 k€ brut annuel", 29000, 29000, "year", None, 0), ("SMIC", None, None, None, "smic", 0), ("Smic horaire", None, None, None, "smic", 0), ("selon grille", None, None, None, None, 1), ("2.450,00 € par mois", 2450, 2450, "month", None, 0), ("29 400 € brut/an sur 12 mois", 29400, 29400, "year", None, 0), ("12 € 60 / heure + panier 11 €", 12.6, 12.6, "hour", None, 0),
    ])  # fmt: skip
    truth = None if review else {"min": low, "max": high, "period": period, "basis": basis}
    put(need, "conditions.gross_salary", text, truth, review)
    put(need, "conditions.workplace", *[rng.choice(PLACES)] * 2)
    hours, pay = need.truth["conditions.weekly_hours"], need.truth["conditions.gross_salary"]
    if (
        need.truth["conditions.contract_type"] not in {"PRO", "APP"}
        and pay
        and pay["min"]
        and pay["period"] != "hour"
        and hours
    ):
        hourly = (
            pay["min"]
            / (12 if pay["period"] == "year" else 1)
            / ((min(hours, 35) + max(0, hours - 35) * 1.25) * 52 / 12)
        )
        if hourly < 11.96:
            need.review.append("conditions.gross_salary")


def listed(rng, need, path, values):
    """Write a list in one of the usual ways."""
    style = (
        rng.choice(["bullets", "dashes", "numbers", "lines", "semicolons", "commas"]) if len(values) > 1 else "lines"
    )
    low = [value[0].lower() + value[1:] if not value[:2].isupper() else value for value in values]
    text = {
        "bullets": "\n".join(f"• {value}" for value in values), "dashes": "\n".join(f"- {value}" for value in low), "numbers": "\n".join(f"{i}) {value}" for i, value in enumerate(values, 1)),
        "lines": "\n".join(values), "semicolons": " ; ".join(low), "commas": ", ".join([values[0], *low[1:]]),
    }[style]  # fmt: skip
    put(need, path, text, values)
    need.items[path] = values


def put(need, path, text, truth, review=0):
    """Text and truth of one field."""
    need.text[path] = text
    need.truth[path] = truth
    if review:
        need.review.append(path)


def make_need(rng, base=None):
    """A need, of the company of another one where given."""
    need = Need()
    if base is None:
        company(rng, need)
    else:
        for path in FIELDS[:6]:
            need.text[path], need.truth[path] = base.text[path], base.truth[path]
    job(rng, need)
    conditions(rng, need)
    for path in (
        "job.training",
        "company.contact_name",
        "job.experience",
        "company.siret",
        "conditions.workplace",
        "job.openings",
    ):
        if base is None and rng.random() < 0.05:
            need.text[path], need.truth[path] = "", None
            need.missing.append(path)
            if path in need.review:
                need.review.remove(path)
    need.text[PHONE_MAIL] = rng.choice([" / ", " - ", " ou ", "\n"]).join(
        [need.text["company.phone"], need.text["company.email"]]
    )
    return need


def blank_need():
    """A form sent back unfilled."""
    need = Need()
    need.text = dict.fromkeys([*FIELDS, PHONE_MAIL, TYPE_DURATION], "")
    return need
