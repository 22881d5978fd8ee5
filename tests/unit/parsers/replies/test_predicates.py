"""What a company's words say is told from denial, subject and time, not from the phrase they stand in."""

import pytest

from parsers.language.folding import fold
from parsers.replies.predicates import said_in

NAME = "\x00" * 6


def _states(text):
    return [state for state, _, _ in said_in(fold(text.replace("X", NAME)))]


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("Nous prenons X", "hired"),
        ("Nous ne prenons pas X", "rejected"),
        ("Nous ne prenons que X", "hired"),
        ("Nous ne pouvons malheureusement pas prendre X", "rejected"),
        ("X a été pris ailleurs", "withdrawn"),
        ("Nous avons préféré prendre quelqu'un d'autre que X", "rejected"),
        ("X est refusé", "rejected"),
        ("X a refusé notre offre", "withdrawn"),
        ("Je ne donne pas suite à la candidature de X", "rejected"),
        ("X n'a pas donné suite à mes appels", "to_call_back"),
        ("X ne répond pas au téléphone", "to_call_back"),
        ("X ne répond pas à nos critères", "rejected"),
        ("X ne convient pas à nos besoins", "rejected"),
        ("Les horaires ne conviennent pas à X", "withdrawn"),
        ("Je la vois jeudi", "interview"),
        ("X n'est pas venue", "no_show"),
        ("Je recevrai X mardi", "interview"),
    ],
)
def test_the_same_word_says_another_thing_denied_or_with_another_subject(text, state):
    """« prendre », « refuser », « répondre » turn with who acts and with « ne … pas »."""
    assert _states(text)[0] == state


@pytest.mark.parametrize(
    "text", ["J'ai vu X hier", "Suite à l'entretien avec X", "Nous avons rencontré X", "X est venu ce matin"]
)
def test_what_was_decides_nothing(text):
    """An interview that has been held is none to come, and no verdict."""
    assert set(_states(text)) <= {"past"}


@pytest.mark.parametrize(
    "text", ["Si X obtient son permis, je le prends", "On pourrait prendre X", "On garde X sous le coude"]
)
def test_what_is_only_supposed_is_not_sure(text):
    """A condition, a perhaps and a reserve are for a person."""
    assert "hired" not in _states(text)
    assert "unsure" in _states(text)


def test_a_long_sentence_takes_no_time_that_grows_with_its_square():
    """Two thousand words on one line are read in a moment."""
    from time import perf_counter

    began = perf_counter()
    said_in("nous ne prenons pas ce candidat et nous avons vu les autres " * 40)

    assert perf_counter() - began < 1
