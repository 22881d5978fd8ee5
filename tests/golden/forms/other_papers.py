"""Papers that are no forms: an estimate, a CV, a list of candidates, a notification, a letter."""

from word_layouts import docx_new


def others(folder):
    """Papers that are no forms."""
    cases = []
    doc = docx_new()
    doc.add_paragraph("Toitures du Ponthieu – 4 rue du Puits, 80100 Abbeville – SIRET 00000000000000")
    doc.add_paragraph("DEVIS N° D-2026-114")
    doc.add_paragraph("Chantier : gymnase Colbert    Date : 12/10/2026    Contact : M. Lucas, tél. 03 53 01 00 00")
    table = doc.add_table(rows=1, cols=4)
    for cell, text in zip(
        table.rows[0].cells, ("Désignation", "Quantité", "Prix unitaire HT", "Total HT"), strict=True
    ):
        cell.text = text
    doc.add_paragraph("TVA 20 %    Total TTC : 12 400,00 €")
    doc.save(folder / "devis.docx")
    cases.append({"file": "devis.docx", "family": "other papers", "kind": "unknown"})
    doc = docx_new()
    for line in (
        "Nadia ZOUAOUI",
        "9 rue des Glycines, 80000 Amiens",
        "Tél. : 06 39 98 12 12 – nadia.z@courrier.example",
        "Née le 04/05/1994",
        "Titre : Agent d'entretien",
        "Expérience professionnelle",
        "2019 – 2024 : agent de propreté, CDI, 35 h",
        "Formation",
        "2014 : CAP",
        "Compétences",
        "Ponctualité, autonomie",
        "Permis B",
        "Centres d'intérêt",
        "Couture",
    ):
        doc.add_paragraph(line)
    doc.save(folder / "cv.docx")
    cases.append({"file": "cv.docx", "family": "other papers", "kind": "candidate_document", "kind_alt": ["unknown"]})
    import xlsxwriter

    book = xlsxwriter.Workbook(folder / "candidats.xlsx")
    sheet = book.add_worksheet("Candidats")
    sheet.write_row(
        0,
        0,
        ["Nom", "Prénom", "Téléphone", "Mail", "Code postal", "Poste visé", "Critère", "Disponibilité", "Prescripteur"],
    )
    sheet.write_row(
        1,
        0,
        [
            "SOW",
            "Awa",
            "06 39 98 44 10",
            "awa@courrier.example",
            "80000",
            "Agent d'entretien",
            "DELD",
            "immédiate",
            "Mission locale",
        ],
    )
    book.close()
    cases.append(
        {"file": "candidats.xlsx", "family": "other papers", "kind": "candidate_document", "kind_alt": ["unknown"]}
    )
    book = xlsxwriter.Workbook(folder / "notification.xlsx")
    sheet = book.add_worksheet("Lots")
    sheet.write_row(
        0,
        0,
        [
            "Lot",
            "Intitulé du lot",
            "Entreprise attributaire",
            "SIRET",
            "Adresse",
            "Contact",
            "Téléphone",
            "Mail",
            "Heures d'insertion",
            "Lieu du chantier",
        ],
    )
    sheet.write_row(
        1,
        0,
        [
            "1",
            "Gros œuvre",
            "Scop Bâti-Thiérache",
            "",
            "2 quai Bélu, 80000 Amiens",
            "M. Roy",
            "03 53 01 11 11",
            "roy@bt.example",
            "350",
            "Amiens",
        ],
    )
    sheet.write_row(
        2,
        0,
        [
            "2",
            "Peinture",
            "Ets Pruvost",
            "",
            "5 impasse Saint-Firmin, 80000 Amiens",
            "Mme Ny",
            "03 53 01 11 12",
            "ny@p.example",
            "140",
            "Amiens",
        ],
    )
    book.close()
    cases.append(
        {
            "file": "notification.xlsx",
            "family": "other papers",
            "kind": "facilitator_notification",
            "kind_alt": ["unknown"],
        }
    )
    (folder / "notification.txt").write_text(
        "Bonjour,\nJe vous informe de la notification du marché suivant.\nMarché : construction d'une crèche\nMaître d'ouvrage : Ville de Roye\nDate de notification : 12/11/2026\nLot 1 : Gros œuvre – attributaire : Scop Bâti-Thiérache – 350 heures d'insertion – contact : M. Roy, 03 53 01 11 11\nLieu du chantier : rue du Parc, Roye\nCordialement,\nLe facilitateur",
        "utf-8",
    )
    cases.append(
        {
            "file": "notification.txt",
            "family": "other papers",
            "kind": "facilitator_notification",
            "kind_alt": ["unknown"],
        }
    )
    (folder / "courrier.txt").write_text(
        "Bonjour,\nAvez-vous pu avancer sur le poste de maçon ? Nous aimerions un retour pour le contrat.\nTéléphone : 03 53 01 22 22\nCordialement",
        "utf-8",
    )
    cases.append({"file": "courrier.txt", "family": "other papers", "kind": "unknown"})
    return cases
