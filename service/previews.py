"""Previews: templates tried out with invented facts, before anything is sent with them."""

from __future__ import annotations

from pathlib import Path

from service import rendering
from service.documents import checking
from service.documents.fallback import mistakes


class Unusable(Exception):  # noqa: N818
    """The template cannot be used as it is; the message says why."""


def check(overrides: Path | None) -> list[tuple[str, str]]:
    """(file, what is wrong) of every template, of mails and of documents."""
    mails = [(problem.file, problem.message) for problem in rendering.check(overrides)]
    return mails + checking.check_documents(overrides)


def names() -> list[str]:
    """What can be previewed."""
    return sorted([*(rendering.template_name(kind) for kind in rendering.letter_kinds()), *checking.document_names()])


def write(name: str, overrides: Path | None, folder: Path) -> list[Path]:
    """The preview's files. Raises KeyError for an unknown name, Unusable for a template that fails."""
    kinds = {rendering.template_name(kind): kind for kind in rendering.letter_kinds()}
    if name not in names():
        raise KeyError(name)
    if name in kinds:
        made = _mail(rendering.made_up(kinds[name], full=True), overrides)
    else:
        try:
            made = checking.samples(name, overrides)
        except mistakes() as error:
            raise Unusable(f"document/{name} : {error}") from error
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for suffix, data in made.items():
        path = folder / f"{name}.{suffix}"
        path.write_bytes(data)
        written.append(path)
    return written


def _mail(letter: rendering.Letter, overrides: Path | None) -> dict[str, bytes]:
    """The mail's page and text, the subject first."""
    mail = rendering.render(letter, overrides, token="L-0000000000")  # noqa: S106  (a sample)
    if mail.problems:
        raise Unusable("\n".join(mail.problems))
    return {"html": mail.html.encode(), "txt": f"{mail.subject}\n\n{mail.text}".encode()}
