"""Forms to measure on: invented companies and needs, written into layouts that the engine was not designed on, with their truth.

    python tests/golden/forms/make.py FOLDER [--seed 7] [--each 3] [--scans] [--office]

--office also converts Word files to odt, doc, rtf and pdf with LibreOffice; --scans adds layouts that live on paper, and every PDF page as scanners, fax machines and telephones give it.
"""

from __future__ import annotations

import argparse
import json
import random
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import paper
from paper import typst_lines, typst_text

FIELDS = [
    "company.name", "company.siret", "company.address", "company.contact_name", "company.phone", "company.email",
    "job.title", "job.openings", "job.start_date", "job.activities", "job.skills", "job.experience", "job.training", "job.special_requirements",
    "conditions.contract_type", "conditions.contract_duration", "conditions.weekly_hours", "conditions.gross_salary", "conditions.workplace",
]  # fmt: skip
LISTS = {"job.activities", "job.skills", "job.special_requirements"}
PHONE_MAIL, TYPE_DURATION = "phone+mail", "type+duration"

# Label sets as different people would write them; the last entries are composites.
LABELS = {
    "officiel": [
        "Raison sociale",
        "N° SIRET",
        "Adresse du siège",
        "Interlocuteur",
        "Téléphone",
        "Courriel",
        "Intitulé du poste",
        "Nombre de postes",
        "Date d'embauche prévue",
        "Missions confiées",
        "Compétences attendues",
        "Expérience exigée",
        "Niveau de formation",
        "Contraintes particulières",
        "Nature du contrat",
        "Durée du contrat",
        "Durée hebdomadaire de travail",
        "Rémunération brute",
        "Lieu d'exécution",
    ],
    "questions": [
        "Quel est le nom de votre entreprise ?",
        "Quel est votre numéro de SIRET ?",
        "À quelle adresse êtes-vous installés ?",
        "Qui devons-nous contacter ?",
        "À quel numéro de téléphone ?",
        "À quelle adresse mail ?",
        "Quel métier recherchez-vous ?",
        "Combien de personnes recrutez-vous ?",
        "À partir de quelle date ?",
        "Quelles seront les tâches à réaliser ?",
        "Quelles compétences attendez-vous ?",
        "Une expérience est-elle nécessaire ?",
        "Un diplôme ou une formation ?",
        "Y a-t-il des contraintes (permis, horaires, port de charges) ?",
        "Quel type de contrat proposez-vous ?",
        "Pour quelle durée ?",
        "Combien d'heures par semaine ?",
        "Quel salaire brut proposez-vous ?",
        "Où se trouve le lieu de travail ?",
    ],
    "chantier": [
        "Entreprise titulaire",
        "SIRET",
        "Siège social",
        "Conducteur de travaux à contacter",
        "Tél. portable",
        "Mail",
        "Poste / qualification",
        "Nb de postes à pourvoir",
        "Démarrage souhaité",
        "Travaux à réaliser",
        "Savoir-faire attendus",
        "Expérience dans le métier",
        "Diplôme / titre",
        "Habilitations, permis, CACES",
        "Type de contrat",
        "Durée prévue",
        "Horaire hebdomadaire",
        "Taux horaire brut",
        "Adresse du chantier",
    ],
    "interim": [
        "Client (raison sociale)",
        "N° Siret client",
        "Adresse client",
        "Donneur de consignes / contact",
        "Ligne directe",
        "E-mail",
        "Qualification demandée",
        "Effectif demandé",
        "Début de mission",
        "Descriptif de la mission",
        "Profil souhaité",
        "Expérience souhaitée",
        "Formation souhaitée",
        "Exigences liées au poste",
        "Type de contrat proposé",
        "Durée de la mission",
        "Base horaire hebdomadaire",
        "Salaire de référence",
        "Lieu de mission",
    ],
    "mairie": [
        "Nom de l'employeur",
        "Numéro SIRET",
        "Adresse complète",
        "Personne référente pour ce recrutement",
        "Tél.",
        "Mél.",
        "Emploi proposé",
        "Nombre d'emplois à pourvoir",
        "Prise de poste",
        "Activités du poste",
        "Qualités et aptitudes requises",
        "Expérience",
        "Formation",
        "Particularités du poste",
        "Contrat",
        "Durée",
        "Temps de travail hebdomadaire",
        "Salaire",
        "Lieu d'affectation",
    ],
    "combine": [
        "Dénomination sociale",
        "SIRET",
        "Adresse postale",
        "Contact entreprise",
        PHONE_MAIL,
        "",
        "Métier recherché",
        "Effectif à recruter",
        "Date de début souhaitée",
        "Principales tâches",
        "Compétences / qualités",
        "Expérience requise",
        "Diplôme requis",
        "Conditions particulières de travail",
        TYPE_DURATION,
        "",
        "Nombre d'heures hebdomadaires",
        "Salaire brut proposé",
        "Localisation du poste",
    ],
}
COMPOSITE = {PHONE_MAIL: "Téléphone / e-mail", TYPE_DURATION: "Contrat (nature et durée)"}
SECTIONS = {
    "officiel": ("Renseignements sur l'entreprise", "Description du besoin", "Conditions d'embauche"),
    "questions": ("Vous", "La personne recherchée", "Ce que vous proposez"),
    "chantier": ("A. L'ENTREPRISE", "B. LE POSTE", "C. LE CONTRAT"),
    "interim": ("Entreprise utilisatrice", "Mission", "Conditions de la mission"),
    "mairie": ("1. Employeur", "2. Emploi et profil", "3. Conditions de travail et rémunération"),
    "combine": ("Identité de l'entreprise", "Profil du poste", "Modalités du contrat"),
}

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
    siren = base + _luhn_end(base)
    nic = f"000{rng.randrange(1, 9)}"
    return siren + nic + _luhn_end(siren + nic)


def _luhn_end(digits):
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


def rows(labels, need, part=None):
    """(label, text, path) in form order."""
    out = []
    for path, label in zip(FIELDS, LABELS[labels], strict=True):
        if part and not path.startswith(part):
            continue
        if label in COMPOSITE:
            out.append((COMPOSITE[label], need.text[label], path))
        elif label:
            out.append((label, need.text[path], path))
    return out


PARTS = ("company", "job", "conditions")


def case(file, family, needs, labels, **more):
    """The truth of one file."""

    def one(need):
        truth = {
            part: {
                path.split(".")[1]: need.truth.get(path) if path not in LISTS else need.truth.get(path) or []
                for path in FIELDS
                if path.startswith(part)
            }
            for part in PARTS
        }
        return {**truth, "expect_review": sorted(set(need.review)), "expect_missing": need.missing, "alt": need.alt}

    return {
        "file": file,
        "family": family,
        "kind": "liaison_form",
        "needs": [one(need) for need in needs],
        "labels": [label for label in LABELS[labels] if label],
        **more,
    }


# --- Word ---


def docx_new():
    """An empty Word document."""
    import docx

    return docx.Document()


def docx_cell(cell, text):
    """A cell of several paragraphs."""
    lines = text.split("\n")
    cell.text = lines[0]
    for line in lines[1:]:
        cell.add_paragraph(line)


def word_hints(path, labels, need):
    """Three columns: heading, answer, help; one table."""
    doc = docx_new()
    doc.add_heading("Recueil de besoin en recrutement – clauses sociales", 1)
    table = doc.add_table(rows=1, cols=3, style="Table Grid")
    for cell, text in zip(table.rows[0].cells, ("Rubrique", "Votre réponse", "Aide au remplissage"), strict=True):
        cell.text = text
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        cells = table.add_row().cells
        cells[0].merge(cells[2]).text = title
        for label, text, _ in rows(labels, need, part):
            cells = table.add_row().cells
            cells[0].text = label
            docx_cell(cells[1], text)
            cells[2].text = "Merci d'être précis" if "contrat" in label.lower() else ""
    doc.add_paragraph("Fait le 20/11/2026 – cachet de l'entreprise")
    doc.save(path)


def word_four(path, labels, need):
    """Label and value twice a row."""
    doc = docx_new()
    doc.add_heading("FICHE NAVETTE ENTREPRISE", 0)
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        doc.add_heading(title, 2)
        pairs = rows(labels, need, part)
        table = doc.add_table(rows=0, cols=4, style="Table Grid")
        for index in range(0, len(pairs), 2):
            cells = table.add_row().cells
            for offset, (label, text, _) in enumerate(pairs[index : index + 2]):
                cells[2 * offset].text = label + " :"
                docx_cell(cells[2 * offset + 1], text)
    doc.save(path)


def word_leaders(path, labels, need):
    """Paragraphs with dotted leaders; a foreign section in the middle and at the end."""
    doc = docx_new()
    doc.add_paragraph("DEMANDE DE PERSONNEL EN INSERTION").runs[0].bold = True
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        doc.add_paragraph().add_run(title).bold = True
        if part == "conditions":
            doc.add_paragraph().add_run("Marché concerné").bold = True
            for line in (
                "Maître d'ouvrage : Communauté de communes du Val d'Authie",
                "N° de marché : 2026-118",
                "Contact : Mme Odile FARCY",
                "Téléphone : 03 65 91 00 42",
                "Heures d'insertion à réaliser : 420 h",
            ):
                doc.add_paragraph(line)
            doc.add_paragraph().add_run(title).bold = True
        for label, text, _ in rows(labels, need, part):
            lines = text.split("\n")
            doc.add_paragraph(
                f"{label} : ........ {lines[0]} ........"
                if lines[0]
                else f"{label} : .........................................."
            )
            for line in lines[1:]:
                doc.add_paragraph(line)
    doc.add_paragraph().add_run("Cadre réservé au service emploi").bold = True
    for line in (
        "Dossier suivi par : Pascal NOIRET",
        "Ligne directe : 03 65 91 00 77",
        "Adresse mail : p.noiret@service-emploi.example",
        "Reçu le : 12/11/2026",
    ):
        doc.add_paragraph(line)
    doc.save(path)


def word_under(path, labels, need):
    """A bold label, the answer in the paragraph under it."""
    doc = docx_new()
    doc.add_heading("Votre besoin en personnel", 1)
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        doc.add_heading(title, 2)
        for label, text, _ in rows(labels, need, part):
            doc.add_paragraph().add_run(label).bold = True
            for line in text.split("\n"):
                doc.add_paragraph(line)
    doc.save(path)


def word_boxes(path, labels, need):
    """Boxes to tick for the contract; tutor and buyer sections beside ours."""
    doc = docx_new()
    doc.add_heading("EXPRESSION DE BESOIN – CLAUSE D'INSERTION", 1)
    table = doc.add_table(rows=0, cols=2, style="Table Grid")
    options = [
        ("CDI", "CDI"),
        ("CDD", "CDD"),
        ("CTT", "Intérim"),
        ("CDDI", "CDDI"),
        ("PRO", "Contrat pro"),
        ("APP", "Apprentissage"),
        ("CUI", "CUI / PEC"),
        ("CDI_CHANTIER", "CDI de chantier"),
    ]
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        cells = table.add_row().cells
        cells[0].merge(cells[1]).text = title
        for label, text, field_path in rows(labels, need, part):
            cells = table.add_row().cells
            cells[0].text = label
            if field_path == "conditions.contract_type" and label not in COMPOSITE.values():
                kind = need.truth.get(field_path)
                docx_cell(cells[1], "  ".join(f"{'☒' if code == kind else '☐'} {name}" for code, name in options))
            else:
                docx_cell(cells[1], text)
    for title, pairs in (
        (
            "Tutorat dans l'entreprise",
            (("Nom du tuteur", "Hervé Glacet"), ("Téléphone", "03 53 01 22 11"), ("Expérience du tuteur", "12 ans")),
        ),
        (
            "Donneur d'ordre",
            (
                ("Nom", "Ville de Corbie"),
                ("Adresse", "1 place de la République, 80800 Corbie"),
                ("Mail", "marches@corbie.example"),
            ),
        ),
    ):
        cells = table.add_row().cells
        cells[0].merge(cells[1]).text = title
        for label, text in pairs:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = label, text
    doc.save(path)


def word_two_jobs(path, labels, needs):
    """The company once, then a block a job."""
    doc = docx_new()
    doc.add_heading("Fiche entreprise – besoins de recrutement", 1)
    table = doc.add_table(rows=0, cols=2, style="Table Grid")
    for label, text, _ in rows(labels, needs[0], "company"):
        cells = table.add_row().cells
        cells[0].text = label
        docx_cell(cells[1], text)
    for number, need in enumerate(needs, 1):
        doc.add_heading(f"Poste n° {number}", 2)
        table = doc.add_table(rows=0, cols=2, style="Table Grid")
        for label, text, _ in [*rows(labels, need, "job"), *rows(labels, need, "conditions")]:
            cells = table.add_row().cells
            cells[0].text = label
            docx_cell(cells[1], text)
    doc.save(path)


def word_sheet(path, labels, need):
    """A company's own job sheet: headings with lists under them, the rest in lines."""
    doc = docx_new()
    doc.add_heading("FICHE DE POSTE", 0)
    for label, text, field_path in rows(labels, need, "company"):
        if field_path != "company.address" or "\n" not in text:
            doc.add_paragraph(f"{label} : {text}".replace("\n", " "))
        else:
            doc.add_paragraph(f"{label} : {text}".replace("\n", ", "))
    for label, text, field_path in [*rows(labels, need, "job"), *rows(labels, need, "conditions")]:
        if field_path in LISTS:
            doc.add_heading(label, 3)
            for value in need.items[field_path] if need.items else []:
                doc.add_paragraph(value, style="List Bullet")
        else:
            doc.add_paragraph(f"{label} : {text}")
    doc.save(path)


# --- sheets ---


def sheet_columns(path, labels, needs):
    """One column a job; the company only in the first."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Besoins")
    sheet.write(0, 0, "Recueil des besoins")
    sheet.write_row(1, 1, [f"Poste {number}" for number in range(1, len(needs) + 1)])
    row = 2
    for label, text, _ in rows(labels, needs[0], "company"):
        sheet.write(row, 0, label)
        sheet.write_string(row, 1, text)
        row += 1
    columns = [[*rows(labels, need, "job"), *rows(labels, need, "conditions")] for need in needs]
    for index, (label, _, _) in enumerate(columns[0]):
        sheet.write(row, 0, label)
        for number, column in enumerate(columns, 1):
            sheet.write_string(row, number, column[index][1])
        row += 1
    book.close()


def sheet_rows(path, labels, needs):
    """One row a job, the company in each."""
    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Postes")
    sheet.write_row(0, 0, [label for label, _, _ in rows(labels, needs[0])])
    for number, need in enumerate(needs, 1):
        for column, (_, text, _) in enumerate(rows(labels, need)):
            sheet.write_string(number, column, text)
    book.close()


def sheet_typed(path, labels, need):
    """Label and value, numbers and dates as a spreadsheet stores them."""
    from datetime import date

    import xlsxwriter

    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("Fiche")
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for row, (label, text, field_path) in enumerate(rows(labels, need)):
        sheet.write(row, 1, label)
        truth = need.truth.get(field_path)
        if field_path == "company.siret" and truth:
            sheet.write_number(row, 2, int(truth))
        elif field_path == "job.start_date" and truth and truth != "asap" and field_path not in need.review:
            sheet.write_datetime(row, 2, date.fromisoformat(truth), day)
        elif (field_path == "job.openings" and truth and field_path not in need.review) or (
            field_path == "conditions.weekly_hours" and truth and field_path not in need.review
        ):
            sheet.write_number(row, 2, truth)
        else:
            sheet.write_string(row, 2, text)
    book.close()


def csv_rows(path, labels, needs):
    """One row a job, lists with line ends inside their cells."""
    import csv

    with open(path, "w", newline="", encoding="cp1252", errors="replace") as out:
        writer = csv.writer(out, delimiter=";")
        writer.writerow([label for label, _, _ in rows(labels, needs[0])])
        for need in needs:
            writer.writerow(
                [text.replace("\n", " - ") if path_ not in LISTS else text for _, text, path_ in rows(labels, need)]
            )


# --- PDF with Typst ---


def compile_typst(source, path):
    """The PDF of a Typst source."""
    import typst

    with tempfile.NamedTemporaryFile("w", suffix=".typ", delete=False) as file:
        file.write(source)
    typst.compile(file.name, output=str(path))


HEAD = '#set page(paper: "a4", margin: 1.6cm)\n#set text(font: "Liberation Sans", size: 9.5pt, lang: "fr", hyphenate: false)\n'


def pdf_ruled(path, labels, need):
    """A ruled table, label and value."""
    out = [HEAD, "= Formulaire de recueil des besoins\n"]
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        out.append(f"== {typst_text(title)}\n#table(columns: (38%, 1fr),\n")
        out += [f"[{typst_text(label)}], [{typst_lines(text)}],\n" for label, text, _ in rows(labels, need, part)]
        out.append(")\n")
    compile_typst("".join(out), path)


def pdf_colons(path, labels, need):
    """« Label : value », no rules; lists under their label."""
    out = [HEAD, "= Offre d'emploi – clause sociale\n"]
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        out.append(f"== {typst_text(title)}\n")
        out += [f"*{typst_text(label)} :* {typst_lines(text)}\n\n" for label, text, _ in rows(labels, need, part)]
    compile_typst("".join(out), path)


def pdf_leaders(path, labels, need):
    """Dotted leaders after the label, blanks as dots."""
    out = [HEAD, "= FICHE DE LIAISON EMPLOYEUR\n"]
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        out.append(f"== {typst_text(title)}\n")
        for label, text, _ in rows(labels, need, part):
            out.append(
                f"{typst_text(label)} \\.\\.\\.\\.\\.\\.\\.\\. {typst_lines(text)}\n\n"
                if text
                else f"{typst_text(label)} " + "\\." * 60 + "\n\n"
            )
    out.append("\nFait à Amiens, le 20 novembre 2026\n")
    compile_typst("".join(out), path)


def pdf_boxed(path, labels, need):
    """The label small above a framed answer, two boxes a row for the short ones."""
    out = [HEAD, "= Besoin de recrutement\n"]
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        out.append(f"== {typst_text(title)}\n")
        short = [row for row in rows(labels, need, part) if row[2] not in LISTS]
        long = [row for row in rows(labels, need, part) if row[2] in LISTS]
        out.append("#grid(columns: (1fr, 1fr), gutter: 6pt,\n")
        out += [
            f"[#text(size: 8pt)[{typst_text(label)}] #v(-6pt) #rect(width: 100%, stroke: 0.5pt)[{typst_lines(text) or '~'}]],\n"
            for label, text, _ in short
        ]
        out.append(")\n")
        out += [
            f"#text(size: 8pt)[{typst_text(label)}] #v(-6pt) #rect(width: 100%, stroke: 0.5pt)[{typst_lines(text) or '~'}]\n"
            for label, text, _ in long
        ]
    compile_typst("".join(out), path)


def pdf_gaps(path, labels, need):
    """Label column and value column, told by the gap alone."""
    out = [HEAD, "= Fiche de poste\n"]
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        out.append(f"== {typst_text(title)}\n#grid(columns: (6.2cm, 1fr), row-gutter: 8pt,\n")
        out += [f"[{typst_text(label)}], [{typst_lines(text)}],\n" for label, text, _ in rows(labels, need, part)]
        out.append(")\n")
    compile_typst("".join(out), path)


def pdf_widgets(path, labels, need):
    """A fillable PDF whose field names say nothing: Texte1, Texte2 …"""
    import pikepdf

    pairs = rows(labels, need)
    source = [HEAD, "#set page(margin: 0pt)\n#place(dx: 40pt, dy: 30pt)[*Formulaire de liaison entreprise*]\n"]
    for index, (label, _, _) in enumerate(pairs):
        source.append(f"#place(dx: 40pt, dy: {70 + index * 38}pt)[#box(width: 165pt)[{typst_text(label)}]]\n")
    compile_typst("".join(source), path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        page = pdf.pages[0]
        height = float(page.mediabox[3])
        fields = pikepdf.Array()
        for index, (_, text, _) in enumerate(pairs):
            top = height - (66 + index * 38)
            widget = pikepdf.Dictionary(
                Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, FT=pikepdf.Name.Tx, T=pikepdf.String(f"Texte{index * 3 + 1}"), V=pikepdf.String(text), Ff=4096,
                Rect=pikepdf.Array([210, top - 34, 555, top]), DA=pikepdf.String("/Helv 9 Tf 0 g"), F=4, P=page.obj,
            )  # fmt: skip
            fields.append(pdf.make_indirect(widget))
        page.Annots = fields
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=fields, NeedAppearances=True, DA=pikepdf.String("/Helv 9 Tf 0 g"))
        pdf.save(path)


# --- web and mail ---


def html_table(path, labels, need):
    """A mail in HTML with a table."""
    from html import escape

    body = ["<html><head><meta charset='utf-8'></head><body><p>Bonjour,</p><p>Voici notre besoin :</p><table border=1>"]
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        body.append(f"<tr><th colspan=2>{escape(title)}</th></tr>")
        for label, text, _ in rows(labels, need, part):
            written = escape(text).replace("\n", "<br>")
            body.append(f"<tr><td><b>{escape(label)}</b></td><td>{written}</td></tr>")
    body.append("</table><p>Cordialement,<br>Le service du personnel<br>03 53 01 99 99</p></body></html>")
    Path(path).write_text("\n".join(body), "utf-8")


QUOTED_HEAD = "\n\nLe lun. 16 nov. 2026 à 09:12, Référent clauses <referent@agence.example> a écrit :\n"
SIGNED = "\n\nBien cordialement,\n\n{name}\nService du personnel\nTél : 03 53 01 88 88\naccueil@ailleurs.example\n"
REFERENT = "> Claire Morel\n> Référente clauses sociales\n> Tél : 03 65 91 00 10\n> claire.morel@agence.example\n"


def mail(path, body):
    """A plain mail with this body."""
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = (
        "contact@entreprise.example",
        "referent@agence.example",
        "RE: votre besoin",
    )
    message.set_content(body)
    Path(path).write_bytes(bytes(message))


def mail_top(path, labels, need):
    """Answers above, the blank form quoted below."""
    lines = ["Bonjour,", "", "Voici les éléments demandés.", ""]
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        lines += [
            title.upper(),
            *(
                f"{label} {'' if label.endswith('?') else ':'} {text}".replace("  ", " ")
                for label, text, _ in rows(labels, need, part)
            ),
            "",
        ]
    quoted = "".join(f"> {label} :\n" for label, _, _ in rows(labels, need))
    mail(
        path,
        "\n".join(lines)
        + SIGNED.format(name="Le secrétariat")
        + QUOTED_HEAD
        + "> Bonjour,\n> Merci de compléter :\n"
        + quoted
        + ">\n"
        + REFERENT,
    )


def mail_inline(path, labels, need):
    """Short answers typed under each quoted line."""
    body = (
        "Bonjour, mes réponses sont dans votre message."
        + QUOTED_HEAD
        + "> Bonjour,\n> Merci de me renvoyer ceci :\n>\n"
    )
    for label, text, _ in rows(labels, need):
        body += f"> {label} :\n" + (f"{text}\n" if text else "") + "\n"
    mail(path, body + ">\n" + REFERENT)


def mail_beside(path, labels, need):
    """Answers typed after the colon of the quoted line."""
    body = (
        "Bonjour,\nci-dessous complété.\n" + SIGNED.format(name="R. Pecquet") + QUOTED_HEAD + "> Merci de compléter :\n"
    )
    for label, text, _ in rows(labels, need):
        lines = text.split("\n")
        body += f"> - {label} : {lines[0]}\n" + "".join(f">   {line}\n" for line in lines[1:])
    mail(path, body + ">\n" + REFERENT)


def text_under(path, labels, need):
    """A text file: the label on its line, the answer under it, a blank line between."""
    out = ["EXPRESSION DU BESOIN", ""]
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        out += [f"=== {title} ===", ""]
        for label, text, _ in rows(labels, need, part):
            out += [label, *(f"    {line}" for line in text.split("\n") if line), ""]
    Path(path).write_text("\n".join(out), "utf-8")


# --- papers that are no forms ---


def others(folder):
    """Papers that are no forms."""
    cases = []
    doc = docx_new()
    doc.add_paragraph("Toitures du Ponthieu – 4 rue du Puits, 80100 Abbeville – SIRET 00000000000000")
    doc.add_paragraph("DEVIS N° D-2026-114")
    doc.add_paragraph("Chantier : gymnase Colbert    Date : 12/10/2026    Contact : M. Lucas, tél. 03 53 01 00 00")
    table = doc.add_table(rows=1, cols=4)
    for cell, text in zip(
        table.rows[0].cells, ("Désignation", "Quantité", "Prix unitaire HT", "Total HT"), strict=True
    ):
        cell.text = text
    doc.add_paragraph("TVA 20 %    Total TTC : 12 400,00 €")
    doc.save(folder / "devis.docx")
    cases.append({"file": "devis.docx", "family": "other papers", "kind": "unknown"})
    doc = docx_new()
    for line in (
        "Nadia ZOUAOUI",
        "9 rue des Glycines, 80000 Amiens",
        "Tél. : 06 39 98 12 12 – nadia.z@courrier.example",
        "Née le 04/05/1994",
        "Titre : Agent d'entretien",
        "Expérience professionnelle",
        "2019 – 2024 : agent de propreté, CDI, 35 h",
        "Formation",
        "2014 : CAP",
        "Compétences",
        "Ponctualité, autonomie",
        "Permis B",
        "Centres d'intérêt",
        "Couture",
    ):
        doc.add_paragraph(line)
    doc.save(folder / "cv.docx")
    cases.append({"file": "cv.docx", "family": "other papers", "kind": "candidate_document", "kind_alt": ["unknown"]})
    import xlsxwriter

    book = xlsxwriter.Workbook(folder / "candidats.xlsx")
    sheet = book.add_worksheet("Candidats")
    sheet.write_row(
        0,
        0,
        ["Nom", "Prénom", "Téléphone", "Mail", "Code postal", "Poste visé", "Critère", "Disponibilité", "Prescripteur"],
    )
    sheet.write_row(
        1,
        0,
        [
            "SOW",
            "Awa",
            "06 39 98 44 10",
            "awa@courrier.example",
            "80000",
            "Agent d'entretien",
            "DELD",
            "immédiate",
            "Mission locale",
        ],
    )
    book.close()
    cases.append(
        {"file": "candidats.xlsx", "family": "other papers", "kind": "candidate_document", "kind_alt": ["unknown"]}
    )
    book = xlsxwriter.Workbook(folder / "notification.xlsx")
    sheet = book.add_worksheet("Lots")
    sheet.write_row(
        0,
        0,
        [
            "Lot",
            "Intitulé du lot",
            "Entreprise attributaire",
            "SIRET",
            "Adresse",
            "Contact",
            "Téléphone",
            "Mail",
            "Heures d'insertion",
            "Lieu du chantier",
        ],
    )
    sheet.write_row(
        1,
        0,
        [
            "1",
            "Gros œuvre",
            "Scop Bâti-Thiérache",
            "",
            "2 quai Bélu, 80000 Amiens",
            "M. Roy",
            "03 53 01 11 11",
            "roy@bt.example",
            "350",
            "Amiens",
        ],
    )
    sheet.write_row(
        2,
        0,
        [
            "2",
            "Peinture",
            "Ets Pruvost",
            "",
            "5 impasse Saint-Firmin, 80000 Amiens",
            "Mme Ny",
            "03 53 01 11 12",
            "ny@p.example",
            "140",
            "Amiens",
        ],
    )
    book.close()
    cases.append(
        {
            "file": "notification.xlsx",
            "family": "other papers",
            "kind": "facilitator_notification",
            "kind_alt": ["unknown"],
        }
    )
    (folder / "notification.txt").write_text(
        "Bonjour,\nJe vous informe de la notification du marché suivant.\nMarché : construction d'une crèche\nMaître d'ouvrage : Ville de Roye\nDate de notification : 12/11/2026\nLot 1 : Gros œuvre – attributaire : Scop Bâti-Thiérache – 350 heures d'insertion – contact : M. Roy, 03 53 01 11 11\nLieu du chantier : rue du Parc, Roye\nCordialement,\nLe facilitateur",
        "utf-8",
    )
    cases.append(
        {
            "file": "notification.txt",
            "family": "other papers",
            "kind": "facilitator_notification",
            "kind_alt": ["unknown"],
        }
    )
    (folder / "courrier.txt").write_text(
        "Bonjour,\nAvez-vous pu avancer sur le poste de maçon ? Nous aimerions un retour pour le contrat.\nTéléphone : 03 53 01 22 22\nCordialement",
        "utf-8",
    )
    cases.append({"file": "courrier.txt", "family": "other papers", "kind": "unknown"})
    return cases


SINGLE = {
    "word three columns with hints": (word_hints, "docx", ["officiel", "questions", "mairie"]),
    "word label|value twice a row": (word_four, "docx", ["chantier", "combine", "officiel"]),
    "word dotted leaders": (word_leaders, "docx", ["interim", "mairie", "combine"]),
    "word answer under bold label": (word_under, "docx", ["questions", "chantier", "officiel"]),
    "word boxes, tutor and buyer": (word_boxes, "docx", ["officiel", "interim", "chantier"]),
    "word own job sheet": (word_sheet, "docx", ["chantier", "mairie", "combine"]),
    "sheet with typed cells": (sheet_typed, "xlsx", ["officiel", "chantier", "mairie"]),
    "pdf ruled table": (pdf_ruled, "pdf", ["officiel", "combine", "interim"]),
    "pdf label : value": (pdf_colons, "pdf", ["questions", "mairie", "chantier"]),
    "pdf dotted leaders": (pdf_leaders, "pdf", ["officiel", "interim", "combine"]),
    "pdf label above a frame": (pdf_boxed, "pdf", ["mairie", "officiel", "chantier"]),
    "pdf columns by gaps": (pdf_gaps, "pdf", ["interim", "chantier", "questions"]),
    "pdf fields Texte1…": (pdf_widgets, "pdf", ["officiel", "combine", "questions"]),
    "html table": (html_table, "html", ["officiel", "questions", "combine"]),
    "mail answers above quoted form": (mail_top, "eml", ["officiel", "mairie", "combine"]),
    "mail answers under quoted labels": (mail_inline, "eml", ["officiel", "questions", "chantier"]),
    "mail answers beside quoted labels": (mail_beside, "eml", ["interim", "mairie", "officiel"]),
    "text answer under label": (text_under, "txt", ["officiel", "chantier", "questions"]),
}
MULTI = {
    "word two blocks": (word_two_jobs, "docx", ["officiel", "mairie"]),
    "sheet one column a job": (sheet_columns, "xlsx", ["chantier", "combine"]),
    "sheet one row a job": (sheet_rows, "xlsx", ["officiel", "interim"]),
    "csv one row a job": (csv_rows, "csv", ["mairie", "officiel"]),
}


def main():
    """Write the folder and its truth.json."""
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--each", type=int, default=3)
    parser.add_argument("--scans", action="store_true")
    parser.add_argument("--office", action="store_true")
    options = parser.parse_args()
    folder, rng = options.folder, random.Random(options.seed)
    folder.mkdir(parents=True, exist_ok=True)
    cases = others(folder)
    for family, (write, ending, label_sets) in SINGLE.items():
        for number in range(options.each):
            labels, need = label_sets[number % len(label_sets)], make_need(rng)
            name = f"{write.__name__}_{number}.{ending}"
            if write is word_boxes and need.truth["conditions.contract_type"] == "APP":
                need.text["conditions.contract_duration"] = need.text["conditions.contract_duration"]
            write(folder / name, labels, need)
            cases.append(case(name, family, [need], labels))
        name = f"{write.__name__}_blank.{ending}"
        write(folder / name, label_sets[0], blank_need())
        cases.append({"file": name, "family": family, "kind": "liaison_form", "expect_blank": True})
    for family, (write, ending, label_sets) in MULTI.items():
        for number in range(options.each):
            first = make_need(rng)
            needs = [first, *(make_need(rng, base=first) for _ in range(1 + number % 2))]
            labels = label_sets[number % len(label_sets)]
            name = f"{write.__name__}_{number}.{ending}"
            write(folder / name, labels, needs)
            for need in needs[1:]:
                need.missing = [path for path in first.missing if path.startswith("company.")]
            cases.append(case(name, family, needs, labels))
    if options.office:
        cases += converted(folder, cases)
    if options.scans:
        cases += papers(folder, options, rng)
        cases += scanned(folder, cases, options)
    (folder / "truth.json").write_text(
        json.dumps({"version": 1, "cases": cases}, ensure_ascii=False, indent=1), "utf-8"
    )
    print(f"{len(cases)} documents in {folder}")


def converted(folder, cases):
    """Word files as LibreOffice writes them in other formats."""
    out = []
    words = [each for each in cases if each["file"].endswith(".docx") and each.get("needs")]
    with tempfile.TemporaryDirectory() as profile:
        for ending in ("odt", "doc", "rtf", "pdf"):
            target = folder / ending
            chosen = words[::2] if ending != "pdf" else words[1::2]
            command = [
                "soffice",
                f"-env:UserInstallation=file://{profile}",
                "--headless",
                "--convert-to",
                ending,
                "--outdir",
                str(target),
                *(str(folder / each["file"]) for each in chosen),
            ]
            subprocess.run(command, check=True, capture_output=True, timeout=600)
            out += [
                {**each, "file": f"{ending}/{Path(each['file']).stem}.{ending}", "family": f"LibreOffice {ending}"}
                for each in chosen
            ]
    return out


def scanned(folder, cases, options):
    """Every page of PDF through each machine that makes pictures of pages."""
    out = []
    for each in cases:
        if not each["file"].endswith(".pdf") or not each.get("needs") or "fields" in each["family"]:
            continue
        stem = each["file"].removesuffix(".pdf").replace("/", "_")
        for machine in paper.MACHINES:
            file = paper.printed(folder / each["file"], folder, stem, machine, options.seed)
            if file:
                out.append({**each, "file": file, "family": f"{machine} · {each['family']}", "ocr": True})
    return out


def papers(folder, options, rng):
    """PDF files of the layouts that live on paper."""
    out = []
    for family, (source, labels) in paper.LAYOUTS.items():
        for number in range(options.each):
            need = make_need(rng)
            parts = [(title, rows(labels, need, part)) for part, title in zip(PARTS, SECTIONS[labels], strict=True)]
            name = f"paper_{source.__name__}_{number}.pdf"
            compile_typst(source(parts), folder / name)
            out.append(case(name, f"pdf {family}", [need], labels))
    return out


if __name__ == "__main__":
    main()
