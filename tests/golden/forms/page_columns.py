"""Pages whose text stands in columns, cards or combs: adverts with a side bar, portals, newspapers, two-column forms.

    python tests/golden/forms/page_columns.py FOLDER

writes them (with Chromium, Typst and LibreOffice) with their truth, to be scored by benchmarks/form_accuracy.py.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))

from agency_cases import SIRETS, Cases, need
from pdf_layouts import compile_typst

# fmt: off
CASES = Cases()
case = CASES.add
HTML = '<!doctype html><meta charset="utf-8"><style>@page{size:A4;margin:0}body{font-family:"Liberation Sans";font-size:13px;margin:0}'
TYPST = '#set page(paper: "a4", margin: 1.6cm)\n#set text(font: "Liberation Sans", size: 9.5pt, lang: "fr", hyphenate: false)\n'

case("columns_advert_bar_right.pdf", HTML + f"""
main{{position:absolute;left:40px;top:40px;width:460px}} aside{{position:absolute;left:540px;top:0;width:214px;height:1123px;background:#e8891c;color:#fff;padding:30px 20px;line-height:1.35}}
h1{{font-size:30px;margin:0 0 20px}} h2{{font-size:17px;color:#b35f00;margin:22px 0 8px}} aside b{{display:block;margin-top:16px}} footer{{position:absolute;left:40px;top:1040px;width:480px;font-size:10px}}</style>
<main><h1>Aide-jardinier / Aide-jardinière</h1><p>Les Jardins du Marquenterre embauchent deux personnes pour l’entretien des parcs d’Abbeville.</p>
<h2>Missions</h2><ul><li>Tondre les pelouses</li><li>Tailler les haies</li><li>Ramasser les déchets verts</li></ul>
<h2>Compétences</h2><ul><li>Aimer le travail dehors</li><li>Savoir se servir d’une débroussailleuse</li></ul>
<h2>Expérience</h2><p>Débutants acceptés</p><h2>Formation</h2><p>Aucun diplôme exigé</p><h2>Exigences</h2><ul><li>Permis B</li></ul></main>
<aside><b>Entreprise</b>Les Jardins du Marquenterre<b>SIRET</b>{SIRETS[9]}<b>Adresse</b>4 chemin des Dunes, 80120 Rue<b>Nombre de postes</b>2<b>Date de début</b>5 avril 2027<b>Type de contrat</b>CDD<b>Durée</b>7 mois
<b>Horaires</b>35 h par semaine<b>Salaire</b>1 850 € brut par mois<b>Lieu de travail</b>Parc d’Emonville, 80100 Abbeville<b>Contact</b>Mme Odile Carpentier<br>01 99 00 41 07<br>o.carpentier@marquenterre.example</aside>
""", need("Les Jardins du Marquenterre",SIRETS[9],"4 chemin des Dunes, 80120 Rue","Mme Odile Carpentier","+33199004107","o.carpentier@marquenterre.example","Aide-jardinier",2,"2027-04-05","Tondre les pelouses;Tailler les haies;Ramasser les déchets verts","Aimer le travail dehors;Savoir se servir d’une débroussailleuse","Débutants acceptés","Aucun diplôme exigé","Permis B","CDD","P7M",35,"1850/month","Parc d’Emonville, 80100 Abbeville",**{"job.title": ["Aide-jardinier / Aide-jardinière"]}))

case("columns_portal_three_cards.pdf", HTML + f"""
body{{margin:40px;width:700px}} section{{display:grid;grid-template-columns:1fr 1fr 1fr;gap:14px 18px;margin-bottom:20px}} div{{border-bottom:1px solid #ccc;min-height:38px}} small{{display:block;font-size:10px;color:#777}} h2{{font-size:17px}}</style>
<h1>Offre n° 88-1204</h1><h2>Employeur</h2><section><div><small>Raison sociale</small>Sanitaires Picards SARL</div><div><small>SIRET</small>{SIRETS[10]}</div><div><small>Adresse</small>18 rue du Vivier<br>80000 Amiens</div>
<div><small>Contact</small>M. Luc Fabre</div><div><small>Téléphone</small>01 99 00 52 18</div><div><small>E-mail</small>l.fabre@sanitaires-picards.example</div></section>
<h2>Poste</h2><section><div><small>Intitulé</small>Aide-plombier</div><div><small>Nombre de postes</small>3</div><div><small>Date de prise de poste</small>12/04/2027</div>
<div><small>Activités</small><ul><li>Poser les tubes</li><li>Percer les cloisons</li><li>Déposer les appareils</li></ul></div><div><small>Compétences</small>Savoir lire un plan, travailler proprement</div><div><small>Expérience</small>Six mois sur un chantier, ou un stage de fin de formation</div>
<div><small>Formation</small>CAP</div><div><small>Exigences</small></div></section>
<h2>Contrat</h2><section><div><small>Type de contrat</small>CDD</div><div><small>Durée</small>8 mois</div><div><small>Durée hebdomadaire</small>39 h</div><div><small>Salaire brut</small>13,10 € / heure</div><div><small>Lieu de travail</small>Résidence des Tilleuls<br>80000 Amiens</div></section>
""", need("Sanitaires Picards SARL",SIRETS[10],"18 rue du Vivier, 80000 Amiens","M. Luc Fabre","+33199005218","l.fabre@sanitaires-picards.example","Aide-plombier",3,"2027-04-12","Poser les tubes;Percer les cloisons;Déposer les appareils","Savoir lire un plan;Travailler proprement","Six mois sur un chantier, ou un stage de fin de formation","CAP","","CDD","P8M",39,"13.1/hour","Résidence des Tilleuls, 80000 Amiens"))

case("columns_uneven_cards.pdf", HTML + f"""
body{{margin:40px;width:690px}} .c{{display:flex;gap:40px}} .c>div{{flex:1}} b{{display:block;margin-top:11px}} h1{{font-size:21px}}</style>
<h1>Fiche de recrutement – clause sociale</h1><div class=c><div><b>Entreprise</b>Menuiserie Boitel<b>N° SIRET</b>{SIRETS[11]}<b>Adresse</b>Zone artisanale des Bornes<br>7 rue du Chêne<br>80300 Albert<b>Interlocuteur</b>Mme Jeanne Boitel<b>Téléphone</b>01 99 00 63 20<b>Courriel</b>contact@boitel.example<b>Lieu de travail</b>80300 Albert<b>Salaire</b>12,80 € brut de l’heure</div>
<div><b>Poste</b>Aide-menuisier<b>Nombre de postes</b>1<b>Date d’embauche</b>19/04/2027<b>Missions</b>Débiter les bois<br>Poncer les pièces<br>Aider à la pose<br>Ranger l’atelier<b>Compétences</b>Être soigneux<b>Expérience</b>Non exigée<b>Formation</b>CAP menuisier apprécié<b>Exigences</b>Port de charges<b>Contrat</b>CDD<b>Durée</b>6 mois<b>Heures par semaine</b>35</div></div>
""", need("Menuiserie Boitel",SIRETS[11],"Zone artisanale des Bornes, 7 rue du Chêne, 80300 Albert","Mme Jeanne Boitel","+33199006320","contact@boitel.example","Aide-menuisier",1,"2027-04-19","Débiter les bois;Poncer les pièces;Aider à la pose;Ranger l’atelier","Être soigneux","Non exigée","CAP menuisier apprécié","Port de charges","CDD","P6M",35,"12.8/hour","80300 Albert"))

case("columns_two_column_form.pdf", TYPST + f"""
= Besoin en personnel
#grid(columns: (1fr, 1fr), gutter: 24pt, [
#text(size: 13pt)[*L'entreprise*]

Raison sociale : Façades du Santerre \\
SIRET : {SIRETS[12]} \\
Adresse : 22 route de Bray, 80200 Péronne \\
Contact : M. Yann Prévost \\
Téléphone : 01 99 00 74 31 \\
Mail : y.prevost\\@facades-santerre.example \\
Lieu de travail : École Mermoz, 80200 Péronne
], [
#text(size: 13pt)[*Le poste*]

Poste : Aide-façadier \\
Nombre de postes : 2 \\
Date de début : 26/04/2027 \\
Contrat : CDD de 5 mois \\
Durée hebdomadaire : 35 h \\
Salaire brut : 12,60 € / h \\
Expérience : débutant accepté \\
Formation : aucune exigée \\
Compétences : précision \\
Exigences : travail en hauteur \\
Activités : préparer les enduits, nettoyer les façades
])
""", need("Façades du Santerre",SIRETS[12],"22 route de Bray, 80200 Péronne","M. Yann Prévost","+33199007431","y.prevost@facades-santerre.example","Aide-façadier",2,"2027-04-26","Préparer les enduits;Nettoyer les façades","Précision","débutant accepté","aucune exigée","Travail en hauteur","CDD","P5M",35,"12.6/hour","École Mermoz, 80200 Péronne"))

case("columns_newspaper.pdf", TYPST + f"""
#align(center)[#text(size: 18pt)[*La Gazette de l'emploi*]]
#columns(2, gutter: 18pt)[#set par(justify: true)
La société Peintures Lombard, installée 9 rue du Beffroi, 80600 Doullens (SIRET {SIRETS[13]}), recrute 2 peintres en bâtiment pour la rénovation de logements à Doullens. Vous préparez les murs, vous posez les enduits et vous appliquez les peintures, au sein d'une équipe de quatre personnes qui connaît bien le métier et qui prend le temps de le montrer.

Débutants acceptés. Permis B souhaité. Nous proposons un CDD de 6 mois, à temps plein, 35 heures par semaine, à compter du 3 mai 2027, pour un salaire de 1 900 € brut par mois. Les candidats sont reçus au dépôt de Doullens, sans rendez-vous, le mardi et le jeudi matin, ou bien sont présentés par leur conseiller.

#colbreak()
Contact : Mme Rose Lombard, 01 99 00 85 42, r.lombard\\@peintures-lombard.example

Depuis trente ans la maison forme elle-même ses compagnons, et la plupart de ceux qui y travaillent aujourd'hui y sont entrés sans aucun diplôme. Elle a embauché l'an dernier six personnes, dont quatre sont encore là. Les chantiers sont proches, la voiture de l'entreprise passe prendre l'équipe à la gare à sept heures trente, et les repas sont pris en commun sur place. Un tuteur suit chaque personne pendant les trois premiers mois.
]
""", need("Peintures Lombard",SIRETS[13],"9 rue du Beffroi, 80600 Doullens","Mme Rose Lombard","+33199008542","r.lombard@peintures-lombard.example","peintres en bâtiment",2,"2027-05-03","Préparer les murs;Poser les enduits;Appliquer les peintures","","Débutants acceptés",None,"Permis B souhaité","CDD","P6M",35,"1900/month","Doullens",**{"conditions.workplace":["logements à Doullens"],"job.activities":[["préparez les murs","posez les enduits","appliquez les peintures"]],"job.title":["peintre en bâtiment"]}))

case("columns_panels.pdf", HTML + f"""
body{{margin:40px;width:690px}} .c{{display:flex;gap:24px}} .c>div{{flex:1;border:1px solid #888;padding:0 14px 14px}} h2{{font-size:18px}} p{{margin:0 0 6px}} h1{{font-size:22px}}</style>
<h1>Demande de recrutement</h1><div class=c><div><h2>Votre société</h2><p>Nom</p><p>Carrelages Dubus</p><p>SIRET</p><p>{SIRETS[14]}</p><p>Adresse</p><p>31 rue Gambetta, 80700 Roye</p><p>Interlocuteur</p><p>M. Paul Dubus</p><p>Téléphone</p><p>01 99 00 96 53</p><p>E-mail</p><p>paul@dubus.example</p></div>
<div><h2>Votre besoin</h2><p>Métier</p><p>Aide-carreleur</p><p>Nombre de postes</p><p>2</p><p>Date de début</p><p>10/05/2027</p><p>Type de contrat</p><p>CDD</p><p>Durée du contrat</p><p>4 mois</p><p>Durée hebdomadaire</p><p>35 h</p></div></div>
<div class=c style="margin-top:20px"><div><h2>Le profil</h2><p>Activités</p><p>Préparer la colle</p><p>Poser les carreaux</p><p>Faire les joints</p><p>Compétences</p><p>Savoir mesurer</p><p>Expérience</p><p>Débutant accepté</p></div><div><h2>Les conditions</h2><p>Salaire brut</p><p>12,50 € de l’heure</p><p>Lieu de travail</p><p>Piscine de Roye</p><p>Formation</p><p>Aucune</p><p>Exigences</p><p>Station à genoux</p></div></div>
""", need("Carrelages Dubus",SIRETS[14],"31 rue Gambetta, 80700 Roye","M. Paul Dubus","+33199009653","paul@dubus.example","Aide-carreleur",2,"2027-05-10","Préparer la colle;Poser les carreaux;Faire les joints","Savoir mesurer","Débutant accepté","Aucune","Station à genoux","CDD","P4M",35,"12.5/hour","Piscine de Roye"))

case("columns_combs.pdf", HTML + f"""
body{{margin:40px;width:690px}} p{{margin:0 0 12px}} i{{display:inline-block;font-style:normal;border:1px solid #333;width:16px;height:19px;text-align:center;margin-right:-1px}} u{{text-decoration:none;display:inline-block;width:190px}}</style>
<h1>Bulletin de recrutement</h1><p><u>Raison sociale</u>Toitures Carlier</p><p><u>N° SIRET</u>{"".join(f"<i>{c}</i>" for c in SIRETS[15])}</p><p><u>Adresse</u>2 place du Marché, 80400 Ham</p><p><u>Contact</u>Mme Nina Carlier</p>
<p><u>Téléphone</u>{"".join(f"<i>{c}</i>" for c in "0199001764")}</p><p><u>Mail</u>nina@carlier.example</p><p><u>Poste</u>Aide-couvreur</p><p><u>Nombre de postes</u><i>0</i><i>2</i></p>
<p><u>Date de début</u><i>1</i><i>7</i> / <i>0</i><i>5</i> / <i>2</i><i>0</i><i>2</i><i>7</i></p><p><u>Activités</u>Monter les tuiles, trier les gravats</p><p><u>Compétences</u>Aucun vertige</p><p><u>Expérience</u>Débutant accepté</p><p><u>Formation</u>Aucune</p><p><u>Exigences</u>Travail en hauteur</p>
<p><u>Type de contrat</u>CDD</p><p><u>Durée</u>6 mois</p><p><u>Heures par semaine</u><i>3</i><i>5</i></p><p><u>Salaire brut</u>12,40 € / heure</p><p><u>Lieu de travail</u>80400 Ham</p>
""", need("Toitures Carlier",SIRETS[15],"2 place du Marché, 80400 Ham","Mme Nina Carlier","+33199001764","nina@carlier.example","Aide-couvreur",2,"2027-05-17","Monter les tuiles;Trier les gravats","Aucun vertige","Débutant accepté","Aucune","Travail en hauteur","CDD","P6M",35,"12.4/hour","80400 Ham"))

case("columns_bar_and_table.pdf", TYPST + f"""
#set page(margin: 0pt)
#grid(columns: (150pt, 1fr), block(fill: rgb("#1f4e79"), width: 100%, height: 842pt, inset: 16pt)[#set text(fill: white, size: 9pt)
#text(size: 13pt)[*Une question ?*]

Votre interlocutrice à la maison de l'emploi

Aude Masson

Réponse sous deux jours, du lundi au vendredi, de neuf heures à midi

Une fiche par métier

Merci de renvoyer cette fiche avant la fin du mois], block(inset: 24pt)[
= Fiche de poste
#grid(columns: (125pt, 1fr), row-gutter: 9pt,
[Raison sociale], [Plâtres Vasseur],
[SIRET], [{SIRETS[16]}],
[Adresse], [5 rue des Moulins \\ 80500 Montdidier],
[Personne à joindre], [M. Ugo Vasseur],
[Téléphone], [01 99 00 28 75],
[Mail], [ugo\\@vasseur.example],
[Appellation], [Aide-plaquiste],
[Nombre de postes], [2],
[Date du recrutement], [24/05/2027],
[Activités principales], [Porter les plaques \\ Visser les rails \\ Poncer les joints],
[Compétences requises], [Savoir mesurer],
[Expérience], [Débutant accepté],
[Formation], [Aucune],
[Exigences particulières], [Port de charges],
[Type et durée du contrat], [CDD de 5 mois],
[Durée hebdomadaire], [35 h],
[Salaire brut], [12,55 € de l'heure],
[Lieu de travail], [Hôpital de Montdidier])])
""", need("Plâtres Vasseur",SIRETS[16],"5 rue des Moulins, 80500 Montdidier","M. Ugo Vasseur","+33199002875","ugo@vasseur.example","Aide-plaquiste",2,"2027-05-24","Porter les plaques;Visser les rails;Poncer les joints","Savoir mesurer","Débutant accepté","Aucune","Port de charges","CDD","P5M",35,"12.55/hour","Hôpital de Montdidier"))

case("columns_text_columns.pdf", f"""
Entreprise : Voirie du Ponthieu
SIRET : {SIRETS[17]}
Adresse : 40 rue Saint-Gilles, 80100 Abbeville
Contact : M. Marc Delattre
Téléphone : 01 99 00 39 86
Mail : marc@voirie-ponthieu.example
Poste : Manœuvre de voirie
Nombre de postes : 4
Date de début : 31/05/2027
Activités : tirer les enrobés, poser les bordures, régler les remblais
Compétences : endurance
Expérience : débutant accepté
Formation : aucune
Exigences particulières : travail dehors par tous les temps
|
Type de contrat : CDD
Durée du contrat : 8 mois
Durée hebdomadaire : 35 h
Salaire brut : 1 880 € par mois
Lieu de travail : Abbeville et environs
Nous souhaitons rencontrer les candidats avant la fin du mois d’avril, au dépôt, le matin.
""", need("Voirie du Ponthieu",SIRETS[17],"40 rue Saint-Gilles, 80100 Abbeville","M. Marc Delattre","+33199003986","marc@voirie-ponthieu.example","Manœuvre de voirie",4,"2027-05-31","Tirer les enrobés;Poser les bordures;Régler les remblais","endurance","débutant accepté","aucune","Travail dehors par tous les temps","CDD","P8M",35,"1880/month","Abbeville et environs"))
case("columns_advert_bar_left.pdf", HTML + f"""
aside{{position:absolute;left:0;top:0;width:190px;height:1123px;background:#174a5b;color:#fff;padding:34px 18px;line-height:1.3}} aside p{{margin:0 0 15px}} main{{position:absolute;left:262px;top:34px;width:480px}}
h1{{font-size:27px;margin:0 0 14px}} h2{{font-size:17px;color:#174a5b;margin:18px 0 6px}} footer{{font-size:10px;color:#666;margin-top:60px}}</style>
<aside><p><b>BLANCHISSERIE DE L’ANCRE</b></p><p>Où ?<br>Hôtel du Lac,<br>80300 Albert</p><p>À partir de quand ?<br>1er juin 2027</p><p>Quel contrat ?<br>CDD</p><p>Pour combien de temps ?<br>6 mois</p><p>Combien d’heures ?<br>28 h par semaine</p><p>Quel salaire ?<br>12,30 € brut de l’heure</p><p>Contact<br>Solange Petit<br>01 99 00 90 14<br>solange@ancre.example</p></aside>
<main><h1>Nous recrutons 3 lingers et lingères pour les hôtels du pays</h1><h2>Vos missions</h2><ul><li>trier le linge</li><li>conduire la calandre</li><li>plier les draps</li></ul><h2>Vous êtes…</h2><ul><li>ponctuelle ou ponctuel</li><li>à l’aise debout</li></ul>
<h2>Vous avez…</h2><p>Un peu de pratique, ou beaucoup d’envie : le reste s’apprend !</p><h2>Bon à savoir</h2><ul><li>Travail le samedi</li></ul><footer>Blanchisserie de l’Ancre SARL, 8 rue des Lavoirs, 80300 Albert – SIRET {SIRETS[18]}</footer></main>
""", need("Blanchisserie de l’Ancre",SIRETS[18],"8 rue des Lavoirs, 80300 Albert","Solange Petit","+33199009014","solange@ancre.example","lingers et lingères",3,"2027-06-01","trier le linge;conduire la calandre;plier les draps","ponctuelle ou ponctuel;à l’aise debout","Un peu de pratique, ou beaucoup d’envie : le reste s’apprend !",None,"Travail le samedi","CDD","P6M",28,"12.3/hour","Hôtel du Lac, 80300 Albert",**{"company.name":["Blanchisserie de l’Ancre SARL","BLANCHISSERIE DE L’ANCRE"],"job.title":["linger","lingers et lingères pour les hôtels du pays"]}))
# fmt: on


def by_chromium(source, path):
    """The PDF of a page of HTML."""
    with tempfile.TemporaryDirectory() as folder:
        page = Path(folder) / "page.html"
        page.write_text(source, "utf-8")
        subprocess.run(
            ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer", f"--print-to-pdf={path}", page.as_uri()],
            check=True, capture_output=True, timeout=120,
        )  # fmt: skip


def by_libreoffice(text, path):
    """The PDF of a Word page in two columns; « | » ends the first."""
    import docx
    from docx.enum.text import WD_BREAK
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = docx.Document()
    columns = OxmlElement("w:cols")
    columns.set(qn("w:num"), "2")
    columns.set(qn("w:space"), "400")
    for old in document.sections[0]._sectPr.findall(qn("w:cols")):
        document.sections[0]._sectPr.remove(old)
    document.sections[0]._sectPr.append(columns)
    for line in text.strip().split("\n"):
        if line == "|":
            document.paragraphs[-1].add_run().add_break(WD_BREAK.COLUMN)
        else:
            document.add_paragraph(line)
    with tempfile.TemporaryDirectory() as folder:
        word = Path(folder) / (path.stem + ".docx")
        document.save(word)
        subprocess.run(
            ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile", "--convert-to", "pdf", "--outdir", folder, str(word)],
            check=True, capture_output=True, timeout=180,
        )  # fmt: skip
        path.write_bytes(word.with_suffix(".pdf").read_bytes())


def main(folder):
    """Write the folder and its truth.json."""
    folder.mkdir(parents=True, exist_ok=True)
    for truth, source in CASES:
        path = folder / truth["file"]
        if source.startswith("<"):
            by_chromium(source, path.resolve())
        elif source.startswith("#"):
            compile_typst(source, path)
        else:
            by_libreoffice(source, path)
    truths = [truth for truth, _ in CASES]
    (folder / "truth.json").write_text(json.dumps({"cases": truths}, ensure_ascii=False, indent=1), "utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
