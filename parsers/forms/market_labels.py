"""The labels of notifications: how facilitators head a column or a line about markets and lots; a plain table."""

from __future__ import annotations

import re
from functools import lru_cache

from parsers.language.folding import fold

#: field -> wordings on folded text; the first that fits whole wins
AWARD_LABELS: tuple[tuple[str, str], ...] = (
    ("lot", r"(?:n°|no\.?|numero|num\.?)? ?(?:de |du )?lots?(?: n°| no| numero)?"),
    ("lot_and_title", (
        r"lots? ?(?:/|-|:|et) ?(?:intitule|designation|nature|objet)|(?:intitule|designation|nature"
        r"|objet)s? ?(?:/|-|et) ?lots?"
    )),
    ("lot_title", (
        r"(?:intitule|designation|nature|objet|libelle|description|nom)s?(?: d[ue]s?)?(?: (?:lots?|travaux"
        r"|prestations?))?|corps d'etat|travaux|prestations?|metiers?|specialite|activite"
    )),
    ("company", (
        r"(?:nom |raison sociale )?(?:de l'|des |d')?(?:entreprises?|societes?|attributaires?|titulaires?"
        r"|laureats?|mandataires?|prestataires?|operateurs?(?: economiques?)?)(?: (?:attributaires?|titulaires?"
        r"|retenue?s?|laureates?|mandataires?|concernee?s?))?|raisons? sociales?|nom de l'entreprise|employeurs?"
        r"|denomination(?: sociale)?|entreprise ?/ ?titulaire|co-?traitants?|sous-?traitants?"
    )),
    ("siret", r"(?:n°|numero)? ?(?:de )?siret(?: ?/ ?siren)?(?: \(14 chiffres\))?|siren ?/ ?siret|identifiant"),
    ("email", (
        r"(?:adresse )?(?:e-?)?mails?(?: (?:du )?contact| de contact)?|courriels?|mel|adresse (?:e-?mail"
        r"|electronique|mail)"
    )),
    ("phone", (
        r"(?:n°|numero)? ?(?:de )?(?:tel(?:ephone)?s?|portables?|mobile|tph|fixe|gsm)\.?(?: (?:portable|fixe"
        r"|mobile|contact|du contact))?"
    )),
    ("hours", (
        r"(?:nombre|nb|nbre|volume|total|objectif|engagement|quota)?s? ?(?:horaire|d'|des |de |en )?(?:heures?"
        r"|hrs?|h\.?)(?: (?:d'|a l'|en )?insertion)?(?: (?:prevues?|a realiser|dues?|contractuelles?|clauses?"
        r"|reservees?|minimum|mini|sociales?|obligatoires?|engagees?))?(?: \(h\))?"
        r"|volume(?: horaire)?(?: (?:d'insertion|insertion))?|objectif(?: (?:d'insertion|horaire|heures))?"
        r"|clause(?: (?:sociale|insertion|d'insertion))?(?: \(?(?:en )?h(?:eures)?\)?)?|h insertion"
        r"|insertion(?: \(h\)| h| \(heures\))?"
    )),
    ("contact", (
        r"contacts?(?: (?:entreprise|principal|rh|chantier|nom))?|interlocut(?:eur|rice)s?(?: (?:entreprise"
        r"|rh))?|referents?(?: entreprise)?|correspondants?|personnes? (?:a contacter|a joindre|contact"
        r"|ressource)|responsables?(?: (?:rh|insertion))?|nom (?:du )?(?:contact|responsable|correspondant)"
        r"|representants?|dirigeants?|gerants?|conducteur de travaux|nom et prenom|suivi par"
    )),
    ("reach", (
        r"coordonnees?(?: .{0,25})?|contacts? ?(?:/|-|et|,) ?(?:coordonnees|tel.{0,12}|mails?)|tel.{0,12} ?(?:/"
        r"|et|-) ?(?:e-?)?mails?|mails? ?(?:/|et|-) ?tel.{0,12}"
    )),
    ("address", (
        r"adresses?(?: (?:postale|de l'entreprise|entreprise|siege|du siege))?(?: ?[/,] ?(?:cp|ville"
        r"|code postal))*|siege(?: social)?|localisation de l'entreprise|domiciliation"
    )),
    ("town", r"(?:cp|code postal|ville|commune)(?: ?[/,-]? ?(?:et )?(?:ville|commune|cp|code postal))?"),
    ("worksite", (
        r"chantiers?(?: (?:concerne|nom))?|sites?(?: concernes?)?|residences?|immeubles?|gymnases?|colleges?"
        r"|lieux?(?: (?:d'execution|des travaux|du chantier"
        r"|d'intervention|de la prestation|de realisation))?|nom du chantier|localisation(?: (?:du chantier"
        r"|des travaux))?|equipements?|batiments?|ecoles?"
    )),
    ("worksite_address", r"adresse (?:du |des |de )?(?:chantiers?|sites?|travaux|l'operation)"),
    ("market", (
        r"(?:n°|numero|ref(?:erence)?\.?)? ?(?:de |du |des )?(?:marches?|consultation|accord[- ]cadre"
        r"|contrats?)(?: (?:public|n°|numero|concerne|attribue))?s?|ref(?:erence)?s?\.?(?: (?:du )?marche"
        r"| de la consultation| interne)?|n° d'operation|n° (?:de )?consultation|code marche|n°"
    )),
    ("buyer", (
        r"acheteurs?(?: publics?)?|maitres? d'ouvrages?|maitrise d'ouvrage|moa|m\.? ?o\.?(?:a\.?)?"
        r"|pouvoirs? adjudicateurs?"
        r"|donneurs? d'ordres?|collectivites?|commanditaires?|entites? adjudicatrices?|bailleurs?|client"
    )),
    ("title", (
        r"(?:intitule|objet|libelle|nom|titre|designation)s? (?:du |de l'|de la |des )?(?:marches?|operations?"
        r"|consultation|contrat|projet|accord-cadre)|projets?|operation|marche ?/ ?operation|objet"
    )),
    ("notified", (
        r"(?:date )?(?:de |d')?(?:la )?notification(?: (?:du marche|le))?s?|notifie ?le|date (?:de )?notif\.?"
        r"|notif\.?|date d'attribution|attribue le|date|notifiee? ?le"
    )),
    ("role", r"roles?|statut|qualite|position|type d'entreprise|nature de l'entreprise"),
    ("share", r"parts?(?: (?:du marche|des heures|heures|en %|%))?|%|quote[- ]part|repartition|pourcentage|taux"),
    ("publics", (
        r"publics?(?: (?:eligibles?|vises?|cibles?|concernes?|prioritaires?))?|beneficiaires?(?: eligibles?"
        r"| de la clause)?"
    )),
    ("other", (
        r"observations?|commentaires?|remarques?|montant.{0,20}|duree.{0,30}|demarrage.{0,20}"
        r"|date (?:de )?(?:debut|demarrage|fin).{0,20}|cpv|procedure|tranche|facilitat.{0,30}"
    )),
)  # fmt: skip

_COMPILED = tuple((column, re.compile(wording)) for column, wording in AWARD_LABELS)


@lru_cache(maxsize=2048)
def column_of(label: str) -> str | None:
    """Which field a header or a label names."""
    folded = re.sub(r"\s+", " ", fold(label)).strip(" :*.?-–")
    if not folded or len(folded) > 60:
        return None
    folded = re.sub(r"(?:^(?:le|la|les|l'|nos|votre) ?|\((?:e|s|es|le cas echeant)\))", "", folded).strip()
    for column, pattern in _COMPILED:
        if pattern.fullmatch(folded):
            return column
    return None


#: header of a table -> field, by the word that decides; the first that is found wins
_DECIDING: tuple[tuple[str, str], ...] = (
    ("siret", r"\bsiret\b"),
    ("email", r"\be-?mails?\b|\bcourriels?\b|\bmel\b|adresse electronique"),
    ("phone", r"\btel\b|\btelephone|\bportable"),
    ("hours", r"\bheures?\b|\(h\)|\bvolume horaire|\bh\. ?insertion"),
    ("notified", r"\bnotifi\w+|\bdate\b.*\battribution"),
    ("buyer", r"\bmaitr\w+ d'ouvrage|\bacheteur|\bpouvoir adjudicateur"),
    ("worksite_address", r"\badresse\b.*\b(?:chantier|travaux|site)"),
    ("address", r"\badresse\b"),
    ("contact", r"\bcontacts?\b|\binterlocut|\breferente?\b|\bcorrespondant|\bresponsable"),
    ("lot_title", r"\b(?:intitule|designation|objet|nature|libelle|nom)\b.*\blots?\b|\bcorps d'etat"),
    ("lot", r"\blots?\b"),
    ("company", r"\bentreprises?\b|\btitulaires?\b|\battributaires?\b|\bsocietes?\b|\braison sociale|\bmandataire"),
    ("market", r"\b(?:n°|numero|ref\w*)\b.*\bmarche|\bconsultation"),
    ("title", r"\b(?:intitule|objet|libelle)\b|\boperation\b"),
    ("worksite", r"\bchantier|\bsite\b|\blieu\b"),
)
_DECIDING_COMPILED = tuple((column, re.compile(wording)) for column, wording in _DECIDING)


def column_like(header: str) -> str | None:
    """Which field the header of a table is most likely about; only for rows of which other headers are sure."""
    folded = re.sub(r"\s+", " ", fold(header)).strip(" :*.?-–")
    if not folded or len(folded) > 60 or len(folded.split()) > 8:
        return None
    return next((column for column, pattern in _DECIDING_COMPILED if pattern.search(folded)), None)
