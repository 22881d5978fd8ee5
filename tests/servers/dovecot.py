"""The Dovecot that the demo starts is the one that the tests start."""

from service.demo.dovecot import Dovecot, NoDovecot, dovecot_program, free_port

__all__ = ["Dovecot", "NoDovecot", "dovecot_program", "free_port"]
