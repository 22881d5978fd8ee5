"""Notifications: the shapes that a text file of cases cannot hold, and what must not be taken for one."""

from datetime import date
from time import process_time

from parsers.document import Cell, Document, Line, Table
from parsers.forms.facilitator_notification import extract, read_notification, score

TODAY = date(2026, 6, 10)


def paper(text):
    """A document of lines."""
    return Document(
        type="txt", blocks=tuple(Line(text=line, place=f"ligne {n}") for n, line in enumerate(text.split("\n"), 1))
    )


def sheet(*rows):
    """A spreadsheet of one table."""
    cells = tuple(
        tuple(Cell(text=text, place=f"ligne {r + 1}", row=r, column=c) for c, text in enumerate(row))
        for r, row in enumerate(rows)
    )
    return Document(type="xlsx", blocks=(Table(rows=cells, name="Lots"),))


def test_a_sheet_of_lots_is_a_notification():
    """Lots, companies and hours in columns."""
    document = sheet(
        ["Lot", "Entreprise", "Mail", "Heures d'insertion"], ["1", "Bâti Nord", "b@batinord.example", "120"]
    )

    reading = extract(document, today=TODAY)

    assert score(document) >= 0.5
    assert reading.kind == "facilitator_notification"
    assert reading.markets[0].awards[0].company.name == "Bâti Nord"
    assert reading.markets[0].missing == ("reference", "title")


def test_a_liaison_form_is_no_notification():
    """The form has companies and jobs, no lots."""
    form = paper(
        "FORMULAIRE DE LIAISON\nRaison sociale : X\nAppellation : maçon\nPostes à pourvoir : 2\nSalaire brut : SMIC"
    )

    assert score(form) < 0.5


def test_a_cv_is_no_notification():
    """« titulaire du permis B » is no award."""
    assert score(paper("Tony Lambert\nExpériences\nMaçon chez Dupont\nTitulaire du permis B")) < 0.5


def test_who_forwards_is_the_facilitator():
    """Name and address from the sender, organisation and telephone from the signature."""
    (market,) = read_notification(
        [paper("Le marché 2026-5 « École » est notifié à Bâti Nord (lot 1, 50 h), b@batinord.example.")],
        sender=("Nour Haddouche", "N.Haddouche@mde.example"),
        signature="Nour Haddouche\nChargée de mission clauses\nMaison de l'emploi du Vimeu\n12 rue du Lin, 80100 Abbeville\nTél. 03 99 00 10 10",
        subject="TR : école",
        today=TODAY,
    )

    facilitator = market.facilitator
    assert (facilitator.name, facilitator.organisation) == ("Nour Haddouche", "Maison de l'emploi du Vimeu")
    assert (facilitator.phone, facilitator.email) == ("+33399001010", "n.haddouche@mde.example")


def test_two_papers_on_one_market_make_one():
    """What the mail says and what the sheet says are put together."""
    markets = read_notification(
        [
            paper("Marché 2026-5 « École » (Ville de Ham), notifié le 1er juin 2026."),
            sheet(["Lot", "Entreprise", "Mail", "Heures"], ["1", "Bâti Nord", "b@batinord.example", "120"]),
        ],
        sender=("", ""),
        signature="",
        subject="",
        today=TODAY,
    )

    assert [(market.reference, len(market.awards)) for market in markets] == [("2026-5", 1)]


def test_two_papers_that_differ_are_for_a_person():
    """120 hours in one, 150 in the other: the first stands, and is to be looked at."""
    (market,) = read_notification(
        [
            sheet(
                ["Marché", "Lot", "Entreprise", "Mail", "Heures"], ["2026-5", "1", "Bâti Nord", "b@n.example", "120"]
            ),
            sheet(
                ["Marché", "Lot", "Entreprise", "Mail", "Heures"], ["2026-5", "1", "Bâti Nord", "b@n.example", "150"]
            ),
        ],
        sender=("", ""),
        signature="",
        subject="",
        today=TODAY,
    )

    assert market.to_review == ("awards[0].insertion_hours",)


def test_a_mail_about_something_else_names_no_market():
    """No company and no market: nothing."""
    assert (
        read_notification(
            [paper("La réunion est avancée à 14 h.")], sender=("", ""), signature="", subject="Réunion", today=TODAY
        )
        == ()
    )


def test_an_empty_paper_names_no_market():
    """Nothing in, nothing out."""
    assert read_notification([Document(type="txt")], sender=("", ""), signature="", subject="", today=TODAY) == ()


def test_a_cell_of_blanks_is_read_in_a_moment():
    """Blanks that a spreadsheet fills a cell with make no pattern go back and forth."""
    cell = Cell(text=f"Bati {' ' * 4_000} x", place="B1", row=0, column=1)
    table = Table(rows=((Cell(text="Appellation", place="A1", row=0, column=0), cell),))

    began = process_time()
    extract(Document(type="xlsx", blocks=(table,)), today=date(2026, 6, 22))

    assert process_time() - began < 1


def test_what_each_owes_is_in_doubt_beside_other_hours():
    """« 500 h chacun » was said of two lots; that a third company owes them too is for a person."""
    told = "Marché 26S0012. Lots 1 et 2 attribués à Bâti Nord (500 h chacun), lot 4 : groupement Dupuy / Martin BTP 300 h, notifié le 3 juin 2026."
    (market,) = extract(paper(told), today=TODAY).markets
    whose = {award.company.name: index for index, award in enumerate(market.awards)}

    assert f"awards[{whose['Dupuy']}].insertion_hours" in market.to_review
    assert f"awards[{whose['Martin BTP']}].insertion_hours" not in market.to_review


def test_two_names_that_each_owe_hours_are_perhaps_two_companies():
    """« X et Y, 150 h chacun »."""
    told = "Marché n° 2026-014 notifié. Attributaires : Jardins du Nord et Verdure SARL, 150 h chacun."
    (market,) = extract(paper(told), today=TODAY).markets

    assert len(market.awards) == 2 or "awards[0].company.name" in market.to_review
