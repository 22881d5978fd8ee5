"""Whom a sentence means: by initials, by « la dame » or « lui », by a rank among those named before a colon."""

from parsers.replies.clauses import clauses_of
from parsers.replies.presented import Presented

PEOPLE = ("GARNIER Théo", "MBAYE Awa", "ROSSI Carla")


def _who(text, people=PEOPLE):
    known = Presented(people)
    known.learn(text)
    return [(mention.who, mention.doubt is None) for mention in known.mentions(text)]


def test_initials_are_the_candidates_whose_names_begin_so():
    """« AM est prise »: nobody else has these letters."""
    assert _who("AM est prise, T.G. non.") == [((1,), True), ((0,), True)]


def test_letters_that_two_candidates_share_mean_nobody():
    """Two people with the same initials: neither is meant."""
    assert _who("GT est pris.", ("GARNIER Théo", "GUERIN Tom")) == []


def test_the_one_man_is_meant_by_the_young_man():
    """Awa and Carla are women's names."""
    assert _who("Le jeune homme est pris.") == [((0,), True)]


def test_the_lady_may_be_two():
    """Two women were presented: a person must say which."""
    assert [sure for _, sure in _who("La dame est prise.")] == [False]


def test_a_title_tells_the_sex_that_a_first_name_does_not():
    """Camille is either; « Mme » says which."""
    assert _who("Mme Petit est venue. La dame est prise.", ("PETIT Camille", "ROUX Paul"))[-1] == ((0,), True)


def test_a_rank_after_a_colon_counts_among_those_named_before_it():
    """« Rossi et Garnier : le premier » is Rossi."""
    people = Presented(PEOPLE)
    clauses = clauses_of("Concernant Rossi et Garnier : le premier démarre lundi, le second non", people)

    assert [mention.who for clause in clauses for mention in clause.mentions] == [(2,), (0,)]
