"""What a market as read says against itself is for a person."""

import pytest

from parsers.forms.market_checks import mark_contradictions
from parsers.forms.market_draft import AwardDraft, MarketDraft


def market(*awards, total=None):
    """A market of these awards."""
    return MarketDraft(awards=list(awards), hours_total=total)


@pytest.mark.parametrize(
    ("awards", "total", "doubts"),
    [
        pytest.param(
            [AwardDraft(name="Bâti Nord", email="a@x.example"), AwardDraft(name="Sols Express", email="a@x.example")],
            None,
            [{"company.email"}, {"company.email"}],
            id="one address of two companies",
        ),
        pytest.param(
            [AwardDraft(name="Bâti Nord", email="a@sols-express.example"), AwardDraft(name="Sols Express")],
            None,
            [{"company.email"}, set()],
            id="an address that is another company's",
        ),
        pytest.param([AwardDraft(name="Peinture", lot="2")], None, [{"company.name"}], id="a trade for a name"),
        pytest.param([AwardDraft(name="Régine Touflet")], None, [{"company.name"}], id="a person for a company"),
        pytest.param(
            [AwardDraft(name="Jean Lefebvre", siret="73282932000074")], None, [set()], id="a company named for a person"
        ),
        pytest.param([AwardDraft(name="Bâti Nord qui devra faire")], None, [{"company.name"}], id="a sentence"),
        pytest.param([AwardDraft(name="Peint'Déco", lot="2")], None, [set()], id="a name that holds a trade"),
        pytest.param(
            [AwardDraft(name="Toits du Tarn"), AwardDraft(name="Élec 81", contact_name="Toits du Tarn")],
            None,
            [set(), {"company.contact_name"}],
            id="a company for a contact",
        ),
        pytest.param(
            [AwardDraft(name="A2", insertion_hours=300), AwardDraft(name="B2", insertion_hours=200)],
            600,
            [{"insertion_hours"}, {"insertion_hours"}],
            id="hours that do not add up",
        ),
        pytest.param(
            [AwardDraft(name="A2", insertion_hours=300), AwardDraft(name="B2", insertion_hours=None)],
            600,
            [set(), set()],
            id="hours of which some are unknown",
        ),
    ],
)
def test_a_contradiction_is_marked_where_it_stands(awards, total, doubts):
    """Each award holds the paths that a person must look at."""
    draft = market(*awards, total=total)

    mark_contradictions(draft)

    assert [award.unsure for award in draft.awards] == doubts


@pytest.mark.parametrize(
    ("name", "lot"),
    [("Julien", None), ("Toulouse Métropole", "9"), ("Amitiés", None)],
    ids=["who signed", "the buyer", "a closing"],
)
def test_a_bare_name_beside_told_awards_is_no_company(name, lot):
    """It is left out, and the awards are for a look."""
    draft = market(AwardDraft(name=name, lot=lot), AwardDraft(name="Garonne Espaces", lot="9", insertion_hours=700))
    draft.buyer = "Toulouse Métropole"

    mark_contradictions(draft)

    assert [award.name for award in draft.awards] == ["Garonne Espaces"]
    assert "awards" in draft.unsure


def test_a_partner_of_a_group_without_hours_of_its_own_stays():
    """A company's name is enough where it looks like one."""
    draft = market(
        AwardDraft(name="Arrosage Midi SARL", lot="9"), AwardDraft(name="Garonne Espaces", lot="9", insertion_hours=700)
    )

    mark_contradictions(draft)

    assert len(draft.awards) == 2


def test_a_number_behind_a_name_is_no_part_of_it():
    """Where it was not read as the SIRET it is for a look."""
    draft = market(AwardDraft(name="Durance Environnement 865 604 250 00015", lot="1"))

    mark_contradictions(draft)

    assert (draft.awards[0].name, draft.awards[0].unsure) == ("Durance Environnement", {"company.siret"})


def test_a_mail_address_is_no_name():
    """It is kept, for a person."""
    draft = market(AwardDraft(name="KUBIAK@ARTOIS-DEMOLITION.EXAMPLE", lot="1"))

    mark_contradictions(draft)

    assert "company.name" in draft.awards[0].unsure
