"""Cases for agencies.py: advertisements, blank forms and papers that are no forms, each with its truth."""

# fmt: off
from agency_cases import SIRETS, Cases, need

CASES = Cases()
case = CASES.add

case("advertisement.docx",f"""
# Recrutement clause sociale – marché espaces verts
La société Jardins de l’Oise (SIRET {SIRETS[4]}), installée 3 rue du Moulin, 60000 Beauvais, recherche 3 agents d’entretien des espaces verts dans le cadre d’un marché du Département.
Le poste : tondre, tailler les haies et ramasser les feuilles. Vous devez être à l’aise en extérieur. Permis B indispensable.
Débutants acceptés. Aucun diplôme requis.
Nous proposons un CDD de 9 mois à temps plein (35 h par semaine), payé 1 870 € brut par mois, à compter du 1er avril 2027. Lieu : Beauvais.
Contact : M. Éric Tellier, 03 53 01 77 41, e.tellier@jardins-oise.example
""",need("Jardins de l’Oise",SIRETS[4],"3 rue du Moulin, 60000 Beauvais","M. Éric Tellier","+33353017741","e.tellier@jardins-oise.example","agents d’entretien des espaces verts",3,"2027-04-01","Tondre;Tailler les haies;Ramasser les feuilles","À l’aise en extérieur","Débutants acceptés","Aucun diplôme requis","Permis B indispensable","CDD","P9M",35,"1870/month","Beauvais"))

case("others_parts.docx",f"""
# Fiche titulaire – Clause d’insertion
**Maître d’ouvrage
Nom : Ville de Nevers
Adresse : place de l’Hôtel-de-Ville, 58000 Nevers
Téléphone : 03 53 01 00 01
Mail : marches@ville-nevers.example
**Titulaire
Nom : Nivernais Étanchéité
SIRET : {SIRETS[7]}
Adresse : 6 rue de la Jonction, 58000 Nevers
Correspondant : Mme Lucie Armand
Téléphone : 03 53 01 48 12
Mail : l.armand@nivernais-etancheite.example
**Assurance
Compagnie : SMABTP
N° de police : 4512 7788 99
Téléphone : 01 99 00 30 30
**Coordonnées bancaires
Titulaire du compte : Nivernais Étanchéité
Banque : Crédit Nivernais
IBAN : FR76 3000 1000 0100 0000 0000 123
**Personnel à recruter
Emploi : Étancheur
Nombre : 2
Date d’entrée : 22/03/2027
Activités : pose de membranes, soudure au chalumeau
Compétences : application
Expérience : débutant accepté
Formation : aucune
Exigences : vertige exclu
Contrat : CDD
Durée : 6 mois
Horaire : 35 h/semaine
Salaire : 12,70 €/heure brut
Lieu : médiathèque de Nevers
**Tuteur
Nom : Bernard Roy
Téléphone : 06 39 98 10 10
""",need("Nivernais Étanchéité",SIRETS[7],"6 rue de la Jonction, 58000 Nevers","Mme Lucie Armand","+33353014812","l.armand@nivernais-etancheite.example","Étancheur",2,"2027-03-22","Pose de membranes;Soudure au chalumeau","Application","débutant accepté","aucune","Vertige exclu","CDD","P6M",35,"12.7/hour","médiathèque de Nevers"))

case("blank_lines.docx","""
# Fiche besoin à compléter
Entreprise : ..............................
SIRET : |_|_|_|_|_|_|_|_|_|_|_|_|_|_|
Contact : M. / Mme ..........................
Téléphone : __ __ __ __ __
Mail : ....................@..................
Poste : (ex : maçon)
Nombre : ……
Date : __/__/____
Missions : (3 lignes maximum)
Contrat : ☐ CDI ☐ CDD ☐ Intérim – durée : …… mois
Heures : …… h / semaine
Salaire : …… € ☐ brut ☐ net
Lieu :
Fait à ………… le ……………
""",expect_blank=True)

case("other_minutes.docx","""
# Compte rendu de réunion de chantier n° 12
Présents : Mme Roca (Thau Maçonnerie), M. Vidal (Mission Locale)
Lieu : base vie, Sète
Date : 12/11/2026
Point recrutement : l’entreprise a recruté 2 personnes en CDD, 35 h. Prochaine réunion le 26/11/2026.
""",kind="unknown")

case("other_letter.docx","""
Madame, Monsieur,
Je vous remercie de votre courrier du 3 novembre. Nous étudions votre demande concernant le recrutement d’une personne en insertion et reviendrons vers vous avant la fin du mois.
Notre chantier débutera le 4 janvier 2027 à Sète.
Cordialement,
Paul Vidal
04 65 71 00 00
""",kind="unknown")

case("website_advertisement.txt",f"""Offre : Agent de tri (H/F) - 5 postes
Entreprise : Gironde Recyclage - SIRET {SIRETS[24]}
ZI de Bruges, 33520 Bruges

Description :
Sur la chaîne, vous triez les emballages, retirez les refus et nettoyez votre poste.

Profil :
Bonne résistance physique, respect des consignes.
Débutant accepté. Aucune formation exigée.

Conditions : CDDI de 6 mois, 26 h par semaine, 12,02 € brut de l'heure.
Début : 15 février 2027.
Lieu : Bruges (tram C).

Contact : Mme Aïcha Benali - 05 36 49 14 14 - recrutement@gironde-recyclage.example
""",need("Gironde Recyclage",SIRETS[24],"ZI de Bruges, 33520 Bruges","Mme Aïcha Benali","+33536491414","recrutement@gironde-recyclage.example","Agent de tri (H/F)",5,"2027-02-15","Sur la chaîne, vous triez les emballages, retirez les refus et nettoyez votre poste","Bonne résistance physique;Respect des consignes","Débutant accepté","Aucune formation exigée",None,"CDDI","P6M",26,"12.02/hour","Bruges (tram C)"))

case("blank_table.docx","""
# Expression de besoin – à compléter par l’entreprise
|Entreprise|
|SIRET|
|Personne à contacter|
|Métier|(intitulé exact)
|Nombre de personnes|
|Date de début|JJ/MM/AAAA
|Type de contrat|CDI / CDD / Intérim
|Durée|… mois
|Horaire hebdomadaire|… h
|Salaire|… € brut / h
|Lieu|
Renseignements : Maison de l’emploi, 03 53 01 00 00, clauses@mde.example
""",expect_blank=True)

case("other_wish_for_stage.docx","""
# Demande de stage
Je m’appelle Lina Morel, 22 ans, je recherche un stage de 2 mois à partir du 1er mars 2027 dans la maintenance.
Formation : BTS maintenance
Contact : 06 39 98 12 12 – lina.morel@orange.example
""",kind="unknown",kind_alt=["candidate_document"])

case("other_planning.docx","""
# Planning prévisionnel du chantier – lot 4
|Tâche|Début|Fin|Durée|Entreprise
|Terrassement|01/02/2027|15/02/2027|2 semaines|BTP Ouest
|Fondations|16/02/2027|15/03/2027|4 semaines|Maçonnerie Leroy
""",kind="unknown")

case("other_balance.docx","""
# Bilan de la clause d’insertion – 2e trimestre
|Entreprise|Salarié|Contrat|Début|Fin|Heures
|Thau Maçonnerie|M. B.|CDD|01/04/2026|30/09/2026|620
|Loire Génie Civil|Mme R.|CTT|03/05/2026|28/06/2026|210
Total : 830 heures
""",kind="unknown")

case("other_contract.docx","""
# Contrat de travail à durée déterminée
Entre les soussignés : la société Lot Propreté, SIRET 41234500000011, 5 boulevard Gambetta, 46000 Cahors, représentée par Mme Fournié,
Et M. Jean Dupont, né le 4 mai 1990, demeurant 3 rue Haute, 46000 Cahors.
Article 1 : M. Dupont est engagé en qualité d’agent de nettoyage, à compter du 1er février 2027, pour une durée de 6 mois.
Article 2 : La durée du travail est de 30 heures par semaine. Le salaire brut est de 12,20 € de l’heure.
""",kind="unknown")

case("other_certificate.docx","""
# Attestation de formation
Nous attestons que M. Karim Haddadi a suivi la formation CACES R489, 21 heures, du 04/01/2027 au 06/01/2027.
Lieu : Dunkerque. Organisme : Forma Nord, SIRET 41234500000011.
""",kind="unknown")
