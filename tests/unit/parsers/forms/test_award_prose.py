"""Sentences that tell awards, one way each: which lot, what it is called, how many hours, which company."""

from datetime import date

import pytest

from parsers.document import Document, Line
from parsers.forms.facilitator_notification import read_notification

TODAY = date(2026, 6, 10)
HEAD = "Marché 2026-ZZ-9 « Travaux divers » (Ville de Test), notifié le 2 juin 2026."


def read(text):
    """The markets of these lines below the head of a notification."""
    lines = (HEAD, *text.split("\n"))
    document = Document(type="txt", blocks=tuple(Line(text=line, place="ligne") for line in lines))
    return read_notification([document], sender=("", ""), signature="", subject="", today=TODAY)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Le lot 1 échoit à Durance Bâtiment et le lot 2 à Verdon Peinture, respectivement pour 300 h et 80 h.",
            [("1", None, 300, "Durance Bâtiment"), ("2", None, 80, "Verdon Peinture")],
        ),
        (
            "C'est la SCOP Les Charpentiers du Ventoux qui a décroché la charpente (lot 3) : 240 heures.",
            [("3", "charpente", 240, "SCOP Les Charpentiers du Ventoux")],
        ),
        (
            "Nous avons le plaisir de vous annoncer que Menuiserie Bréchet et Fils s'est vu attribuer le lot 7 pour 130 heures d'insertion.",
            [("7", None, 130, "Menuiserie Bréchet et Fils")],
        ),
        (
            "Attributaire lot 4 (étanchéité) = Smac Provence ; 95 h ; lot 5 (métallerie) = Fers et Métaux du Sud ; 60 h.",
            [("4", "étanchéité", 95, "Smac Provence"), ("5", "métallerie", 60, "Fers et Métaux du Sud")],
        ),
        (
            "Pour le lot gros œuvre, l'entreprise Maçonnerie Générale du Luberon a été retenue (600 heures).",
            [(None, "gros œuvre", 600, "Maçonnerie Générale du Luberon")],
        ),
        (
            "Le titulaire, Propreté Vauclusienne, devra effectuer 1 100 heures.",
            [(None, None, 1100, "Propreté Vauclusienne")],
        ),
        (
            "L'entreprise titulaire, à savoir Rhône Déménagement, est tenue de réaliser 210 heures d'insertion.",
            [(None, None, 210, "Rhône Déménagement")],
        ),
        (
            "Ont été désignées : pour le lot 1, Alpilles TP (420 h) ; pour le lot 2, Crau Signalisation (70 h).",
            [("1", None, 420, "Alpilles TP"), ("2", None, 70, "Crau Signalisation")],
        ),
        (
            "Lot n°1 – Terrassements, VRD – Alpilles TP – 420 heures d'insertion",
            [("1", "Terrassements, VRD", 420, "Alpilles TP")],
        ),
        (
            "Alpilles TP prend le lot 1 (420 h) et Crau Signalisation le lot 2 (70 h).",
            [("1", None, 420, "Alpilles TP"), ("2", None, 70, "Crau Signalisation")],
        ),
        (
            "La clause représente 420 heures pour Alpilles TP (lot 1) et 70 heures pour Crau Signalisation (lot 2).",
            [("1", None, 420, "Alpilles TP"), ("2", None, 70, "Crau Signalisation")],
        ),
        (
            "Deux sociétés à contacter : Alpilles TP, pour 420 heures sur le lot 1, et Crau Signalisation, pour 70 heures sur le lot 2.",
            [("1", None, 420, "Alpilles TP"), ("2", None, 70, "Crau Signalisation")],
        ),
        (
            "Le lot 3 a été notifié à Camargue Élec le 4 juin avec un engagement de cent vingt (120) heures.",
            [("3", None, 120, "Camargue Élec")],
        ),
        (
            "Camargue Élec (titulaire du lot 3 « électricité courants forts ») : 120 h",
            [("3", "électricité courants forts", 120, "Camargue Élec")],
        ),
        ("Lot 3 : Camargue Élec. Heures : 120. Contact : Mme Aude Pons.", [("3", None, 120, "Camargue Élec")]),
        (
            "Notre prestataire sera l'association Régie de quartier Monclar, 2 400 heures par an.",
            [(None, None, 2400, "Régie de quartier Monclar")],
        ),
        (
            "Le mandataire du groupement est Alpilles TP (300 h), son cotraitant Crau Signalisation (70 h).",
            [(None, None, 300, "Alpilles TP"), (None, None, 70, "Crau Signalisation")],
        ),
        (
            "Titulaires retenus : Alpilles TP, Crau Signalisation et Camargue Élec.",
            [
                (None, None, None, "Alpilles TP"),
                (None, None, None, "Crau Signalisation"),
                (None, None, None, "Camargue Élec"),
            ],
        ),
        (
            "Le lot 2 est revenu, après négociation, à la société Durance Isolation : 175 h.",
            [("2", None, 175, "Durance Isolation")],
        ),
        (
            "Le lot 6 (plomberie) a pour titulaire Sorgue Plomberie, qui réservera 150 heures.",
            [("6", "plomberie", 150, "Sorgue Plomberie")],
        ),
        ("Sorgue Plomberie réalisera 150 heures dans le cadre du lot 6.", [("6", None, 150, "Sorgue Plomberie")]),
        ("Au lot 6, nous avons retenu Sorgue Plomberie (150 h).", [("6", None, 150, "Sorgue Plomberie")]),
        ("lot 6 : SORGUE PLOMBERIE - 150H", [("6", None, 150, "SORGUE PLOMBERIE")]),
        (
            "Lot 06 PLOMBERIE SANITAIRE – SORGUE PLOMBERIE – 150 H",
            [("6", "PLOMBERIE SANITAIRE", 150, "SORGUE PLOMBERIE")],
        ),
        (
            "Le nombre d'heures d'insertion est de 150 pour le lot 6 dont le titulaire est Sorgue Plomberie.",
            [("6", None, 150, "Sorgue Plomberie")],
        ),
        (
            "Je vous confirme que Sorgue Plomberie et Ventoux Chauffage se partagent le lot 6 : 90 heures pour la première et 60 heures pour la seconde.",
            [("6", None, 90, "Sorgue Plomberie"), ("6", None, 60, "Ventoux Chauffage")],
        ),
        (
            "Lot 6 - Plomberie\nSorgue Plomberie\nMme Dany Roche\n04 65 71 96 01\n150 heures",
            [("6", "Plomberie", 150, "Sorgue Plomberie")],
        ),
        (
            "Les heures d'insertion (150 h) seront réalisées par Sorgue Plomberie, attributaire du lot 6.",
            [("6", None, 150, "Sorgue Plomberie")],
        ),
        (
            "Après analyse, c'est l'offre de Sorgue Plomberie qui l'emporte pour le lot 6, avec 150 heures.",
            [("6", None, 150, "Sorgue Plomberie")],
        ),
        (
            "Le lot 6 comprend 150 heures d'insertion. L'entreprise Sorgue Plomberie en est titulaire. Le lot 7 n'est pas concerné.",
            [("6", None, 150, "Sorgue Plomberie")],
        ),
        (
            "Sorgue Plomberie (Lot 6 - Plomberie, 150 heures), Ventoux Chauffage (Lot 7 - Chauffage, 120 heures)",
            [("6", "Plomberie", 150, "Sorgue Plomberie"), ("7", "Chauffage", 120, "Ventoux Chauffage")],
        ),
        (
            "lot 6, plomberie, à Sorgue Plomberie ; lot 7, chauffage, à Ventoux Chauffage ; lot 8, électricité, à Luberon Élec.",
            [
                ("6", "plomberie", None, "Sorgue Plomberie"),
                ("7", "chauffage", None, "Ventoux Chauffage"),
                ("8", "électricité", None, "Luberon Élec"),
            ],
        ),
        (
            "Une seule entreprise à contacter, Sorgue Plomberie, pour les lots 6 et 7 (150 h et 120 h).",
            [("6", None, 150, "Sorgue Plomberie"), ("7", None, 120, "Sorgue Plomberie")],
        ),
        (
            "Entreprise : Sorgue Plomberie (lot 6)\nHeures : 150\nEntreprise : Ventoux Chauffage (lot 7)\nHeures : 120",
            [("6", None, 150, "Sorgue Plomberie"), ("7", None, 120, "Ventoux Chauffage")],
        ),
        (
            "Lot 1 gros œuvre : infructueux\nLot 2 peinture : Verdon Peinture, 80 h\nLot 3 sols : non attribué à ce jour",
            [("2", "peinture", 80, "Verdon Peinture")],
        ),
        (
            "Les lots 1 et 3 ont été déclarés sans suite. Le lot 2 est attribué à Verdon Peinture (80 h).",
            [("2", None, 80, "Verdon Peinture")],
        ),
        ("Seul le lot 2 comporte une clause : Verdon Peinture, 80 heures.", [("2", None, 80, "Verdon Peinture")]),
        ("Le lot 2 (Verdon Peinture) passe de 80 à 95 heures.", [("2", None, 95, "Verdon Peinture")]),
        (
            "Lot 2 – Peinture – Verdon Peinture SARL – SIRET 732 829 320 00074 – 12 rue Haute 84000 Avignon – 80 heures",
            [("2", "Peinture", 80, "Verdon Peinture SARL")],
        ),
        (
            "Verdon Peinture s'engage à consacrer 80 heures de travail à des personnes en insertion (lot 2).",
            [("2", None, 80, "Verdon Peinture")],
        ),
        ("Titulaire : Verdon Peinture - Lot : 2 - Heures : 80", [("2", None, 80, "Verdon Peinture")]),
        (
            "2 - Peinture : Verdon Peinture (80 h)\n3 - Sols souples : Durance Sols (45 h)",
            [(None, "Peinture", 80, "Verdon Peinture"), (None, "Sols souples", 45, "Durance Sols")],
        ),
        (
            "Lot 2 : Peinture\nTitulaire : Verdon Peinture\nNombre d'heures : 80\n\nLot 3 : Sols\nTitulaire : Durance Sols\nNombre d'heures : 45",
            [("2", "Peinture", 80, "Verdon Peinture"), ("3", "Sols", 45, "Durance Sols")],
        ),
        (
            "Lot 2 Peinture\nVerdon Peinture\n80 heures\nLot 3 Sols\nDurance Sols\n45 heures",
            [("2", "Peinture", 80, "Verdon Peinture"), ("3", "Sols", 45, "Durance Sols")],
        ),
        (
            "Deux titulaires : Verdon Peinture (80 heures) et Durance Sols (45 heures).",
            [(None, None, 80, "Verdon Peinture"), (None, None, 45, "Durance Sols")],
        ),
        (
            "Verdon Peinture, 80 heures\nDurance Sols, 45 heures",
            [(None, None, 80, "Verdon Peinture"), (None, None, 45, "Durance Sols")],
        ),
        (
            "Entreprise Verdon Peinture : 80 heures d'insertion à réaliser sur le lot 2 d'ici fin 2027.",
            [("2", None, 80, "Verdon Peinture")],
        ),
        (
            "Le volume horaire d'insertion du lot 2 s'élève à 80 heures. Son attributaire est Verdon Peinture.",
            [("2", None, 80, "Verdon Peinture")],
        ),
        (
            "Lot 2 attribué le 28 mai à Verdon Peinture, de Manosque, pour 80 heures.",
            [("2", None, 80, "Verdon Peinture")],
        ),
        (
            "En charge du lot 4 : la SARL Luberon Bois. Elle effectuera 200 heures.",
            [("4", None, 200, "SARL Luberon Bois")],
        ),
        (
            "Le lot 4 – charpente – a finalement été attribué au groupement Luberon Bois / Ventoux Couverture ; Luberon Bois portera l'ensemble des 200 heures.",
            [("4", "charpente", 200, "Luberon Bois"), ("4", "charpente", None, "Ventoux Couverture")],
        ),
        (
            "Vous trouverez en copie M. Ferrier de la société Luberon Bois, titulaire du lot 4 (200 heures).",
            [("4", None, 200, "Luberon Bois")],
        ),
        (
            "Nous avons signé hier avec Luberon Bois le lot 4, 200 heures d'insertion à la clef.",
            [("4", None, 200, "Luberon Bois")],
        ),
        (
            "Pour information, le lot 4 est désormais notifié (Luberon Bois). 200 heures.",
            [("4", None, 200, "Luberon Bois")],
        ),
        (
            "Luberon Bois - lot 4 charpente - 200h\nVentoux Couverture - lot 5 couverture - 90h",
            [("4", "charpente", 200, "Luberon Bois"), ("5", "couverture", 90, "Ventoux Couverture")],
        ),
        (
            "Lot 4 : Luberon Bois (mandataire) + Ventoux Couverture (cotraitant) : 200 h et 90 h",
            [("4", None, 200, "Luberon Bois"), ("4", None, 90, "Ventoux Couverture")],
        ),
        (
            "Lot 4, attributaire Luberon Bois, 200 heures ; lot 5, attributaire Ventoux Couverture, 90 heures.",
            [("4", None, 200, "Luberon Bois"), ("5", None, 90, "Ventoux Couverture")],
        ),
        (
            "Ci-dessous les deux entreprises :\nLuberon Bois SARL\nlot 4 - charpente\n200 heures\n\nVentoux Couverture\nlot 5 - couverture\n90 heures",
            [("4", "charpente", 200, "Luberon Bois SARL"), ("5", "couverture", 90, "Ventoux Couverture")],
        ),
        (
            "Pour le lot n°4 « Charpente », le marché a été remporté par l'entreprise Luberon Bois dont le siège est à Apt. Elle devra 200 heures.",
            [("4", "Charpente", 200, "Luberon Bois")],
        ),
        (
            "La société Luberon Bois, basée à Apt (84), a été choisie pour réaliser le lot 4. Heures d'insertion prévues : 200.",
            [("4", None, 200, "Luberon Bois")],
        ),
    ],
)
def test_a_sentence_tells_its_awards(text, told):
    """(lot, title, hours, company) of each award: nothing too much, nothing missing."""
    found = [(a.lot, a.lot_title, a.insertion_hours, a.company.name) for market in read(text) for a in market.awards]

    assert found == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Lot 1 : Alpilles TP, 420 h (contact : Mme Odile Ravel, 04 65 71 01 01). Lot 2 : Crau Élec, 70 h (contact : Jean-Marc Huet, jm.huet@crau-elec.example).",
            [
                ("Alpilles TP", "Odile Ravel", "+33465710101", None),
                ("Crau Élec", "Jean-Marc Huet", None, "jm.huet@crau-elec.example"),
            ],
        ),
        (
            "Alpilles TP a le lot 1 (420 h). Leur responsable RH, Odile Ravel, est joignable au 04 65 71 01 01.",
            [("Alpilles TP", "Odile Ravel", "+33465710101", None)],
        ),
        (
            "Le lot 1 (420 h) est attribué à Alpilles TP, représentée par son gérant, M. Paul Ravel (04 65 71 01 01 ; p.ravel@alpilles-tp.example).",
            [("Alpilles TP", "Paul Ravel", "+33465710101", "p.ravel@alpilles-tp.example")],
        ),
        (
            "Lot 1 Alpilles TP 420 h / Lot 2 Crau Élec 70 h.\nPour Alpilles TP, contactez Odile Ravel au 04 65 71 01 01 ; pour Crau Élec, contactez Jean-Marc Huet au 04 65 71 02 02.",
            [
                ("Alpilles TP", "Odile Ravel", "+33465710101", None),
                ("Crau Élec", "Jean-Marc Huet", "+33465710202", None),
            ],
        ),
        (
            "Lot 1 : Alpilles TP (420 h)\nLot 2 : Crau Élec (70 h)\nContacts :\n- Alpilles TP : Odile Ravel, 04 65 71 01 01\n- Crau Élec : Jean-Marc Huet, 04 65 71 02 02",
            [
                ("Alpilles TP", "Odile Ravel", "+33465710101", None),
                ("Crau Élec", "Jean-Marc Huet", "+33465710202", None),
            ],
        ),
        (
            "Lot 1 : Alpilles TP (420 h)\nLot 2 : Crau Élec (70 h)\nContact lot 1 : Odile Ravel, 04 65 71 01 01\nContact lot 2 : Jean-Marc Huet, 04 65 71 02 02",
            [
                ("Alpilles TP", "Odile Ravel", "+33465710101", None),
                ("Crau Élec", "Jean-Marc Huet", "+33465710202", None),
            ],
        ),
        (
            "Lot 1 : Alpilles TP, 420 h, o.ravel@alpilles-tp.example, 04 65 71 01 01\nPour toute question, appelez-moi au 04 65 71 09 09.",
            [("Alpilles TP", None, "+33465710101", "o.ravel@alpilles-tp.example")],
        ),
        (
            "Lot 1 : Alpilles TP, 420 h. Odile Ravel suit la clause, mail o.ravel@alpilles-tp.example, port. 06 39 98 01 01.",
            [("Alpilles TP", "Odile Ravel", "+33639980101", "o.ravel@alpilles-tp.example")],
        ),
        (
            "Lot 1 : Alpilles TP, 420 h. Ne pas contacter le siège mais l'agence de Salon : Odile Ravel, 04 65 71 01 01.",
            [("Alpilles TP", "Odile Ravel", "+33465710101", None)],
        ),
        (
            "Lot 1 : Alpilles TP, 420 h, Tél : 04 65 71 01 01, Fax : 04 65 71 02 02, Email : contact@alpilles-tp.example, à l'attention de Mme Odile Ravel",
            [("Alpilles TP", "Odile Ravel", "+33465710101", "contact@alpilles-tp.example")],
        ),
        (
            "Lot 1 : Alpilles TP, 420 h, Madame RAVEL Odile, Directrice, odile.ravel@alpilles-tp.example",
            [("Alpilles TP", "RAVEL Odile", None, "odile.ravel@alpilles-tp.example")],
        ),
        (
            "Lot 1 : Alpilles TP - O. Ravel - 04 65 71 01 01 - 420 h",
            [("Alpilles TP", "O. Ravel", "+33465710101", None)],
        ),
        (
            "Attributaire : Alpilles TP\nContact : Odile Ravel\nFonction : responsable RH\nTéléphone fixe : 04 65 71 01 01\nPortable : 06 39 98 01 01\nMail : o.ravel@alpilles-tp.example\nHeures : 420",
            [("Alpilles TP", "Odile Ravel", "+33465710101", "o.ravel@alpilles-tp.example")],
        ),
    ],
)
def test_who_is_to_be_asked_belongs_to_the_company(text, told):
    """(company, contact, telephone, address) of each award."""
    companies = [award.company for market in read(text) for award in market.awards]

    assert [(one.name, one.contact_name, one.phone, one.email) for one in companies] == told


def test_a_name_that_only_capitals_tell_is_for_a_person():
    """No number, no address and no word says that this is a company."""
    (market,) = read("Au lot 6, voir Sorgue Ventoux, 150 heures.")

    assert market.awards[0].company.name == "Sorgue Ventoux"
    assert market.to_review == ("awards[0].company.name",)
