"""Cases for agencies.py: tables of agencies that do not know one another, each with its truth."""

# fmt: off
from agency_cases import SIRETS, Cases, need

CASES = Cases()
case = CASES.add

case("grouped_rows.docx",f"""
PLIE Nord Charente – recueil des besoins en recrutement
|Entreprise|Nom|Charente Couverture
||N° SIRET|{SIRETS[1]}
||Adresse du siège|2 quai des Chais, 16100 Cognac
|Interlocuteur|Nom et fonction|M. Alain Mercier, conducteur de travaux
||Tél.|05 36 49 22 11
||Courriel|a.mercier@charente-couverture.example
|Poste|Emploi visé|Couvreur
||Nombre|1
||Prise de fonction|01/03/2027
||Principales tâches|pose de tuiles ; zinguerie ; entretien
||Prérequis techniques|lecture de plan
||Ancienneté souhaitée|1 an
||Diplôme|CAP couvreur
||Permis / habilitations|permis B ; travail en hauteur
|Conditions|Nature|CDD
||Durée|8 mois
||Horaires|35 h hebdo
||Rémunération|12,80 €/h brut
||Lieu d’exécution|Cognac
""",need("Charente Couverture",SIRETS[1],"2 quai des Chais, 16100 Cognac","M. Alain Mercier","+33536492211","a.mercier@charente-couverture.example","Couvreur",1,"2027-03-01","Pose de tuiles;Zinguerie;Entretien","Lecture de plan","1 an","CAP couvreur","Permis B;Travail en hauteur","CDD","P8M",35,"12.8/hour","Cognac"))

case("every_other_row.docx",f"""
# GEIQ BTP Pays de Loire – expression de besoin
|Entreprise adhérente ou cliente|Numéro SIRET
|Loire Génie Civil|{SIRETS[2]}
|Adresse|Contact sur le chantier
|ZA de la Rabine, 44115 Basse-Goulaine|Kévin Morand
|Téléphone|Adresse mail
|02 61 91 55 60|k.morand@loire-gc.example
|Métier demandé|Nombre de personnes
|Canalisateur|3
|Date de mise à disposition|Durée de la mise à disposition
|lundi 4 janvier 2027|12 mois
|Travaux confiés|Aptitudes
|pose de réseaux, blindage de fouilles|travail en équipe
|Expérience demandée|Formation demandée
|aucune|titre pro canalisateur visé
|Contraintes|Type de contrat
|grands déplacements|contrat de professionnalisation
|Horaire hebdomadaire|Salaire horaire brut
|35|12,30
|Lieu du chantier
|Saint-Sébastien-sur-Loire
""",need("Loire Génie Civil",SIRETS[2],"ZA de la Rabine, 44115 Basse-Goulaine","Kévin Morand","+33261915560","k.morand@loire-gc.example","Canalisateur",3,"2027-01-04","Pose de réseaux;Blindage de fouilles","Travail en équipe","aucune","titre pro canalisateur visé","Grands déplacements","PRO","P12M",35,"12.3/hour","Saint-Sébastien-sur-Loire"))

case("composite_labels.docx",f"""
Métropole du Grand Nancy – Fiche employeur
|Société – SIRET|Lorraine Façades – {SIRETS[9]}
|Adresse / ville|18 rue Saint-Dizier, 54000 Nancy
|Interlocuteur, téléphone, courriel|Mme Odile Klein, 03 53 01 61 70, o.klein@lorraine-facades.example
|Métier et nombre de postes|Façadier (2 postes)
|Date de début – durée du contrat|01/03/2027 – 7 mois
|Contrat, temps de travail et salaire|CDD, 35 h, 12,60 €/h brut
|Missions|piquage ; enduit ; nettoyage
|Compétences et qualités|minutie
|Formation / expérience|CAP façadier / 1 an d’expérience
|Permis et contraintes|permis B ; travail en hauteur
|Lieu du chantier|Vandœuvre
""",need("Lorraine Façades",SIRETS[9],"18 rue Saint-Dizier, 54000 Nancy","Mme Odile Klein","+33353016170","o.klein@lorraine-facades.example","Façadier",2,"2027-03-01","Piquage;Enduit;Nettoyage","Minutie","1 an d’expérience","CAP façadier","Permis B;Travail en hauteur","CDD","P7M",35,"12.6/hour","Vandœuvre"))

case("rows_of_jobs.docx",f"""
# Besoins prévisionnels – Lot 3
Entreprise Sarthe Plâtrerie, SIRET {SIRETS[11]}, 22 avenue Bollée 72000 Le Mans, contact Damien Huet 02 61 91 84 20 d.huet@sarthe-platrerie.example
|N°|Qualification|Effectif|Arrivée|Type|Durée|Heures|Taux|Chantier
|1|Plaquiste|2|01/02/2027|CDD|6 mois|35|12,50|Collège du Mans
|2|Manœuvre|1|01/03/2027|Intérim|3 mois|35|12,02|Collège du Mans
""",need("Sarthe Plâtrerie",SIRETS[11],"22 avenue Bollée 72000 Le Mans","Damien Huet","+33261918420","d.huet@sarthe-platrerie.example","Plaquiste",2,"2027-02-01",None,None,None,None,None,"CDD","P6M",35,"12.5/hour","Collège du Mans"),
need("Sarthe Plâtrerie",SIRETS[11],"22 avenue Bollée 72000 Le Mans","Damien Huet","+33261918420","d.huet@sarthe-platrerie.example","Manœuvre",1,"2027-03-01",None,None,None,None,None,"CTT","P3M",35,"12.02/hour","Collège du Mans"))

case("four_columns.docx",f"""
# Cap emploi 59 – Recueil d’une offre en clause sociale
|L’employeur
|Raison sociale / sigle|Artois Menuiserie (AM)|Siret (14 ch.)|{SIRETS[16]}
|Adresse postale|45 rue d’Arras, 62000 Arras|Effectif total|12 salariés
|Nom, prénom du recruteur|DELATTRE Hugues|Fonction|gérant
|Ligne fixe||Portable|06 39 98 20 20
|Adresse e-mail|h.delattre@artois-menuiserie.example|Site web|www.artois-menuiserie.fr
|L’emploi
|Métier proposé|Menuisier poseur|Nombre d’offres|2
|Date d’entrée en fonction|01/02/2027|Code ROME|F1607
|Description détaillée des tâches|pose de fenêtres ; réglages ; finitions
|Qualités professionnelles|autonomie, soin
|Expérience exigée ou souhaitée|2 ans souhaités|Diplôme(s)|CAP menuisier
|Permis exigé|B|Port de charges|oui
|Le contrat
|Type|CDD|Durée|6 mois
|Nb d’heures hebdomadaires|35|Horaires|8h-12h 13h-16h
|Rémunération brute mensuelle|1 920 €|Lieu d’exercice|Arras et alentours
""",need("Artois Menuiserie (AM)",SIRETS[16],"45 rue d’Arras, 62000 Arras","DELATTRE Hugues","+33639982020","h.delattre@artois-menuiserie.example","Menuisier poseur",2,"2027-02-01","Pose de fenêtres;Réglages;Finitions","Autonomie;Soin","2 ans souhaités","CAP menuisier","Permis B;Port de charges","CDD","P6M",35,"1920/month","Arras et alentours"))

case("columns_of_jobs.docx",f"""
# Groupement d’entreprises – besoins d’insertion
||Poste A|Poste B
|Nom de l’employeur|Vaucluse Peinture|Vaucluse Peinture
|SIRET|{SIRETS[19]}|{SIRETS[19]}
|Contact|Luc Arnaud 04 65 71 12 12 l.arnaud@vaucluse-peinture.example|idem
|Intitulé du poste|Peintre|Ravaleur
|Postes|2|1
|Embauche|01/02/2027|01/03/2027
|Missions|enduits, peinture|lavage, réparation
|Pré-requis|aucun|travail en hauteur
|Contrat/durée|CDD 6 mois|CDI
|Hebdo|35 h|35 h
|Salaire brut|1 850 €|2 000 €
|Où|Avignon|Orange
""",need("Vaucluse Peinture",SIRETS[19],None,"Luc Arnaud","+33465711212","l.arnaud@vaucluse-peinture.example","Peintre",2,"2027-02-01","Enduits;Peinture",None,None,None,None,"CDD","P6M",35,"1850/month","Avignon"),
need("Vaucluse Peinture",SIRETS[19],None,"Luc Arnaud","+33465711212","l.arnaud@vaucluse-peinture.example","Ravaleur",1,"2027-03-01","Lavage;Réparation",None,None,None,"Travail en hauteur","CDI",None,35,"2000/month","Orange"))

case("questions_in_rows.docx",f"""
Communauté d’agglomération de Bourges – enquête auprès des titulaires
|1|Quel est le nom de votre société ?|Cher Façades
|2|Quel est son numéro SIRET ?|{SIRETS[22]}
|3|À quelle adresse vous écrire ?|11 rue Moyenne, 18000 Bourges
|4|Qui est notre interlocuteur chez vous ?|M. Paul Girard
|5|Son téléphone ?|02 61 91 66 60
|6|Son mail ?|p.girard@cher-facades.example
|7|De quel métier avez-vous besoin ?|Façadier
|8|Combien de recrutements envisagez-vous ?|3
|9|À quelle date ?|5 avril 2027
|10|Quelles tâches lui confierez-vous ?|ravalement ; nettoyage ; enduit
|11|Quelles qualités attendez-vous ?|rigueur
|12|Quelle expérience demandez-vous ?|débutant accepté
|13|Quel niveau d’études ?|CAP
|14|Y a-t-il des exigences particulières ?|permis B
|15|Quel type de contrat proposerez-vous ?|CDD
|16|De quelle durée ?|7 mois
|17|À raison de combien d’heures par semaine ?|35
|18|À quel salaire brut ?|1 900 € par mois
|19|Dans quel lieu ?|Bourges nord
""",need("Cher Façades",SIRETS[22],"11 rue Moyenne, 18000 Bourges","M. Paul Girard","+33261916660","p.girard@cher-facades.example","Façadier",3,"2027-04-05","Ravalement;Nettoyage;Enduit","Rigueur","débutant accepté","CAP","Permis B","CDD","P7M",35,"1900/month","Bourges nord"))

case("capitals_in_rows.docx",f"""
FICHE RECRUTEMENT CLAUSE
|ENTREPRISE ATTRIBUTAIRE|SAVOIE CHAUFFAGE
|N SIRET|{SIRETS[25]}
|ADRESSE SIEGE|27 RUE DE BOIGNE 73000 CHAMBERY
|CONTACT RECRUTEMENT|MR JEROME BLANC
|TEL|0465715151
|ADRESSE MAIL|J.BLANC@SAVOIE-CHAUFFAGE.EXAMPLE
|EMPLOI|PLOMBIER CHAUFFAGISTE
|NBRE DE POSTES|1
|PRISE DE POSTE|DES QUE POSSIBLE
|ACTIVITES|POSE DE RADIATEURS, SOUDURE
|COMPETENCES|LECTURE DE PLANS
|EXPERIENCE|2 ANS
|FORMATION|CAP
|EXIGENCES PARTICULIERES|PERMIS B
|CONTRAT|CDI
|HEURES/SEMAINE|39
|SALAIRE|2300 EUROS BRUT
|LIEU|CHAMBERY ET AIX LES BAINS
|OBSERVATIONS|VEHICULE DE SERVICE
""",need("SAVOIE CHAUFFAGE",SIRETS[25],"27 rue de Boigne 73000 Chambery","MR JEROME BLANC","+33465715151","j.blanc@savoie-chauffage.example","PLOMBIER CHAUFFAGISTE",1,"asap","POSE DE RADIATEURS;SOUDURE","LECTURE DE PLANS","2 ANS","CAP","PERMIS B","CDI",None,39,"2300/month","CHAMBERY ET AIX LES BAINS"))

case("label_over_answer.docx",f"""
Agglomération Seine-Eure – Pôle clauses
# Fiche de liaison employeur
|1. ENTREPRISE
|Dénomination sociale :\\nNormandie Voirie|N° d’identification SIRET :\\n{SIRETS[32]}
|Adresse du siège :\\n14 rue du Bec, 27400 Louviers|Personne chargée du dossier :\\nMme Anaïs Leroux
|Numéro où la joindre :\\n02 61 91 12 13|Adresse électronique :\\na.leroux@normandie-voirie.example
|2. OFFRE
|Désignation de l’emploi :\\nManœuvre voirie|Quantité :\\n2
|Date prévisible d’embauche :\\n15/02/2027|Durée d’engagement :\\n6 mois
|Nature des tâches :\\npose de pavés\\nréglage\\nnettoyage|Aptitudes souhaitées :\\nendurance
|Pratique antérieure :\\nsans|Formation souhaitée :\\naucune
|Sujétions :\\nport de charges|Forme du contrat :\\nCDD
|Durée hebdomadaire du travail :\\n35 h|Rétribution brute :\\n12,10 € de l’heure
|Lieu d’exécution des travaux :\\nLouviers centre
|3. ATTRIBUTIONS DU PÔLE
|Suivi assuré par :\\nM. Renault|Téléphone :\\n02 61 91 00 00
""",need("Normandie Voirie",SIRETS[32],"14 rue du Bec, 27400 Louviers","Mme Anaïs Leroux","+33261911213","a.leroux@normandie-voirie.example","Manœuvre voirie",2,"2027-02-15","Pose de pavés;Réglage;Nettoyage","Endurance","sans","aucune","Port de charges","CDD","P6M",35,"12.1/hour","Louviers centre"))

case("short_questions.docx",f"""
# Fiche de recrutement insertion
|Renseignements employeur|
|Nom|Côte Basque Menuiserie
|SIRET|{SIRETS[35]}
|Où êtes-vous ?|22 avenue de Bayonne, 64600 Anglet
|Qui décide ?|M. Ximun Etcheto
|Comment le joindre ?|05 36 49 64 64
|Par écrit ?|x.etcheto@cb-menuiserie.example
|Renseignements poste|
|Quoi ?|Poseur d’agencement
|Combien ?|1
|Quand ?|dès que possible
|Pour faire quoi ?|pose de cloisons ; ajustements ; livraison
|Avec quelles qualités ?|soin
|Déjà expérimenté ?|pas obligatoire
|Diplômé ?|non
|Quelles contraintes ?|permis B
|Renseignements contrat|
|Quel type ?|CDI
|Combien d’heures ?|35
|Combien d’euros ?|1 950 € brut par mois
|Où ?|Pays basque
""",need("Côte Basque Menuiserie",SIRETS[35],"22 avenue de Bayonne, 64600 Anglet","M. Ximun Etcheto","+33536496464","x.etcheto@cb-menuiserie.example","Poseur d’agencement",1,"asap","Pose de cloisons;Ajustements;Livraison","Soin","pas obligatoire","non","Permis B","CDI",None,35,"1950/month","Pays basque"))

case("capital_titles.docx",f"""
# FICHE DE POSTE
|Société|Centre Propreté Services
|Numéro Siret|{SIRETS[37]}
|Poste|Agent machiniste
|Service|Exploitation
|Rattachement|Chef d’équipe
|Date d’effet|01/03/2027
|Effectif à recruter|2
MISSION GÉNÉRALE
Assurer l’entretien des surfaces avec machines.
ACTIVITÉS
– Conduire une autolaveuse
– Aspirer les sols
– Rendre compte
CONNAISSANCES ET SAVOIR-FAIRE
– Dosage des produits
– Gestes et postures
RELATIONS
Interne : chef d’équipe
Externe : client
CONDITIONS D’EXERCICE
Horaires : 6h-9h, 30 h hebdomadaires
Lieu : Hôpital de Châteauroux
Rémunération : 12,25 €/h
Contrat : CDD 6 mois
Contact RH : Sabrina Lopez – 02 61 91 36 36 – rh@centre-proprete.example
""",need("Centre Propreté Services",SIRETS[37],None,"Sabrina Lopez","+33261913636","rh@centre-proprete.example","Agent machiniste",2,"2027-03-01","Conduire une autolaveuse;Aspirer les sols;Rendre compte","Dosage des produits;Gestes et postures",None,None,None,"CDD","P6M",30,"12.25/hour","Hôpital de Châteauroux"))
