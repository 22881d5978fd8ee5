"""The cast: invented people, companies and figures (telephone numbers of ARCEP's fictional ranges)."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Someone with a mailbox."""

    name: str
    address: str
    organisation: str = ""


REFERENT = Actor(name="Claire Morel", address="claire.morel@agence.example", organisation="France Travail Amiens-Dury")
MAILBOX = Actor(name="Clauses sociales", address="clauses@agence.example")
FACILITATOR = Actor(
    name="Farid Benali", address="f.benali@mde.example", organisation="Maison de l'emploi du Pays de Somme"
)
BATI_NORD = Actor(name="Hélène Vasseur", address="h.vasseur@bati-nord.example", organisation="Bâti-Nord SARL")
TOITS = Actor(name="Karim Oudin", address="contact@toits-picards.example", organisation="Toits Picards SAS")
SILENT = Actor(name="Luc Parmentier", address="l.parmentier@proprete-somme.example", organisation="Propreté Somme")
MISSION_LOCALE = Actor(
    name="Nour Haddad", address="nour.haddad@ml-amiens.example", organisation="Mission locale du Grand Amiens"
)
CAP_EMPLOI = Actor(name="Olivier Lenoir", address="o.lenoir@capemploi80.example", organisation="Cap emploi 80")
PLIE = Actor(name="Sandrine Maillet", address="s.maillet@plie-amiens.example", organisation="PLIE du Grand Amiens")
ASSOCIATION = Actor(
    name="Le Relais du Pigeonnier", address="relais.pigeonnier@orange.example", organisation="Le Relais du Pigeonnier"
)
GONE = Actor(name="EPIDE de Saint-Quentin", address="contact@epide-sq.example", organisation="EPIDE de Saint-Quentin")

PARTNERS_CSV = """\
name,kind,contact_name,email,phone,postcodes,publics,active
Mission locale du Grand Amiens,mission_locale,Nour Haddad,nour.haddad@ml-amiens.example,03 53 01 11 20,80,,oui
Cap emploi 80,cap_emploi,Olivier Lenoir,o.lenoir@capemploi80.example,03 53 01 11 21,80,,oui
PLIE du Grand Amiens,plie,Sandrine Maillet,s.maillet@plie-amiens.example,03 53 01 11 22,80,,oui
Le Relais du Pigeonnier,association,,relais.pigeonnier@orange.example,,80,,oui
EPIDE de Saint-Quentin,epide,,contact@epide-sq.example,,,,oui
GEIQ BTP Lille,geiq,,contact@geiq-lille.example,,59,,oui
"""

CONFIGURATION = """\
# La configuration de la démonstration : deux dossiers au lieu de serveurs.
[service]
database = "sqlite:///liaison.db"
timezone = "Europe/Paris"

[referent]
name = "Claire Morel"
email = "claire.morel@agence.example"
institution = "France Travail Amiens-Dury"

[[mailbox]]
name = "clauses"
address = "clauses@agence.example"
{wires}
trusted_authserv = "mx.agence.example"

[[facilitator]]
name = "Farid Benali"
organisation = "Maison de l'emploi du Pays de Somme"
email = "f.benali@mde.example"

[directory]
partners = "partners.csv"
"""

#: (lot, title, company, SIRET, address, contact, phone, e-mail, hours)
LOTS = (
    ("1", "Gros œuvre", "Bâti-Nord SARL", "732 829 320 00074", "12 rue de l'Abbaye, 80000 Amiens", "Hélène Vasseur",
     "03 53 01 12 01", BATI_NORD.address, 640),
    ("4", "Couverture", "Toits Picards SAS", "", "3 chemin des Prés, 80330 Longueau", "Karim Oudin",
     "06 39 98 12 02", TOITS.address, 320),
    ("9", "Nettoyage", "Propreté Somme", "", "", "Luc Parmentier", "", SILENT.address, 150),
)  # fmt: skip

#: what Bâti-Nord writes in the Word form
BATI_NORD_FORM = {
    "company.contact_name": "Mme Hélène VASSEUR",
    "company.phone": "03 53 01 12 01",
    "company.email": BATI_NORD.address,
    "job.title": "Coffreur-bancheur (H/F)",
    "job.openings": "2",
    "job.start_date": "29/06/2026",
    "job.activities": "Montage et réglage des banches\nFerraillage\nCoulage du béton",
    "job.skills": "Travail en équipe\nRespect des consignes de sécurité",
    "job.experience": "Débutant accepté",
    "job.training": "CAP gros œuvre apprécié",
    "job.special_requirements": "Permis B souhaité\nTravail en extérieur",
    "conditions.contract_type": "CDD",
    "conditions.contract_duration": "6 mois",
    "conditions.weekly_hours": "35 h",
    "conditions.gross_salary": "12,50 € de l'heure",
    "conditions.workplace": "Chantier de la médiathèque, rue du Hocquet, 80000 Amiens",
}
#: what Toits Picards writes in the PDF form: no salary, and a SIRET whose key is wrong
TOITS_FORM = {
    "company.siret": "552 100 554 00014",
    "company.contact_name": "Karim Oudin",
    "company.phone": "06 39 98 12 02",
    "company.email": TOITS.address,
    "job.title": "Aide-couvreur",
    "job.openings": "1",
    "job.start_date": "6 juillet 2026",
    "job.activities": "Aide à la pose des tuiles\nApprovisionnement du chantier",
    "job.experience": "Première expérience appréciée",
    "conditions.contract_type": "CDD",
    "conditions.contract_duration": "4 mois",
    "conditions.weekly_hours": "35",
    "conditions.workplace": "Rue du Hocquet, 80000 Amiens",
}
