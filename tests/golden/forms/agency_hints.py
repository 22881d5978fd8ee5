"""Cases for agencies.py: hints told by grey italics, in cells, under labels, beside labels, each with its truth."""

# fmt: off
from agency_cases import SIRETS, Cases, need

CASES = Cases()
case = CASES.add

case("hints_in_cells.docx", f"""
# Fiche de liaison – clause sociale
| Raison sociale | Vannerie du Layon
| Siret | {SIRETS[41]}
| Adresse | 2 rue des Osiers, 49380 Terranjou
| Personne à joindre | ~Nom, prénom et fonction~
| Téléphone et mail | 02 61 91 40 12\\natelier@vannerie-layon.example
| Appellation | ~ex. : maçon, peintre, agent d’entretien~\\nVannier
| Nombre de postes à pourvoir | 1 ~(en chiffres)~
| Date du recrutement | 01/02/2027 ~jj/mm/aaaa~
| Activités principales du poste | ~une tâche par ligne~\\nTri de l’osier\\nTressage
| Compétences requises | ~Ce que la personne doit savoir faire dès l’arrivée~
| Expérience professionnelle souhaitée | ~Précisez le nombre d’années~\\ndébutant accepté
| Formation | ~Diplôme ou niveau, s’il en faut un~
| Exigences particulières | ~si besoin : permis, habilitation, horaires~
| Type et durée du contrat | CDD de 8 mois
| Durée hebdomadaire | 35 h
| Salaire brut | ~montant en euros, par heure ou par mois~\\n12,40 € de l’heure
| Lieu de travail | ~Indiquez l’adresse du chantier ou de l’atelier~
""", need("Vannerie du Layon", SIRETS[41], "2 rue des Osiers, 49380 Terranjou", None, "+33261914012", "atelier@vannerie-layon.example", "Vannier", 1, "2027-02-01", "Tri de l’osier;Tressage", None, "débutant accepté", None, None, "CDD", "P8M", 35, "12.4/hour", None))

case("hints_under_labels.docx", f"""
# Expression de besoin en recrutement
**Votre entreprise
~Dénomination telle qu’elle figure au registre~
Ferronnerie Audouin
**Numéro de SIRET
~celui de l’établissement qui recrute~
{SIRETS[42]}
**Adresse
~celle du siège~
14 quai de la Loire, 44150 Ancenis
**Personne à contacter
~celle qui suivra le recrutement~
Mme Odile Audouin
**Téléphone
~de préférence une ligne directe~
02 61 91 55 31
**Adresse électronique
~lue tous les jours~
o.audouin@ferronnerie-audouin.example
**Métier recherché
~avec son code ROME s’il est connu~
Serrurier-métallier
**Nombre de postes
~pour ce seul marché~
2
**Date d’embauche
~au plus tôt~
15/03/2027
**Missions
~les principales seulement~
- Débit
- Soudure
- Pose sur chantier
**Compétences attendues
~celles sans lesquelles on ne peut commencer~
- Lecture de plan
**Expérience
~souhaitée ou exigée~
un an
**Formation
~niveau ou diplôme~
CAP serrurier
**Contraintes
~tout ce qui peut empêcher quelqu’un de venir~
- Port de charges
**Type de contrat
~un seul choix~
CDI
**Temps de travail
~par semaine~
35 h
**Rémunération
~hors primes~
1 950 € brut par mois
**Lieu de travail
~chantier ou atelier~
Ancenis
""", need("Ferronnerie Audouin", SIRETS[42], "14 quai de la Loire, 44150 Ancenis", "Mme Odile Audouin", "+33261915531", "o.audouin@ferronnerie-audouin.example", "Serrurier-métallier", 2, "2027-03-15", "Débit;Soudure;Pose sur chantier", "Lecture de plan", "un an", "CAP serrurier", "Port de charges", "CDI", None, 35, "1950/month", "Ancenis"))

case("answers_in_italics.docx", f"""
# Fiche besoin
| Entreprise | ~Tonnellerie Vauzelle~
| SIRET | ~{SIRETS[43]}~
| Adresse | ~7 place du Merrain, 16100 Cognac~
| Contact | ~M. Guy Vauzelle~
| Téléphone | ~05 36 49 21 08~
| Mail | ~contact@vauzelle.example~
| Poste | ~Aide tonnelier~
| Nombre de postes | ~1~
| Date de début | ~04/01/2027~
| Missions | ~Dresser les douelles~\\n~Cercler~
| Compétences | ~Habileté~
| Expérience | ~aucune~
| Formation | ~si possible un CAP~
| Exigences | ~Port de charges~
| Contrat | ~CDD~
| Durée | ~6 mois~
| Heures par semaine | ~35~
| Salaire brut | ~12,20 €/h~
| Lieu de travail | ~Cognac~
""", need("Tonnellerie Vauzelle", SIRETS[43], "7 place du Merrain, 16100 Cognac", "M. Guy Vauzelle", "+33536492108", "contact@vauzelle.example", "Aide tonnelier", 1, "2027-01-04", "Dresser les douelles;Cercler", "Habileté", "aucune", "si possible un CAP", "Port de charges", "CDD", "P6M", 35, "12.2/hour", "Cognac"))

case("blank_with_examples.docx", """
# Fiche de liaison entreprise
| Raison sociale | ~Dupuis Bâtiment~
| Siret | ~14 chiffres~
| Adresse | ~Rue, code postal, ville~
| Téléphone | ~Numéro direct~
| Poste | ~Maçon coffreur~
| Nombre de postes | ~2~
| Date de début | ~jj/mm/aaaa~
| Missions | ~Coffrer, couler, décoffrer~
| Type de contrat | ~CDD~
| Durée du contrat | ~6 mois~
| Durée hebdomadaire | ~35 h~
| Salaire brut | ~Au SMIC~
| Lieu de travail | ~Amiens~
""", expect_blank=True)
