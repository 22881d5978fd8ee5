"""French as people write it in mails and papers: names, publics, dates, contacts, sentences."""
