"""Cases for agencies.py: running text of agencies that do not know one another, each with its truth."""

# fmt: off
from agency_cases import SIRETS, Cases, need

CASES = Cases()
case = CASES.add

case("spoken_labels.docx",f"""
# Mission Locale du Bassin de Thau – Fiche de collecte d’offre (clause sociale)
**1/ L’ENTREPRISE
Dénomination de la société : Thau Maçonnerie
SIRET n° {SIRETS[0]}
Située au : 8 rue des Joutes, 34200 Sète
La personne qui suit ce dossier chez vous : Mme Inès Roca
On peut la joindre au : 04 65 71 10 20
Son mail : i.roca@thau-maconnerie.example
**2/ LE POSTE
Que recherchez-vous comme profil ? Aide-maçon
Combien de jeunes pouvez-vous accueillir ? 2
Démarrage possible dès le : 15/02/2027
Au quotidien, le jeune devra : approvisionner le chantier, gâcher le mortier, nettoyer
Ce que vous attendez de lui : ponctualité, esprit d’équipe
Faut-il avoir déjà travaillé ? Non, débutant accepté
Faut-il un diplôme ? Aucun
Bon à savoir : chantier en extérieur, port de charges
**3/ LE CONTRAT
Quel contrat ? ☐ CDI ☒ CDD ☐ Apprentissage
Durée : 6 mois
Temps de travail : 35 h/sem
Rémunération : 1 850 € brut mensuel
Où se passe le travail ? Chantier du port, Sète
**4/ CADRE MISSION LOCALE
Conseiller : Paul Vidal – 04 65 71 00 00
Date de réception : 12/11/2026
""",need("Thau Maçonnerie",SIRETS[0],"8 rue des Joutes, 34200 Sète","Mme Inès Roca","+33465711020","i.roca@thau-maconnerie.example","Aide-maçon",2,"2027-02-15","Approvisionner le chantier;Gâcher le mortier;Nettoyer","Ponctualité;Esprit d’équipe","Non, débutant accepté","Aucun","Chantier en extérieur;Port de charges","CDD","P6M",35,"1850/month","Chantier du port, Sète"))

case("capitals.docx",f"""
DEMANDE D INTERIMAIRES - CLAUSE INSERTION
RAISON SOCIALE : BTP OUEST RESEAUX
SIRET : {SIRETS[3]}
ADRESSE : 15 RUE DE BREST 35000 RENNES
DONNEUR D’ORDRE A APPELER : JULIEN PRIGENT
TEL : 0261914433
EMAIL : JPRIGENT@BTPOR.EXAMPLE
QUALIFICATION : MANOEUVRE TP
NBRE INTERIMAIRES : 4
DEBUT MISSION : 18/01/27
FIN MISSION : 16/07/27
TACHES : PELLE, PIOCHE, SIGNALISATION
PROFIL : BON RELATIONNEL
EXPERIENCE : 6 MOIS
FORMATION : NEANT
HABILITATIONS : AIPR
HORAIRES HEBDO : 39 H
TAUX HORAIRE : 12,40 EUROS BRUT
ADRESSE CHANTIER : ROCADE SUD RENNES
CONTRAT : INTERIM
""",need("BTP OUEST RESEAUX",SIRETS[3],"15 rue de Brest 35000 Rennes","JULIEN PRIGENT","+33261914433","jprigent@btpor.example","MANOEUVRE TP",4,"2027-01-18","PELLE;PIOCHE;SIGNALISATION","BON RELATIONNEL","6 MOIS",None,"AIPR","CTT","P6M",39,"12.4/hour","ROCADE SUD RENNES"))

case("bold_questions.docx",f"""
# Vos recrutements sur le chantier
**Qui êtes-vous ?
Nom commercial : Isère Isolation
Immatriculée sous le n° (SIRET) : {SIRETS[5]}
Votre adresse : 40 cours Berriat, 38000 Grenoble
**Qui devons-nous appeler ?
Gilles Perrin
**À quel téléphone ?
06 39 98 44 55
**À quelle adresse électronique ?
gilles.perrin@isere-isolation.example
**De qui avez-vous besoin ?
plaquiste
**De combien de personnes ?
2 personnes
**Pour quand ?
le 8 mars 2027
**Quel sera son travail ?
pose de rails, vissage de plaques, bandes
**Que doit-il savoir faire ?
lire un plan
**Quelle expérience ?
un an minimum
**Quelle formation ?
CAP plaquiste
**Autres exigences ?
CACES nacelle
**Sous quelle forme de contrat ?
CDD
**Pour combien de temps ?
5 mois
**Combien d’heures chaque semaine ?
37 h
**Pour quel salaire ?
2 100 € brut/mois
**À quel endroit ?
ZAC Presqu’île, Grenoble
""",need("Isère Isolation",SIRETS[5],"40 cours Berriat, 38000 Grenoble","Gilles Perrin","+33639984455","gilles.perrin@isere-isolation.example","plaquiste",2,"2027-03-08","Pose de rails;Vissage de plaques;Bandes","Lire un plan","un an minimum","CAP plaquiste","CACES nacelle","CDD","P5M",37,"2100/month","ZAC Presqu’île, Grenoble"))

case("dashes.txt",f"""FICHE BESOIN - CLAUSE D'INSERTION - SEMCODA

Entreprise - Ain Carrelage
Siret - {SIRETS[6]}
Adresse - 12 rue Alphonse Baudin, 01000 Bourg-en-Bresse
Contact - Mme Sonia Belkacem
Telephone - 04 65 71 38 90
Mail - contact@ain-carrelage.example

Metier - Carreleur
Nombre - 1
Debut - 11 janvier 2027
Missions - chape, pose, joints
Competences - precision
Experience - 2 ans
Formation - CAP
Contraintes - port de genouilleres
Contrat - CDI
Temps de travail - 35 heures
Salaire - 2 150 euros brut mensuel
Lieu - Oyonnax
""",need("Ain Carrelage",SIRETS[6],"12 rue Alphonse Baudin, 01000 Bourg-en-Bresse","Mme Sonia Belkacem","+33465713890","contact@ain-carrelage.example","Carreleur",1,"2027-01-11","Chape;Pose;Joints","Precision","2 ans","CAP","Port de genouilleres","CDI",None,35,"2150/month","Oyonnax"))

case("two_jobs_shared.docx",f"""
# Besoins de l’attributaire
Entreprise : Lot Propreté
SIRET : {SIRETS[8]}
Adresse : 5 boulevard Gambetta, 46000 Cahors
Contact : Nadège Fournié
Tél : 05 36 49 60 18
Mail : n.fournie@lot-proprete.example
Lieu de travail pour tous les postes : Hôpital de Cahors
Date de début pour tous : 01/02/2027
**Profil A
Poste : Agent de bio-nettoyage
Nombre : 3
Missions : nettoyage des chambres ; désinfection
Compétences : rigueur
Contrat : CDD de 6 mois
Durée hebdomadaire : 30 h
Salaire : 12,20 €/h
**Profil B
Poste : Laveur de vitres
Nombre : 1
Missions : vitrerie
Compétences : aisance en hauteur
Contrat : CDI
Durée hebdomadaire : 35 h
Salaire : 12,90 €/h
""",need("Lot Propreté",SIRETS[8],"5 boulevard Gambetta, 46000 Cahors","Nadège Fournié","+33536496018","n.fournie@lot-proprete.example","Agent de bio-nettoyage",3,"2027-02-01","Nettoyage des chambres;Désinfection","Rigueur",None,None,None,"CDD","P6M",30,"12.2/hour","Hôpital de Cahors"),
need("Lot Propreté",SIRETS[8],"5 boulevard Gambetta, 46000 Cahors","Nadège Fournié","+33536496018","n.fournie@lot-proprete.example","Laveur de vitres",1,"2027-02-01","Vitrerie","Aisance en hauteur",None,None,None,"CDI",None,35,"12.9/hour","Hôpital de Cahors"))

case("examples_in_labels.docx",f"""
# Votre besoin en personnel
Nom de la structure (tel qu’il figure au Kbis) : Vendée Charpente
SIRET (14 chiffres, exemple : 123 456 789 00012) : {SIRETS[10]}
Adresse (exemple : 1 rue de la Paix, 75001 Paris) : 9 rue des Sables, 85000 La Roche-sur-Yon
Contact (M. ou Mme, prénom, nom) : Mme Chloé Raffin
Téléphone (de préférence un portable) : 06 39 98 71 72
Mail (lisible svp) : c.raffin@vendee-charpente.example
Métier (ex : maçon, peintre) : Charpentier bois
Nombre (ex : 1) : 2
À partir du (jj/mm/aaaa) : 03/05/2027
Missions (3 à 5 lignes max) : taille, levage, pose de fermettes
Savoir-faire (ex : lecture de plan) : traçage
Expérience (ex : débutant accepté, 2 ans) : 3 ans
Formation (CAP, BEP…) : BP charpentier
Exigences (permis, CACES…) : CACES R486
Contrat (CDD, CDI, intérim) : CDI
Heures hebdo (35, 39…) : 39
Salaire (brut, ex : 1 900 €/mois) : 2 350 € brut/mois
Lieu (commune) : Les Herbiers
""",need("Vendée Charpente",SIRETS[10],"9 rue des Sables, 85000 La Roche-sur-Yon","Mme Chloé Raffin","+33639987172","c.raffin@vendee-charpente.example","Charpentier bois",2,"2027-05-03","Taille;Levage;Pose de fermettes","Traçage","3 ans","BP charpentier","CACES R486","CDI",None,39,"2350/month","Les Herbiers"))

case("abbreviations.txt",f"""besoin clause - retour par mail svp

ent. : Gers Bois
siret : {SIRETS[13]}
adr. : route d'Agen 32000 Auch
resp. : Mr Daniel Lafitte
tel. : 05.36.49.70.70
mel : gersbois@orange.example

emploi : menuisier atelier
qté : 1
dispo : 5 avril 2027
trav. : usinage ; montage ; ponçage
comp. : lecture de plan
exp. : 2 ans
dipl. : CAP
obs. : bruit
ctr : CDD
dur. : 4 mois
h/sem : 35
sal. : 1900 brut / mois
lieu : Auch
""",need("Gers Bois",SIRETS[13],"route d'Agen 32000 Auch","Mr Daniel Lafitte","+33536497070","gersbois@orange.example","menuisier atelier",1,"2027-04-05","Usinage;Montage;Ponçage","Lecture de plan","2 ans","CAP","Bruit","CDD","P4M",35,"1900/month","Auch"))

case("own_sheet.docx",f"""
# SAS ALPES ASCENSEURS
15 rue de la Gare – 73000 Chambéry – Tél : 04 65 71 93 00 – contact@alpes-ascenseurs.example – SIRET {SIRETS[14]}
# FICHE DE POSTE : Technicien de maintenance
Rattachement hiérarchique : responsable d’agence
Finalité du poste
Assurer l’entretien courant du parc
Activités
- visites périodiques
- dépannage
- petites réparations
Savoir-faire
- lecture de schémas électriques
Profil : Bac pro MELEC
Expérience : débutant accepté
Conditions
Contrat : CDI
Horaire : 35 h par semaine
Salaire : 24 500 € brut annuel
Lieu : Chambéry
Poste à pourvoir : 1 – à partir du 01/02/2027
Contact RH : Mme Julie Bonnet
""",need("SAS ALPES ASCENSEURS",SIRETS[14],"15 rue de la Gare, 73000 Chambéry","Mme Julie Bonnet","+33465719300","contact@alpes-ascenseurs.example","Technicien de maintenance",1,"2027-02-01","Visites périodiques;Dépannage;Petites réparations","Lecture de schémas électriques","débutant accepté",None,None,"CDI",None,35,"24500/year","Chambéry"), alt={"job.training": ["Bac pro MELEC"], "job.skills": [["Lecture de schémas électriques", "Bac pro MELEC"]], "company.address": ["15 rue de la Gare – 73000 Chambéry"]})

case("many_on_a_line.txt",f"""Bonjour, voici notre besoin pour la clause :
Entreprise : Aude Serrurerie ; SIRET : {SIRETS[15]} ; Adresse : 4 rue Barbès, 11000 Carcassonne
Contact : Mme Rachel Bonnafous ; Tél : 04 65 71 27 27 ; Mail : r.bonnafous@aude-serrurerie.example
Poste : serrurier-métallier ; Nombre : 1 ; Date : 01/03/2027
Tâches : découpe, soudure, pose
Expérience : 1 an ; Formation : CAP
Contrat : CDD ; Durée : 6 mois ; Heures : 35 ; Salaire : 12,90 €/h ; Lieu : Carcassonne
Cordialement
Rachel Bonnafous
""",need("Aude Serrurerie",SIRETS[15],"4 rue Barbès, 11000 Carcassonne","Mme Rachel Bonnafous","+33465712727","r.bonnafous@aude-serrurerie.example","serrurier-métallier",1,"2027-03-01","Découpe;Soudure;Pose",None,"1 an","CAP",None,"CDD","P6M",35,"12.9/hour","Carcassonne"))

case("bold_phrases.docx",f"""
# Vous avez un poste pour un de nos volontaires ?
**Votre entreprise s’appelle :
Limousin Élagage
**Son SIRET :
{SIRETS[17]}
**Elle se trouve :
6 avenue Garibaldi, 87000 Limoges
**Pour en parler, on appelle :
Mme Justine Faure
**au :
05 36 49 33 33
**ou on écrit à :
j.faure@limousin-elagage.example
**Le métier :
Bûcheron-élagueur
**Vous en voulez combien ?
2
**Ils commencent quand ?
Le 15 mars 2027
**Ils feront quoi ?
Abattage, ébranchage, broyage
**Ils doivent être :
Prudents, endurants
**Ils ont déjà fait ce métier ?
Pas forcément
**Ils ont un diplôme ?
Non demandé
**Attention à :
Travail en hauteur
**Ils signent quoi ?
CDD
**Pour :
8 mois
**Ils travaillent combien par semaine ?
35 h
**Ils gagnent combien ?
12,30 € brut/h
**Ça se passe où ?
Forêt de Limoges
""",need("Limousin Élagage",SIRETS[17],"6 avenue Garibaldi, 87000 Limoges","Mme Justine Faure","+33536493333","j.faure@limousin-elagage.example","Bûcheron-élagueur",2,"2027-03-15","Abattage;Ébranchage;Broyage","Prudents;Endurants","Pas forcément","Non demandé","Travail en hauteur","CDD","P8M",35,"12.3/hour","Forêt de Limoges"))

case("dotted_order.txt",f"""COMMANDE DE PERSONNEL INTERIMAIRE
---------------------------------
Client ............ : Caen Terrassement SARL
Siret ............. : {SIRETS[18]}
Adresse client .... : 8 rue du Moulin
                      14000 Caen
Interlocuteur ..... : Olivier Marie
Tel ............... : 02.61.91.10.10
E-mail ............ : o.marie@caen-terrassement.example
---------------------------------
Qualification ..... : conducteur d'engins
Nombre ............ : 1
Du ................ : 11/01/2027
Au ................ : 09/07/2027
Tache ............. : conduite de pelle, nivellement
EPI ............... : casque, chaussures
Habilitation ...... : CACES R482 B1
Experience ........ : 3 ans
Taux horaire ...... : 13,10
Horaires .......... : 35h/semaine
Chantier .......... : ZAC de Mondeville
Motif ............. : accroissement
""",need("Caen Terrassement SARL",SIRETS[18],"8 rue du Moulin, 14000 Caen","Olivier Marie","+33261911010","o.marie@caen-terrassement.example","conducteur d'engins",1,"2027-01-11","Conduite de pelle;Nivellement",None,"3 ans",None,"CACES R482 B1",None,"P6M",35,"13.1/hour","ZAC de Mondeville"))

case("lettered_labels.docx",f"""
# MAISON DE L’EMPLOI – FICHE DE PRISE DE COMMANDE
**A. IDENTITÉ DE L’ATTRIBUTAIRE
A1. Dénomination : Doubs Couverture
A2. SIRET : {SIRETS[20]}
A3. Domicilié : 3 rue Battant, 25000 Besançon
A4. Référent insertion au sein de l’entreprise : Mme Carole Petit
A5. Joignable au : 03 53 01 20 30
A6. Courrier électronique : c.petit@doubs-couverture.example
**B. BESOIN
B1. Emploi-type : Couvreur
B2. Nb de personnes : 1
B3. Date de besoin : 22/02/2027
B4. Principales activités : pose d’ardoises ; isolation
B5. Compétences et savoir-être : assiduité
B6. Expérience préalable : non
B7. Niveau de formation requis : aucun
B8. Contraintes et particularités : vertige
**C. CONDITIONS
C1. Nature du contrat de travail : CDDI
C2. Durée prévisionnelle : 10 mois
C3. Temps de travail : 26 heures / semaine
C4. Rémunération horaire : 12,02 € brut
C5. Localisation : Besançon
**D. RÉSERVÉ À LA MAISON DE L’EMPLOI
D1. Facilitateur : P. Henry
D2. Tél : 03 53 01 00 09
""",need("Doubs Couverture",SIRETS[20],"3 rue Battant, 25000 Besançon","Mme Carole Petit","+33353012030","c.petit@doubs-couverture.example","Couvreur",1,"2027-02-22","Pose d’ardoises;Isolation","Assiduité","non","aucun","Vertige","CDDI","P10M",26,"12.02/hour","Besançon"))

case("starred_mail.txt",f"""Bonjour Madame,

Suite à votre demande, notre besoin :

* société : Landes Charpente (siret {SIRETS[21]})
* adresse : 15 avenue de la Gare - 40000 Mont-de-Marsan
* contact : moi-même, Thierry Labat (05 36 49 77 01 / t.labat@landes-charpente.example)
* poste : 2 charpentiers
* démarrage : semaine 10
* travail : levage et assemblage
* exp. : 1 an mini
* contrat : cdd 3 mois
* 39h
* salaire : 13€/h
* lieu : Dax

Bien cordialement,
Thierry Labat
Landes Charpente
""",need("Landes Charpente",SIRETS[21],"15 avenue de la Gare, 40000 Mont-de-Marsan","Thierry Labat","+33536497701","t.labat@landes-charpente.example","charpentiers",2,"2027-03-08","Levage et assemblage",None,"1 an mini",None,None,"CDD","P3M",39,"13/hour","Dax"))

case("tabs_two_pairs.docx",f"""
École de la 2e chance – fiche entreprise d’accueil
Entreprise d’accueil\tMoselle Nettoyage\tN° Siret\t{SIRETS[23]}
Adresse\t2 place de Chambre, 57000 Metz\tTéléphone\t03 53 01 40 40
Votre référent\tMme Laure Schmidt\tMessagerie\tl.schmidt@moselle-nettoyage.example
Métier visé\tAgent de propreté\tVolume\t4 postes
Démarrage\t01/03/2027\tDurée\t4 mois
Tâches\tbalayage, vitres, désinfection\tSavoir-être\tponctualité
Expérience\tsans\tDiplôme\tsans
Contrat\tCDD\tTemps de travail\t24 h hebdo
Rémunération\t12,02 € brut horaire\tSite\tMetz Technopôle
""",need("Moselle Nettoyage",SIRETS[23],"2 place de Chambre, 57000 Metz","Mme Laure Schmidt","+33353014040","l.schmidt@moselle-nettoyage.example","Agent de propreté",4,"2027-03-01","Balayage;Vitres;Désinfection","Ponctualité","sans","sans",None,"CDD","P4M",24,"12.02/hour","Metz Technopôle"))

case("questions_and_lists.docx",f"""
# Clause d’insertion – votre besoin
Entreprise titulaire du lot 2 : Jura Bois Construction
Numéro SIRET : {SIRETS[33]}
Siège : 7 rue du Commerce, 39000 Lons-le-Saunier
Votre correspondant pour cette clause : M. Fabien Roy, chargé d’affaires
Coordonnées : 03 53 01 98 76 – f.roy@jura-bois.example
**Poste ouvert
Métier : Charpentier
Combien de postes ? 1
À pourvoir pour le : 12 avril 2027
En quoi consiste le travail ?
Levage de charpentes
Pose d’ossature
Bardage
Quelles compétences faut-il avoir ?
Lecture de plans
Travail en équipe
Faut-il de l’expérience ? Oui, 2 ans
Faut-il un diplôme ? CAP charpentier
Contraintes ou exigences ? Travail en hauteur
**Contrat proposé
CDD de 12 mois
35 heures par semaine
13,40 € brut de l’heure
Lieu du chantier : Dole
**Réservé au service
Numéro de dossier : 2026-114
Observations :
""",need("Jura Bois Construction",SIRETS[33],"7 rue du Commerce, 39000 Lons-le-Saunier","M. Fabien Roy","+33353019876","f.roy@jura-bois.example","Charpentier",1,"2027-04-12","Levage de charpentes;Pose d’ossature;Bardage","Lecture de plans;Travail en équipe","Oui, 2 ans","CAP charpentier","Travail en hauteur","CDD","P12M",35,"13.4/hour","Dole"))

case("counted_jobs.txt",f"""Objet : besoins clause - lot peinture

Bonjour,
Voici nos besoins pour le chantier de la cité scolaire (Tarbes) :

Entreprise : Bigorre Peinture
SIRET : {SIRETS[34]}
Contact : Mme Lison Abadie, 05 36 49 81 81, l.abadie@bigorre-peinture.example

1) Peintre - 2 postes
   Début : 01/03/2027
   Contrat : CDD 6 mois
   Horaires : 35h
   Salaire : 12,40 €/h
2) Aide-peintre - 1 poste
   Début : 01/04/2027
   Contrat : CDDI 8 mois
   Horaires : 26h
   Salaire : SMIC
Lieu : Tarbes
""",need("Bigorre Peinture",SIRETS[34],None,"Mme Lison Abadie","+33536498181","l.abadie@bigorre-peinture.example","Peintre",2,"2027-03-01",None,None,None,None,None,"CDD","P6M",35,"12.4/hour","Tarbes"),need("Bigorre Peinture",SIRETS[34],None,"Mme Lison Abadie","+33536498181","l.abadie@bigorre-peinture.example","Aide-peintre",1,"2027-04-01",None,None,None,None,None,"CDDI","P8M",26,"smic/x","Tarbes"))

case("long_labels_tabs.docx",f"""
Collectivité européenne d’Alsace – fiche
Nom / raison sociale de l’attributaire du marché\tRhin Électricité
Identifiant SIRET (14 chiffres)\t{SIRETS[36]}
Adresse complète (rue, CP, ville)\t3 quai des Bateliers, 67000 Strasbourg
Nom de la personne à contacter pour le recrutement\tMme Eva Muller
Son numéro de téléphone direct\t03 53 01 67 67
Son adresse e-mail professionnelle\te.muller@rhin-elec.example
Intitulé exact du poste à pourvoir\tÉlectricien du bâtiment
Nombre de personnes que vous souhaitez recruter\t2
Date à laquelle le contrat doit commencer\t01/03/2027
Principales missions qui seront confiées\ttirage de câbles ; pose d’appareillage
Compétences indispensables pour le poste\thabileté manuelle
Expérience minimale demandée\t1 an
Diplôme ou titre demandé\tCAP électricien
Contraintes liées au poste (horaires, déplacements…)\tdéplacements
Type de contrat que vous proposez\tCDD
Durée de ce contrat\t9 mois
Nombre d’heures de travail par semaine\t35
Salaire brut que vous proposez\t1 980 € par mois
Lieu où la personne travaillera\tStrasbourg et Kehl
""",need("Rhin Électricité",SIRETS[36],"3 quai des Bateliers, 67000 Strasbourg","Mme Eva Muller","+33353016767","e.muller@rhin-elec.example","Électricien du bâtiment",2,"2027-03-01","Tirage de câbles;Pose d’appareillage","Habileté manuelle","1 an","CAP électricien","Déplacements","CDD","P9M",35,"1980/month","Strasbourg et Kehl"))
