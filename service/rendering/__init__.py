"""A letter becomes a mail: subject, text and HTML from the templates of its name, checked before they are used."""

from service.domain.letters import Letter
from service.rendering.checking import Problem, check, made_up
from service.rendering.mail import Rendered, letter_kinds, render, template_name
from service.wording import templates_folder

__all__ = [
    "Letter",
    "Problem",
    "Rendered",
    "check",
    "letter_kinds",
    "made_up",
    "render",
    "template_name",
    "templates_folder",
]
