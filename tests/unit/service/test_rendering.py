"""Letters become mails: all of them, in good French, safe against what people write in their fields."""

from __future__ import annotations

import os
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import parse_qs, unquote, urlsplit

import pytest

from service.domain import company_letters, letters, partner_letters
from service.rendering import check, letter_kinds, made_up, render, template_name, templates_folder
from tests.golden.outgoing.letters import CASES, DIGEST, HEAD, NEED, PRESENTED, own

GOLDEN = Path(__file__).parents[2] / "golden" / "outgoing"
TOKEN = "L-7QK2M9XW4T"
TO_COMPANIES = (
    company_letters.FirstContact,
    company_letters.CompanyReminder,
    company_letters.IncompleteForm,
    company_letters.FormReceived,
    company_letters.CandidatesPresented,
    company_letters.PresentationReminder,
    company_letters.DecisionsReceived,
)


def subject_and_text(mail):
    """What a golden text file holds."""
    return f"Objet : {mail.subject}\n\n{mail.text}"


@pytest.mark.parametrize("case", CASES)
def test_each_letter_reads_as_the_one_that_a_person_approved(case):
    """The mail equals the file beside its letter; LIAISON_GOLDEN=write writes it anew for a person to read."""
    mail = render(CASES[case], token=TOKEN)
    files = {GOLDEN / f"{case}.txt": subject_and_text(mail), GOLDEN / f"{case}.html": mail.html}
    if os.environ.get("LIAISON_GOLDEN") == "write":
        for path, written in files.items():
            path.write_text(written, encoding="utf-8")

    assert {path.name: path.read_text(encoding="utf-8") for path in files} == {
        path.name: written for path, written in files.items()
    }


def test_every_kind_of_letter_has_an_approved_example():
    """A new letter is not sent before someone read it."""
    assert {type(letter) for letter in CASES.values()} == set(letter_kinds())


def test_every_letter_has_its_three_templates():
    """The folder is the class's name in snake case."""
    for kind in letter_kinds():
        folder = templates_folder() / "mail" / template_name(kind)

        assert {path.name for path in folder.iterdir()} == {"subject.txt", "body.txt", "body.html"}


def test_our_own_templates_pass_the_check():
    """Full or bare, every letter can be written."""
    assert check() == []


@pytest.mark.parametrize("case", CASES)
def test_the_token_stands_at_the_end_of_both_parts(case):
    """A reply brings it back, so it is in sight and not in a header alone."""
    mail = render(CASES[case], token=TOKEN)
    line = f"Réf. du fil : {TOKEN} (merci de la conserver dans votre réponse)"

    assert mail.text.endswith(line + "\n")
    assert line in mail.html.replace("\u00a0", " ")


@pytest.mark.parametrize("case", CASES)
def test_text_lines_are_short_and_hold_no_odd_spaces(case):
    """Every mail program shows them as they are."""
    text = render(CASES[case], token=TOKEN).text

    assert max(map(len, text.splitlines())) <= 76
    assert not re.search("[\u00a0\u202f\t]|[ ]$|\n\n\n", text, re.MULTILINE)
    assert "<" not in text
    assert "None" not in text


@pytest.mark.parametrize("case", CASES)
def test_nobody_is_addressed_as_tu(case):
    """Administrative French says vous."""
    words = set(re.findall(r"[a-zéèê]+", render(CASES[case]).text.lower()))

    assert not words & {"tu", "toi", "ton", "tes", "te"}


@pytest.mark.parametrize("case", CASES)
def test_the_page_is_french_headed_and_fetches_nothing(case):
    """One main heading, levels without a gap, no picture, no script, no address but mailto."""
    page = _Page()
    page.feed(render(CASES[case], token=TOKEN).html)

    assert page.language == "fr"
    assert page.headings[0] == 1
    assert page.headings.count(1) == 1
    assert not {"img", "script", "iframe", "link", "object"} & page.tags
    assert all(target.startswith("mailto:") for target in page.targets)
    assert page.balanced


class _Page(HTMLParser):
    """What a test wants to know of a page."""

    def __init__(self):
        super().__init__()
        self.language, self.headings, self.tags, self.targets, self.open = None, [], set(), [], []
        self.balanced = True

    def handle_starttag(self, tag, attrs):
        """Note the tag and where it leads."""
        facts = dict(attrs)
        self.tags.add(tag)
        self.language = facts.get("lang", self.language)
        self.targets += [facts[name] for name in ("href", "src") if facts.get(name)]
        if re.fullmatch("h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if tag not in {"meta", "br", "hr", "img", "link"}:
            self.open.append(tag)

    def handle_endtag(self, tag):
        """Every end has its start."""
        self.balanced = self.balanced and bool(self.open) and self.open.pop() == tag


@pytest.mark.parametrize("kind", letter_kinds())
def test_what_people_write_is_never_markup(kind):
    """A company called <script> is shown, not run, in whatever field it stands."""
    letter = _with_every_text(
        made_up(kind, full=True), "<script>alert(1)</script>\r\nBcc: x@y.example & « ok »\x00\ud83d"
    )
    mail = render(letter, token=TOKEN)

    assert "<script" not in mail.html
    assert (mail.subject + mail.text + mail.html).encode()
    assert "\x00" not in mail.subject + mail.text + mail.html
    assert "\n" not in mail.subject
    assert "\r" not in mail.subject


def _with_every_text(value, text):
    if isinstance(value, str):
        return text
    if isinstance(value, tuple):
        return tuple(_with_every_text(each, text) for each in value)
    if hasattr(value, "__dataclass_fields__"):
        return replace(
            value, **{name: _with_every_text(getattr(value, name), text) for name in value.__dataclass_fields__}
        )
    return value


def test_a_subject_hides_nothing():
    """Characters that turn or split a line do not get in, and it does not run on for ever."""
    letter = replace(CASES["form_received"], title="Maçon\u202e\u2028\x00" + "x" * 400)
    subject = render(letter).subject

    assert not re.search("[\u202a-\u202e\u2028\x00-\x1f]", subject)
    assert len(subject) <= 250


@pytest.mark.parametrize(
    ("case", "words"),
    [
        ("daily_digest", "Point du jour"),
        ("daily_digest_nothing", "Point du jour"),
        ("company_reminder", "Relance"),
        ("company_reminder_last", "Relance"),
        ("partner_reminder", "Rappel"),
        ("presentation_reminder", "Relance"),
        ("progress_report", "Point d'avancement"),
        ("first_contact", "[F-3K7QX2]"),
        ("company_reminder", "[F-3K7QX2]"),
        ("partner_reminder", "[B-0042] [B-0041]"),
        ("partner_feedback", "[B-0042]"),
        ("need_diffusion", "[B-0042]"),
        ("candidate_hired", "[B-0042]"),
        ("orders_confirmed", "[B-0042] [B-0041] [B-0040] [B-0039]"),
    ],
)
def test_subjects_hold_the_words_by_which_other_programs_know_them(case, words):
    """They are part of the interface."""
    assert words in render(CASES[case]).subject


def test_the_answer_of_a_company_is_never_cut_by_a_line_end():
    """« non » at the end of a line and « retenu(e) » on the next would say the contrary to who reads in haste."""
    for length in range(20, 76):
        candidate = own("x" * length, "y", "rejected")
        letter = partner_letters.PartnerFeedback(**HEAD, partner="Les Ateliers", candidates=(candidate,))

        assert "non retenu(e)" in render(letter).text


def test_the_form_reference_stands_in_the_mail_as_well():
    """Who prints the mail keeps it."""
    for case in ("first_contact", "company_reminder"):
        assert "F-3K7QX2" in render(CASES[case]).text


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ("hired", "retenu(e)"),
        ("rejected", "non retenu(e)"),
        ("interview", "entretien prévu"),
        ("presented", "pas encore de réponse"),
        ("received", "pas encore de nouvelle"),
        ("state_of_tomorrow", "state of tomorrow"),
    ],
)
def test_feedback_says_by_each_name_where_it_stands(state, words):
    """One line a person, its state after its name."""
    letter = partner_letters.PartnerFeedback(
        **HEAD, partner="Les Ateliers", candidates=(own("Lemaire", "Aïcha", state),)
    )

    assert re.search(rf"LEMAIRE Aïcha : .*{re.escape(words)}", " ".join(render(letter).text.split()))


@pytest.mark.parametrize("kind", TO_COMPANIES)
def test_no_sensitive_word_reaches_a_company(kind):
    """No public, no kind of partner in the wording of a mail to a company."""
    mail = render(made_up(kind, full=True))
    forbidden = r"RSA|RQTH|handicap|détention|réfugié|allocataire|mission locale|Cap emploi|PLIE|quartier prioritaire"

    assert not re.search(forbidden, mail.subject + mail.text + mail.html, re.IGNORECASE)


def test_ready_replies_are_mailto_links_and_words():
    """A click opens a reply to the mailbox, with the token that an order needs; whoever reads text sees the words."""
    mail = render(DIGEST, token=TOKEN)
    page = _Page()
    page.feed(mail.html)
    links = [urlsplit(target) for target in page.targets]
    replies = [
        (unquote(link.path), parse_qs(link.query)["subject"][0], parse_qs(link.query)["body"][0]) for link in links
    ]

    assert ("clauses@agence.example", f"[B-0042] Valider {TOKEN}", "valider B-0042") in replies
    assert ("clauses@agence.example", f"[B-0042] Corriger {TOKEN}", "corriger B-0042\r\nnombre de postes : ") in replies
    assert "Valider : répondez « valider B-0042 »" in mail.text


def test_a_hostile_reply_cannot_add_a_recipient():
    """What stands in a subject or a body stays there."""
    turn = letters.Turn(reference="B-1", what="need_to_validate", replies=(("approve", "a&bcc=x@y.example", "b?cc=z"),))
    page = _Page()
    page.feed(render(replace(DIGEST, yours=(turn,))).html)
    query = parse_qs(urlsplit(page.targets[0]).query)

    assert query == {"subject": ["a&bcc=x@y.example"], "body": ["b?cc=z"]}


def test_a_digest_with_nothing_to_say_is_one_line():
    """Nobody reads five empty sections."""
    text = render(CASES["daily_digest_nothing"]).text

    assert text.splitlines()[2:] == ["Rien de nouveau aujourd'hui : aucune décision ne vous attend."]


def test_a_digest_shows_each_item_once():
    """Once in the text, once in the page, without the ready replies that name it again."""
    text = render(DIGEST).text

    for reference in ("B-0042", "A-12", "P-7"):
        assert text.count(f"[{reference}]") == 1


def test_a_row_says_what_was_written_only_where_it_differs():
    """« 732 829 320 00075 » and its fourteen digits are the same; « courant juin 2026 » is not a date."""
    text = " ".join(render(CASES["incomplete_form"]).text.split())

    assert "vous avez écrit « courant juin 2026 » ; nous comprenons : 1er juin 2026" in text
    assert "« 732 829 320 00075 » ; le numéro Siret comporte une erreur" in text


def test_a_sheet_of_bare_facts_is_still_a_mail():
    """A need of which little is known is diffused without holes."""
    bare = letters.NeedFacts(
        reference="B-0001", company=None, company_address=None, title=None, openings=None, start_date=None
    )
    letter = replace(CASES["need_diffusion"], need=bare, market=None, publics=())
    mail = render(letter)

    assert mail.subject == "[B-0001] Besoin en recrutement"
    assert "None" not in mail.text + mail.html
    assert "Une entreprise recrute avec la clause sociale d'insertion." in mail.text


def test_the_start_as_soon_as_possible_is_said_in_words():
    """« asap » is no French."""
    letter = replace(CASES["need_diffusion"], need=replace(NEED, start_date="asap"))

    assert "Début : dès que possible" in render(letter).text


def test_one_candidate_is_spoken_of_in_the_singular():
    """Grammar counts."""
    letter = replace(CASES["presentation_reminder"], candidates=PRESENTED[:1])
    mail = render(letter)

    assert "1 candidature " in mail.subject
    assert "Elle attend votre réponse" in mail.text


# --- templates that a person edits ------------------------------------------------------------------------------


def edited(folder, name, content):
    """A folder beside the configuration with one edited template."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return folder


def test_an_edited_template_takes_the_place_of_ours(tmp_path):
    """One file is replaced, the others stay."""
    edited(tmp_path, "mail/form_received/subject.txt", "[{{ reference }}] Merci {{ company }}")
    mail = render(CASES["form_received"], tmp_path)

    assert mail.subject == "[B-0042] Merci Bâti-Picardie & Fils"
    assert mail.text == render(CASES["form_received"]).text
    assert mail.problems == ()
    assert check(tmp_path) == []


def test_an_edit_is_seen_at_the_next_mail(tmp_path):
    """No restart is needed."""
    edited(tmp_path, "mail/form_received/subject.txt", "[{{ reference }}] un")
    first = render(CASES["form_received"], tmp_path).subject
    edited(tmp_path, "mail/form_received/subject.txt", "[{{ reference }}] deuxième")

    assert (first, render(CASES["form_received"], tmp_path).subject) == ("[B-0042] un", "[B-0042] deuxième")


@pytest.mark.parametrize(
    "content",
    [
        "[{{ reference }}] {{ compagnie }}",
        "[{{ reference }}] {% if company %}",
        "{{ reference | inconnu }}",
        "{{ company.__class__.__mro__ }}",
        "{{ cycler.__init__.__globals__.os.system('true') }}",
        "{{ 1 / 0 }}",
        "{{ openings + company }}",
        "{% include 'mail/nulle-part.txt' %}",
    ],
)
def test_a_wrong_template_never_sends_a_broken_mail(tmp_path, content):
    """Ours is used, and the fault is told with the mail."""
    edited(tmp_path, "mail/form_received/subject.txt", content)
    mail = render(CASES["form_received"], tmp_path, token=TOKEN)
    ours = render(CASES["form_received"], token=TOKEN)

    assert (mail.subject, mail.text, mail.html) == (ours.subject, ours.text, ours.html)
    assert mail.problems


def test_a_wrong_template_is_found_before_it_is_used(tmp_path):
    """The check names the file, the line and the fault."""
    edited(
        tmp_path,
        "mail/form_received/body.txt",
        "{% extends 'mail/layout.txt' %}\n{% block body %}\n{{ compagnie }}\n{% endblock %}",
    )
    (problem,) = check(tmp_path)

    assert problem.file == "mail/form_received/body.txt"
    assert "ligne 3" in problem.message
    assert "compagnie" in problem.message


def test_a_template_that_forgets_what_a_reply_needs_is_told_of(tmp_path):
    """The reference in the subject and the token in the body are what answers are known by."""
    edited(tmp_path, "mail/form_received/subject.txt", "Merci")
    edited(tmp_path, "mail/daily_digest/body.txt", "Bonjour")
    edited(tmp_path, "mail/partner_reminder/subject.txt", "Encore nous")

    assert {problem.file for problem in check(tmp_path)} == {
        "mail/form_received/subject.txt",
        "mail/daily_digest/body.txt",
        "mail/partner_reminder/subject.txt",
    }


def test_a_misspelt_template_is_told_of(tmp_path):
    """A file that replaces nothing would be forgotten in silence."""
    edited(tmp_path, "mail/form_recieved/subject.txt", "Merci")

    assert [problem.file for problem in check(tmp_path)] == ["mail/form_recieved/subject.txt"]


def test_a_broken_wording_file_is_told_of_and_left_aside(tmp_path):
    """A missing quote in the words stops nothing."""
    edited(tmp_path, "wording.fr.toml", '[referral]\nhired = "pris')
    mail = render(CASES["form_received"], tmp_path)

    assert mail.text == render(CASES["form_received"]).text
    assert mail.problems


def test_threads_render_the_same_as_one(tmp_path):
    """Several senders share the templates."""
    edited(tmp_path, "mail/form_received/subject.txt", "[{{ reference }}] Merci")
    wanted = [render(letter, tmp_path, token=TOKEN) for letter in CASES.values()]
    with ThreadPoolExecutor(4) as pool:
        got = list(pool.map(lambda letter: render(letter, tmp_path, token=TOKEN), CASES.values()))

    assert got == wanted


def test_made_up_letters_are_full_or_bare():
    """The check must see both branches of every condition."""
    assert made_up(company_letters.FormReceived, full=True).title == "title"
    assert made_up(company_letters.FormReceived, full=False).title is None
    assert made_up(company_letters.FirstContact, full=True).answer_by == date(2026, 6, 1)


def test_a_digest_of_ten_thousand_lines_stays_short_enough_for_a_phone():
    """The oldest ten or fifteen of each part are shown, the rest is counted."""
    mail = render(replace(DIGEST, yours=DIGEST.yours * 20, others=DIGEST.others * 5000))

    assert "60 décisions à prendre" in mail.subject
    assert "et 9 990 autres, plus récents" in mail.text
    assert "et 45 autres, plus récents" in mail.text
    assert len(mail.html) < 100_000


def test_a_report_of_two_hundred_lots_is_not_clipped_by_mail_programs():
    """Some cut a page off after a hundred kilobytes; the attached document holds the rest."""
    letter = CASES["progress_report"]
    mail = render(replace(letter, figures=replace(letter.figures, lots=letter.figures.lots * 70)))

    assert "et 185 autres lots : voir le document joint" in mail.text
    assert len(mail.html) < 100_000


@pytest.mark.parametrize("count", [1, 2, 3])
def test_example_answers_name_only_candidates_that_are_there(count):
    """With one candidate the lines are alternatives, with two there is no third."""
    text = render(replace(CASES["candidates_presented"], candidates=PRESENTED[:count])).text
    ranks = set(re.findall(r"^  (\d) : ", text, re.MULTILINE))

    assert ranks == {str(one.rank) for one in PRESENTED[:count]}


@pytest.mark.parametrize("case", CASES)
def test_colours_can_be_told_apart(case):
    """Every text stands at least 4.5 to 1 off the background that its cell gives it (WCAG AA)."""
    page = _Colours()
    page.feed(render(CASES[case], token=TOKEN).html)

    assert [each for each in page.pairs if _contrast(*each) < 4.5] == []
    assert page.pairs


class _Colours(HTMLParser):
    """Each (colour, background) in which some text is shown, as inherited from tag to tag."""

    def __init__(self):
        super().__init__()
        self.pairs, self.stack = set(), [("#000000", "#ffffff")]

    def handle_starttag(self, tag, attrs):
        """A tag keeps its parent's colours, or has its own."""
        style = dict(attrs).get("style") or ""
        # of two declarations the later holds
        colour = re.search(r".*(?<![-\w])color: (#\w{6})", style)
        background = re.search(r".*background-color: (#\w{6})", style)
        above = self.stack[-1]
        if tag not in {"meta", "br"}:
            self.stack.append((colour[1] if colour else above[0], background[1] if background else above[1]))

    def handle_endtag(self, tag):
        """Back to the parent's."""
        self.stack.pop()

    def handle_data(self, data):
        """Text is seen in the colours of now."""
        if data.strip(" \n\xa0") and len(self.stack) > 3:
            self.pairs.add(self.stack[-1])


def _contrast(one, other):
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    high, low = sorted((light(one), light(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)
