"""What class, id and style of an HTML element say of the words inside: quote, header, attribution, signature."""

from __future__ import annotations

import re
from typing import Any

from mailboxes.lines import Mark

_INDENT = re.compile(
    r"border(?:-left)?\s*:\s*(?:none|0|medium none)|margin\s*:\s*0(?:px)?\s+0(?:px)?\s+0(?:px)?\s+\d", re.IGNORECASE
)
_LINED = re.compile(r"border(?:-left)?\s*:[^;]*(?:solid|dashed|dotted)", re.IGNORECASE)
#: the line above the header of the answered mail, as Outlook and its heirs draw it
_DIVIDER = re.compile(
    r"border-top\s*:\s*(?:solid\s+)?#?(?:e1e1e1|b5c4df|ccc|c9c9c9|d0d0d0)|border-top\s*:\s*solid\s+#", re.IGNORECASE
)

_SIGNATURES = re.compile(
    r"(?:^|[\s_-])(?:gmail_signature(?:_prefix)?|moz-signature|x?_?signature|ms-outlook-mobile-signature|"
    r"protonmail_signature_block(?:-user|-proton)?|applemailsignature|bloop_sign\w*|messagesignaturesection|"
    r"yahoo[-_]signature|ydp\w{1,20}signature|signature[-_]?(?:block|container|wrapper|content)|"
    r"mail[-_]?signature|sig-block)"
    r"(?:$|[\s_-])",
    re.IGNORECASE,
)
_QUOTES = re.compile(
    r"(?:^|\s)(?:x_)?(?:yahoo_quoted|protonmail_quote|olk_src_body_section|mail-editor-reference-message-container|"
    r"moz-forward-container|isforwardcontent|isreplycontent|quoted_message|__quoted_text__|tutanota_quote|"
    r"zmail_extra|gmx_quote|wlemail_quote|skiptranslate_quote|front-blockquote|hotmail_quote|"
    r"replied-message)(?:$|\s)",
    re.IGNORECASE,
)
_HEADERS = re.compile(
    r"(?:^|\s)(?:x_)?(?:divrplyfwdmsg|__headers__|ydp\w{0,20}yahoo_quoted_header|gmail_sendername_header)(?:$|\s)",
    re.IGNORECASE,
)
_ATTRIBUTIONS = re.compile(
    r"(?:^|\s)(?:x_)?(?:gmail_attr|moz-cite-prefix|reply-intro|wmreplyheader)(?:$|\s)", re.IGNORECASE
)


def marked(attributes: Any, style: str) -> Mark:
    """What class, id and style say of the text inside."""
    name = " ".join(
        (
            attributes.get("class", ""),
            attributes.get("id", ""),
            attributes.get("data-marker", ""),
            attributes.get("name", ""),
        )
    )
    if name.strip():
        if _ATTRIBUTIONS.search(name):
            return "attribution"
        if _HEADERS.search(name):
            return "header"
        if _QUOTES.search(name):
            return "quote"
        if _SIGNATURES.search(name):
            return "signature"
    if "border-top" in style and _DIVIDER.search(style) and "padding" in style:
        return "header"
    return ""


def quotes(attributes: Any, style: str) -> bool:
    """Whether a blockquote quotes somebody; many programs use it to indent."""
    if attributes.get("type") == "cite" or attributes.get("cite") or "quote" in attributes.get("class", ""):
        return True
    return not (style and _INDENT.search(style) and not _LINED.search(style))
