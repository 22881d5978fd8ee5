"""Cases for agencies.py: several jobs, options to tick, declarations and mails, each with its truth."""

# fmt: off
from agency_cases import SIRETS, Cases, need

CASES = Cases()
case = CASES.add

case("wide_blanks.docx",f"""
# FICHE CONTACT / BESOIN – Lot gros œuvre
Entreprise (titulaire ou co-traitant) : Corrèze Béton
SIRET de l’établissement : {SIRETS[24]}
Lieu du siège : 3 avenue Winston-Churchill, 19000 Tulle
Représentant légal : M. Henri Vidal
Chargé de l’insertion : Mme Paule Soulier
Ligne directe : 05 36 49 19 19     Mail : p.soulier@correze-beton.example
Domaine d’activité : gros œuvre     Effectif : 34
Métier / qualification : Coffreur N2P1
Nb : 2     Dates : du 01/03/2027 au 31/08/2027
Horaires : 39h/sem     Taux : 12,95 €
Lieu : Brive, chantier Gare
Descriptif des tâches : coffrage, coulage
Savoirs attendus : lecture de plans
EXP. : 1 an   DIPL. : CAP apprécié
Contraintes : extérieur ; bruit
Type de contrat souhaité : CDD ou intérim
Heures d’insertion à réaliser : 420
""",need("Corrèze Béton",SIRETS[24],"3 avenue Winston-Churchill, 19000 Tulle","Mme Paule Soulier","+33536491919","p.soulier@correze-beton.example","Coffreur N2P1",2,"2027-03-01","Coffrage;Coulage","Lecture de plans","1 an","CAP apprécié","Extérieur;Bruit","CDD","P6M",39,"12.95/hour","Brive, chantier Gare"))

case("three_hands.docx",f"""
|Partie à remplir par le facilitateur|
|Nom du facilitateur|Jean Petit
|Téléphone|03 53 01 00 11
|Mail|j.petit@mde.example
|Marché|Réhabilitation collège
|Nombre d’heures|700
|Partie à remplir par l’entreprise|
|Nom|Ardèche Enduits
|N° SIRET|{SIRETS[25]}
|Adresse|10 quai de la Roche, 07200 Aubenas
|Nom du contact|Mme Rosa Blanc
|Téléphone|04 65 71 07 07
|Mail|r.blanc@ardeche-enduits.example
|Poste proposé|Façadier
|Nombre de postes|1
|Date d’embauche|15/03/2027
|Tâches|enduits, finitions
|Compétences|application
|Expérience|indifférent
|Formation|indifférent
|Exigences|vertige
|Contrat|CDD
|Durée|26 semaines
|Nombre d’heures hebdo|35
|Salaire|1 867,02 €
|Lieu de travail|Aubenas
|Partie à remplir après l’entretien|
|Candidat retenu|
|Date de début|
|Nom du tuteur|
""",need("Ardèche Enduits",SIRETS[25],"10 quai de la Roche, 07200 Aubenas","Mme Rosa Blanc","+33465710707","r.blanc@ardeche-enduits.example","Façadier",1,"2027-03-15","Enduits;Finitions","Application","indifférent","indifférent","Vertige","CDD","P26W",35,"1867.02/month","Aubenas"))

case("column_of_help.docx",f"""
# Recueil de besoin
|Rubrique|À compléter|Aide
|Votre entreprise|Loir Couverture|Nom inscrit au Kbis
|SIRET|{SIRETS[26]}|14 chiffres
|Adresse|1 rue Poterie, 41100 Vendôme|
|Contact|M. Yann Petit|Personne qui recevra les candidats
|Téléphone|02 61 91 41 41|Portable si possible
|Courriel|y.petit@loir-couverture.example|
|Métier|Couvreur|Ex. : maçon, plombier
|Combien|1|
|Début|1er avril 2027|Date réaliste
|Missions|pose, dépose, nettoyage|3 lignes
|Compétences|équilibre|
|Expérience|6 mois|Ex. : débutant accepté
|Formation|CAP|
|Exigences|permis B|Permis, CACES…
|Contrat|CDD|CDI, CDD, intérim
|Durée|6 mois|
|Temps de travail|35 h|Temps plein = 35 h
|Salaire|1 900 € brut|Mensuel ou horaire
|Lieu|Vendôme|
""",need("Loir Couverture",SIRETS[26],"1 rue Poterie, 41100 Vendôme","M. Yann Petit","+33261914141","y.petit@loir-couverture.example","Couvreur",1,"2027-04-01","Pose;Dépose;Nettoyage","Équilibre","6 mois","CAP","Permis B","CDD","P6M",35,"1900/month","Vendôme"))

case("mail_in_sentences.txt",f"""Madame,

En réponse à votre mail du 12, je vous confirme que la société Var Espaces Verts (SIRET {SIRETS[27]}, 5 chemin des Pins, 83000 Toulon) embauchera 2 jardiniers pour le lot 4.

Ils feront la tonte et le débroussaillage. Pas besoin de diplôme ni d'expérience, mais il faut le permis B.
Contrat : CDD de 7 mois à compter du 1er mars, 35 h, au SMIC.
Prise de poste à Toulon.

Vous pouvez me joindre au 04 65 71 83 83.

Marc Olivieri
Var Espaces Verts
marc@var-ev.example
""",need("Var Espaces Verts",SIRETS[27],"5 chemin des Pins, 83000 Toulon","Marc Olivieri","+33465718383","marc@var-ev.example","jardiniers",2,"2027-03-01","Ils feront la tonte et le débroussaillage",None,"Pas besoin de diplôme ni d'expérience",None,"Il faut le permis B","CDD","P7M",35,"smic/x","Toulon"))

case("ticked_options.docx",f"""
# Votre recrutement
Raison sociale : Yonne Isolation
SIRET : {SIRETS[28]}
Interlocuteur : ☐ M. ☒ Mme   Nom : Duval   Prénom : Élise
Tél. : 03 53 01 89 89   Courriel : e.duval@yonne-isolation.example
Siège : 2 rue Joubert, 89000 Auxerre
Métier : ☐ maçon ☒ plaquiste ☐ peintre ☐ autre : ......
Nombre de personnes : ☐ 1 ☒ 2 ☐ 3
Début souhaité : ☐ immédiat ☒ date : 22/03/2027
Activités : ☒ pose de plaques ☒ bandes ☐ peinture
Expérience : ☒ débutant accepté ☐ 1 an ☐ 3 ans
Formation : ☐ sans ☒ CAP ☐ Bac
Permis B : ☒ oui ☐ non
Contrat : ☐ CDI ☒ CDD ☐ CTT     Durée : 5 mois
Horaire hebdomadaire : ☒ 35 h ☐ 39 h ☐ autre : ....
Salaire : ☐ SMIC ☒ autre : 12,50 €/h
Lieu : Auxerre
""",need("Yonne Isolation",SIRETS[28],"2 rue Joubert, 89000 Auxerre","Mme Élise Duval","+33353018989","e.duval@yonne-isolation.example","plaquiste",2,"2027-03-22","Pose de plaques;Bandes",None,"débutant accepté","CAP","Permis B","CDD","P5M",35,"12.5/hour","Auxerre"), alt={"company.contact_name": ["Élise Duval", "Mme Duval Élise", "Duval Élise"], "job.special_requirements": [["Oui"]]})

case("sworn_declaration.docx",f"""
Syndicat mixte des transports – déclaration d’intention d’embauche en insertion
**Le déclarant
Je soussigné(e) : Mme Claire Boutin, responsable RH
Agissant pour le compte de : Mayenne Travaux Publics
Immatriculé au SIRET : {SIRETS[32]}
Domicilié : 25 rue de Bretagne, 53000 Laval
Contact téléphonique : 02 61 91 53 53
Contact mail : c.boutin@mayenne-tp.example
**L’embauche
Nature de l’emploi : Maçon VRD
Nombre d’embauches projetées : 2
Date envisagée : 15 mars 2027
Tâches dévolues : pose de bordures ; enrobés
Qualités attendues : ponctualité
Expérience : non exigée
Diplôme : sans objet
Contraintes : bruit ; station debout
**Le contrat de travail
Catégorie : CDD
Pour une durée de : 8 mois
À raison de : 35 heures par semaine
Moyennant un salaire brut de : 12,45 € de l’heure
Pour exercer à : Laval et Changé
""",need("Mayenne Travaux Publics",SIRETS[32],"25 rue de Bretagne, 53000 Laval","Mme Claire Boutin","+33261915353","c.boutin@mayenne-tp.example","Maçon VRD",2,"2027-03-15","Pose de bordures;Enrobés","Ponctualité","non exigée",None,"Bruit;Station debout","CDD","P8M",35,"12.45/hour","Laval et Changé"))

case("four_by_four.docx",f"""
# Besoin en compétences
|Entreprise|SIRET|Ville|Contact
|Tarn Élagage|{SIRETS[33]}|81000 Albi|Mme Noé 05 36 49 81 00
|Poste|Effectif|Prise de poste|Durée
|Élagueur|1|01/04/2027|12 mois
|Missions|Compétences|Expérience|Formation
|taille, démontage|agilité|1 an|CS élagage
|Contrat|Temps de travail|Salaire brut|Lieu
|CDD|35 h|2 050 € / mois|Albi
""",need("Tarn Élagage",SIRETS[33],"81000 Albi","Mme Noé","+33536498100",None,"Élagueur",1,"2027-04-01","Taille;Démontage","Agilité","1 an","CS élagage",None,"CDD","P12M",35,"2050/month","Albi"))

case("member_request.docx",f"""
GEIQ Propreté – Demande d’une entreprise adhérente
Adhérent : Savoie Hygiène
N° SIRET : {SIRETS[34]}
Adresse d’intervention : Hôpital, 74000 Annecy
Adresse du siège : 1 rue Royale, 73000 Chambéry
Responsable de site : M. Alain Roux – 04 65 71 73 74
E-mail du responsable : a.roux@savoie-hygiene.example
Fonction recherchée : Agent de service
Volume : 3 ETP
Démarrage : 01/03/2027
Fin : 31/08/2027
Mission principale : bionettoyage
Missions secondaires : distribution des repas
Savoir-être : discrétion
Niveau : débutant
Formation prévue : CQP
Contrat : CDPI
Horaires : 7h-14h
Durée hebdo : 35h
Coefficient / salaire : AS1A – 12,10 €
""",need("Savoie Hygiène",SIRETS[34],"1 rue Royale, 73000 Chambéry","M. Alain Roux","+33465717374","a.roux@savoie-hygiene.example","Agent de service",3,"2027-03-01","Bionettoyage;Distribution des repas","Discrétion",None,None,None,None,"P6M",35,"12.1/hour","Hôpital, 74000 Annecy"))

case("other_candidate.docx","""
# Fiche candidat – positionnement
Nom : Diallo
Prénom : Moussa
Téléphone : 06 39 98 55 55
Mail : m.diallo@orange.example
Adresse : 3 rue Basse, 80000 Amiens
Poste visé : maçon
Expérience : 2 ans
Formation : CAP
Permis : B
Disponibilité : immédiate
Prescripteur : Mission locale
""",kind="candidate_document",kind_alt=["unknown"])

case("other_order.txt","""BON DE COMMANDE N° 4512
Client : Thau Maçonnerie
Adresse : 8 rue des Joutes, 34200 Sète
Contact : Mme Roca  Tél : 04 65 71 10 20
Désignation ; Quantité ; Prix
Parpaing 20 ; 400 ; 1,45 €
Livraison le 12/02/2027, lieu : chantier du port
Total TTC : 696,00 €
""",kind="unknown")

case("three_blocks.docx",f"""
# Recrutements prévus par l’attributaire
Société : Hérault Génie Civil – Siret : {SIRETS[40]}
Interlocuteur : M. Éric Roca – 04 65 71 34 34 – e.roca@herault-gc.example
**Besoin n° 1 : Maçon
Effectif : 2
Début : 01/02/2027
Contrat : CDD 6 mois
Horaire : 35 h
Salaire : 12,50 €/h
Lieu : Béziers
**Besoin n° 2 : Manœuvre
Effectif : 3
Début : 15/02/2027
Contrat : intérim 4 mois
Horaire : 35 h
Salaire : SMIC
Lieu : Agde
**Besoin n° 3 : Chef d’équipe
Effectif : 1
Début : 01/03/2027
Contrat : CDI
Horaire : 39 h
Salaire : 2 400 € brut/mois
Lieu : Béziers
""",*[need("Hérault Génie Civil",SIRETS[40],None,"M. Éric Roca","+33465713434","e.roca@herault-gc.example",t,n,d,None,None,None,None,None,c,u,h,p,place) for t,n,d,c,u,h,p,place in (("Maçon",2,"2027-02-01","CDD","P6M",35,"12.5/hour","Béziers"),("Manœuvre",3,"2027-02-15","CTT","P4M",35,"smic/x","Agde"),("Chef d’équipe",1,"2027-03-01","CDI",None,39,"2400/month","Béziers"))])

case("two_columns_of_jobs.docx",f"""
Fiche de besoin – deux métiers
|Entreprise|Landais Façades|
|SIRET|{SIRETS[41]}|
|Contact|Mme Ida Ruiz – 05 36 49 40 40|
||Métier 1|Métier 2
|Poste|Façadier|Aide-façadier
|Nombre|1|2
|Date|01/04/2027|01/04/2027
|Type de contrat|CDI|CDD
|Durée||8 mois
|Horaires|35 h|35 h
|Salaire brut|2 100 €/mois|1 870 €/mois
|Lieu|Dax|Mont-de-Marsan
""",need("Landais Façades",SIRETS[41],None,"Mme Ida Ruiz","+33536494040",None,"Façadier",1,"2027-04-01",None,None,None,None,None,"CDI",None,35,"2100/month","Dax"),need("Landais Façades",SIRETS[41],None,"Mme Ida Ruiz","+33536494040",None,"Aide-façadier",2,"2027-04-01",None,None,None,None,None,"CDD","P8M",35,"1870/month","Mont-de-Marsan"))

case("blocks_side_by_side.docx",f"""
# Besoins
Entreprise : Creuse Charpente
SIRET : {SIRETS[42]}
Téléphone : 05 36 49 23 23
|POSTE A|POSTE B
|Intitulé : Charpentier\\nNombre : 1\\nDébut : 01/03/2027\\nContrat : CDI\\nHoraire : 39 h\\nSalaire : 2 200 €/mois\\nLieu : Guéret|Intitulé : Aide-charpentier\\nNombre : 2\\nDébut : 01/04/2027\\nContrat : CDD 6 mois\\nHoraire : 35 h\\nSalaire : 1 870 €/mois\\nLieu : Aubusson
""",need("Creuse Charpente",SIRETS[42],None,None,"+33536492323",None,"Charpentier",1,"2027-03-01",None,None,None,None,None,"CDI",None,39,"2200/month","Guéret"),need("Creuse Charpente",SIRETS[42],None,None,"+33536492323",None,"Aide-charpentier",2,"2027-04-01",None,None,None,None,None,"CDD","P6M",35,"1870/month","Aubusson"))

case("answers_under_quotes.txt",f"""> Quelle entreprise êtes-vous ?
Somme Peinture, SIRET {SIRETS[45]}
> Qui contacter chez vous ?
Mme Anna Roy au 03 53 01 80 80
> Quel poste proposez-vous ?
peintre
> Combien en voulez-vous ?
deux
> À partir de quand ?
le 1er avril 2027
> Sous quel contrat et pour combien de temps ?
CDD, 6 mois
> Combien d'heures hebdomadaires ?
35
> Quel salaire brut ?
12,40 € de l'heure
> Où ?
Amiens
""",need("Somme Peinture",SIRETS[45],None,"Mme Anna Roy","+33353018080",None,"peintre",2,"2027-04-01",None,None,None,None,None,"CDD","P6M",35,"12.4/hour","Amiens"))
