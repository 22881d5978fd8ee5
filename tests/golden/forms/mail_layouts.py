"""Forms in a web page, in mails above and within a quoted form, and as plain text."""

from pathlib import Path

from wordings import PARTS, SECTIONS, rows


def html_table(path, labels, need):
    """A mail in HTML with a table."""
    from html import escape

    body = ["<html><head><meta charset='utf-8'></head><body><p>Bonjour,</p><p>Voici notre besoin :</p><table border=1>"]
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        body.append(f"<tr><th colspan=2>{escape(title)}</th></tr>")
        for label, text, _ in rows(labels, need, part):
            written = escape(text).replace("\n", "<br>")
            body.append(f"<tr><td><b>{escape(label)}</b></td><td>{written}</td></tr>")
    body.append("</table><p>Cordialement,<br>Le service du personnel<br>03 53 01 99 99</p></body></html>")
    Path(path).write_text("\n".join(body), "utf-8")


QUOTED_HEAD = "\n\nLe lun. 16 nov. 2026 à 09:12, Référent clauses <referent@agence.example> a écrit :\n"
SIGNED = "\n\nBien cordialement,\n\n{name}\nService du personnel\nTél : 03 53 01 88 88\naccueil@ailleurs.example\n"
REFERENT = "> Claire Morel\n> Référente clauses sociales\n> Tél : 03 65 91 00 10\n> claire.morel@agence.example\n"


def mail(path, body):
    """A plain mail with this body."""
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = (
        "contact@entreprise.example",
        "referent@agence.example",
        "RE: votre besoin",
    )
    message.set_content(body)
    Path(path).write_bytes(bytes(message))


def mail_top(path, labels, need):
    """Answers above, the blank form quoted below."""
    lines = ["Bonjour,", "", "Voici les éléments demandés.", ""]
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        lines += [
            title.upper(),
            *(
                f"{label} {'' if label.endswith('?') else ':'} {text}".replace("  ", " ")
                for label, text, _ in rows(labels, need, part)
            ),
            "",
        ]
    quoted = "".join(f"> {label} :\n" for label, _, _ in rows(labels, need))
    mail(
        path,
        "\n".join(lines)
        + SIGNED.format(name="Le secrétariat")
        + QUOTED_HEAD
        + "> Bonjour,\n> Merci de compléter :\n"
        + quoted
        + ">\n"
        + REFERENT,
    )


def mail_inline(path, labels, need):
    """Short answers typed under each quoted line."""
    body = (
        "Bonjour, mes réponses sont dans votre message."
        + QUOTED_HEAD
        + "> Bonjour,\n> Merci de me renvoyer ceci :\n>\n"
    )
    for label, text, _ in rows(labels, need):
        body += f"> {label} :\n" + (f"{text}\n" if text else "") + "\n"
    mail(path, body + ">\n" + REFERENT)


def mail_beside(path, labels, need):
    """Answers typed after the colon of the quoted line."""
    body = (
        "Bonjour,\nci-dessous complété.\n" + SIGNED.format(name="R. Pecquet") + QUOTED_HEAD + "> Merci de compléter :\n"
    )
    for label, text, _ in rows(labels, need):
        lines = text.split("\n")
        body += f"> - {label} : {lines[0]}\n" + "".join(f">   {line}\n" for line in lines[1:])
    mail(path, body + ">\n" + REFERENT)


def text_under(path, labels, need):
    """A text file: the label on its line, the answer under it, a blank line between."""
    out = ["EXPRESSION DU BESOIN", ""]
    for part, title in zip(PARTS, SECTIONS[labels], strict=True):
        out += [f"=== {title} ===", ""]
        for label, text, _ in rows(labels, need, part):
            out += [label, *(f"    {line}" for line in text.split("\n") if line), ""]
    Path(path).write_text("\n".join(out), "utf-8")
