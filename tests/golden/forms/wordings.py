"""Label sets as different people would write them, the titles of their parts, and what is printed for a need."""

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


PARTS = ("company", "job", "conditions")


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
