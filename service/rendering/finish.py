"""The last hand on a rendered mail: French spacing, lines of text, styles on every tag, clean subjects."""

from __future__ import annotations

import re
from collections.abc import Mapping

from service import wording as french

#: columns of the text part
WIDTH = 76
#: a longer subject is cut; mail programs show far less
SUBJECT_LIMIT = 250

# also at the start of a piece, where a tag has just ended
_BEFORE = re.compile(r"(?<!\s) (?=[:;?!»%€](?:\s|$|[)\].,»]))")
_AFTER = re.compile(r"(?<=«) (?=\S)")
_TAG = re.compile(r"(<[^<>]*>)")
_START_TAG = re.compile(r"<([a-z][a-z0-9]*)((?:\s[^<>]*?)?)(\s*/?)>")
_RULE = re.compile(r"([a-z0-9]+(?:\.[a-z-]+)?(?:\s*,\s*[a-z0-9]+(?:\.[a-z-]+)?)*)\s*\{([^{}]*)\}")
#: « non » parted from « retenu(e) » by a line end would say the contrary to who reads in haste
_TOGETHER = re.compile(r"\bnon (?=retenu)")
_BULLET = re.compile(r"\s*(?:(?:[-•*→]|\d{1,3}[.)])\s+)?")
#: what no text may hold: control characters and halves of characters, as broken mails bring them
_NOT_TEXT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_INVISIBLE = re.compile("[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


def one_line(text: str) -> str:
    """A subject: one line, plain spaces, nothing invisible that could turn or split it."""
    line = re.sub(r"\s+", " ", _INVISIBLE.sub(" ", _NOT_TEXT.sub(" ", text))).strip()
    return line if len(line) <= SUBJECT_LIMIT else line[: SUBJECT_LIMIT - 1].rstrip() + "…"


def _spaced(text: str) -> str:
    """French spacing: no line breaks before « : ; ? ! » and inside guillemets."""
    return _AFTER.sub(french.NO_BREAK, _BEFORE.sub(french.NO_BREAK, text))


def spaced_html(html: str) -> str:
    """The same, outside tags and style sheets; lines that only held template language go."""
    html = re.sub(r"\n\s*\n", "\n", _NOT_TEXT.sub("", html))
    head, split, body = html.partition("</head>")
    return head + split + "".join(part if part.startswith("<") else _spaced(part) for part in _TAG.split(body))


def wrapped(text: str) -> str:
    """The text part: lines of 76 columns, bullets kept hanging, never more than one empty line, plain spaces."""
    import textwrap

    out: list[str] = []
    for line in _TOGETHER.sub(f"non{french.NO_BREAK}", _spaced(_NOT_TEXT.sub("", text))).splitlines():
        hang = " " * len((_BULLET.match(line) or [""])[0])
        out += textwrap.wrap(
            line.rstrip(), WIDTH, subsequent_indent=hang, break_long_words=False, break_on_hyphens=False
        ) or [""]
    plain = "\n".join(out).replace(french.NARROW, " ").replace(french.NO_BREAK, " ")
    return re.sub(r"\n{3,}", "\n\n", plain).strip() + "\n"


def style_rules(sheet: str) -> dict[str, str]:
    """The rules of a style sheet: only `tag` and `tag.class` are understood."""
    rules: dict[str, str] = {}
    for selectors, body in _RULE.findall(re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)):
        style = re.sub(r"\s+", " ", body).strip()
        for selector in selectors.split(","):
            rules[selector.strip()] = rules.get(selector.strip(), "") + style
    return rules


def inlined(html: str, rules: Mapping[str, str]) -> str:
    """Every start tag gets the style of its tag and class: mail programs forget style sheets."""

    def styled(match: re.Match[str]) -> str:
        tag, attributes, end = match.groups()
        if "style=" in attributes:
            return match.group()
        found = re.search(r'\bclass="([^"]*)"', attributes)
        classes = found.group(1).split() if found else []
        style = "".join(rules.get(selector, "") for selector in [tag, *(f"{tag}.{name}" for name in classes)])
        return f'<{tag}{attributes} style="{style}"{end}>' if style else match.group()

    head, split, body = html.partition("</head>")
    return head + split + _START_TAG.sub(styled, body)
