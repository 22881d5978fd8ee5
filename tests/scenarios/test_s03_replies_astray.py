"""s03: replies whose thread is broken: the parent unknown, a colleague's address, a token only quoted, References cut."""

from __future__ import annotations

from email.message import EmailMessage

from service.demo import cast
from service.demo.cast import Actor
from tests.scenarios.stage import Stage, text_of

COLLEAGUE = Actor(name="Julien Caron", address="julien.caron@ml-amiens.example")
AT_HOME = Actor(name="Olivier Lenoir", address="olivier.lenoir80@orange.example")


def proposal(name: str, phone: str) -> str:
    """What a partner writes."""
    return f"Bonjour,\n\nJe vous propose {name}, {phone}, disponible tout de suite, d'accord pour ce poste.\n\nMerci\n"


def quoted(mail: EmailMessage) -> str:
    """The mail as it stands under an answer."""
    lines = text_of(mail.as_bytes()).splitlines()
    return f"\nLe {mail['Date']}, {mail['From']} a écrit :\n" + "\n".join(f"> {line}" for line in lines) + "\n"


def test_replies_find_their_need_and_their_partner_whatever_is_left_of_the_thread(diffused: Stage):
    """Each candidate is referred for the need, by the partner to whom our mail went."""
    diffused.at("2026-06-09T11:00")
    write, last = diffused.world.write, diffused.world.last
    to_ml, to_cap, to_plie = (last(actor, "B-0001") for actor in (cast.MISSION_LOCALE, cast.CAP_EMPLOI, cast.PLIE))
    # from a colleague's address
    write(COLLEAGUE, f"RE: {to_ml['Subject']}", proposal("Tony LAMBERT", "06 39 98 20 01"), answers=to_ml)
    # from home, no header of the thread, our token in what is quoted below
    write(AT_HOME, "Candidature", proposal("Cassandra BERNARD", "06 39 98 20 02") + quoted(to_cap))
    # References cut by a gateway, In-Reply-To of a mail that we never saw
    write(cast.PLIE, f"Re: {to_plie['Subject']}", proposal("Michel WATTEAU", "06 39 98 20 03"),
          headers={"In-Reply-To": "<unknown.1@plie-amiens.example>", "References": str(to_plie["Message-ID"])[:20]})  # fmt: skip
    # a new mail, no thread, no quote: the need's reference in the subject
    write(cast.ASSOCIATION, "pour B-0001", proposal("Amina DIALLO", "06 39 98 20 04"))
    # a reply to a colleague's mail about ours, which reaches us before that one: only References holds ours
    write(cast.GONE, f"TR: {last(cast.GONE, 'B-0001')['Subject']}", proposal("Yanis MERCIER", "06 39 98 20 05"),
          headers={"In-Reply-To": "<not.yet.here@epide-sq.example>",
                   "References": f"{last(cast.GONE, 'B-0001')['Message-ID']} <not.yet.here@epide-sq.example>"})  # fmt: skip

    diffused.runs()

    tree = diffused.export()
    partners = {row["id"]: row["email"] for row in tree["partners"]}
    (need,) = tree["needs"]
    found = {row["candidate"]["last_name"].upper(): partners[row["partner_id"]] for row in tree["referrals"]}
    assert found == {
        "LAMBERT": cast.MISSION_LOCALE.address,
        "BERNARD": cast.CAP_EMPLOI.address,
        "WATTEAU": cast.PLIE.address,
        "DIALLO": cast.ASSOCIATION.address,
        "MERCIER": cast.GONE.address,
    }
    assert {row["need_id"] for row in tree["referrals"]} == {need["id"]}
    assert [row["state"] for row in tree["diffusions"]] == ["answered"] * 5


def test_a_reply_from_nobody_we_know_waits_for_the_referent(diffused: Stage):
    """No thread, no reference, an address of no partner: nothing is done, and it is said."""
    diffused.at("2026-06-09T11:00")
    diffused.world.write(
        Actor(name="X", address="x@ailleurs.example"), "Bonjour", proposal("Jean BON", "06 39 98 20 09")
    )

    diffused.runs()

    tree = diffused.export()
    assert tree["referrals"] == []
    assert len(tree["review"]) == 1
    assert tree["messages"][-1]["state"] == "review"
