"""Names of persons, told from the other words that begin with a capital."""

import pytest

from parsers.language.names import key, names_in, proper


@pytest.mark.parametrize(
    ("text", "last", "first"),
    [
        ("Je vous propose Tony LAMBRECHT, 20 ans", "Lambrecht", "Tony"),
        ("DIALLO Fatou", "Diallo", "Fatou"),
        ("DIALLO FATOU", "Diallo", "Fatou"),
        ("EL MANSOURI Samira", "El Mansouri", "Samira"),
        ("Jean-Pierre DE SOUSA", "De Sousa", "Jean-Pierre"),
        ("M. Ben Youssef Karim", "Ben Youssef", "Karim"),
        ("Mme N'Guessan", "N'Guessan", None),
        ("Maria da Silva", "da Silva", "Maria"),
        ("Issa Ouedraogo de Béthune", "Ouedraogo", "Issa"),
        ("qu'Amadou Sow", "Sow", "Amadou"),
        ("Van Den Berghe Luc", "Van Den Berghe", "Luc"),
        ("DOS SANTOS FERREIRA Maria", "Dos Santos Ferreira", "Maria"),
        ("Marie Claire Dupuis", "Dupuis", "Marie Claire"),
        ("Jean Luc Petit", "Petit", "Jean Luc"),
        ("Dupont J.", "Dupont", "J"),
    ],
)
def test_last_and_first_name_are_told_apart(text, last, first):
    """Capitals, civility, particles and known first names say which is which."""
    (name,) = names_in(text)

    assert (name.last, name.first) == (last, first)


@pytest.mark.parametrize(
    "text",
    [
        "rue Jean Moulin",
        "Mission Locale de Lens",
        "Entreprise Dupont BTP",
        "Bonjour Arnaud,",
        "PASS IAE valide",
        "habite Saint Martin",
        "CACES R489, Permis B",
    ],
)
def test_streets_organisations_and_papers_are_no_persons(text):
    """A capital letter alone makes nobody."""
    assert names_in(text) == []


def test_small_letters_make_a_name_only_when_asked():
    """« issa ouedraogo » is a name in a text message, not in a novel."""
    assert names_in("ok pour issa ouedraogo 06") == []
    assert [name.last for name in names_in("ok pour issa ouedraogo 06", small=True)] == ["Ouedraogo"]


def test_a_common_word_beside_a_first_name_is_not_its_family_name():
    """« kevin disponible » names Kevin alone, which is not enough."""
    assert names_in("kevin disponible lundi", small=True) == []


def test_a_place_in_the_text_is_the_place_of_the_name():
    """The folded text is as long as the text, so that places can be cut out."""
    text = "À l'été, Élodie Lefèvre part"
    (name,) = names_in(text)

    assert text[name.start : name.end] == "Élodie Lefèvre"


def test_names_are_written_as_names():
    """Capitals and small letters alone become a proper name; mixed writing stays."""
    assert [proper(text) for text in ("OUEDRAOGO", "n'diaye", "McGregor", "EL-HADI")] == [
        "Ouedraogo",
        "N'Diaye",
        "McGregor",
        "El-Hadi",
    ]


def test_two_writings_share_a_key():
    """Case, accents and order do not matter."""
    assert key("LEFÈVRE", "élodie") == key("Elodie", "Lefevre")


def test_a_married_name_is_passed_over():
    """« N'GUESSAN épouse TOURÉ Adjoua » is Adjoua N'Guessan."""
    assert [(name.last, name.first) for name in names_in("Mme N'GUESSAN épouse TOURÉ Adjoua")] == [
        ("N'Guessan", "Adjoua")
    ]


def test_a_middle_initial_is_no_part_of_the_family_name():
    """« Aminata B. Cissé » is Aminata Cissé."""
    assert [(name.last, name.first) for name in names_in("Aminata B. Cissé, 24 ans")] == [("Cissé", "Aminata")]


def test_a_noble_particle_belongs_to_the_family_name():
    """« Jeanne-Marie d'Orgeval », and « qu'Amadou » still loses its « qu' »."""
    assert [(name.last, name.first) for name in names_in("Mme Jeanne-Marie d'Orgeval : AAH")] == [
        ("d'Orgeval", "Jeanne-Marie")
    ]
