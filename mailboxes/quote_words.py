"""Words that mail programs put above a quoted message, by language; plain tables"""

from __future__ import annotations

#: labels of a message header as mail programs print them, folded to lower case
LABEL_WORDS = {
    "from": (
        "de|from|von|da|van|fra|från|od|от|expéditeur|emetteur|émetteur|exp|desde|remitente|mittente|feladó|kimden|"
        "de la part de|de la|lähettäjä|avsändare|від|από|寄件者|发件人|差出人|보낸 사람"
    ),
    "date": (
        "envoyé|envoyé le|envoye|message du|date|date d'envoi|reçu|received|le|sent|gesendet|gesendet am|inviato|"
        "data|verzonden|"
        "datum|"
        "enviado|enviado el|enviada em|fecha|skickat|sendt|dato|wysłano|отправлено|дата|odesláno|lähetetty|trimis|"
        "trimisă|enviat|enviat el|elküldve|gönderildi|gönderilme tarihi|надіслано|στάλθηκε|发送时间|送信日時|보낸 날짜"
    ),
    "to": (
        "à|a|to|an|aan|para|till|til|destinataire|destinataires|dest|pour|do|кому|per|vastaanottaja|komu|"
        "către|per a|címzett|kime|προς|收件人|宛先|받는 사람"
    ),
    "cc": (
        "cc|copie|copie à|copie cachée|cci|bcc|kopie|copia|kopia|kopi|копия|reply-to|reply to|répondre à|répondre-à|tr|"
        "pièces jointes|pièce jointe|attachments|attach|anlagen|allegati|bijlagen|adjuntos|importance|organisation|"
        "priority|priorité"
    ),
    "subject": (
        "objet|sujet|subject|betreff|oggetto|onderwerp|asunto|assunto|ämne|emne|temat|тема|předmět|aihe|tárgy|konu|re|"
        "subiect|assumpte|θέμα|主题|件名|제목"
    ),
}
FORWARD_WORDS = (
    r"(?:d[ée]but d[ue] )?(?:message|mail|e-?mail|courriel)s? (?:transf[ée]r[ée]s?|r[ée]exp[ée]di[ée]s?|"
    r"fait suivre|achemin[ée])|"
    r"forwarded (?:message|by|mail|email)[^\n]{0,120}|begin forwarded message|(?:transf[ée]r[ée]|"
    r"fait suivre|r[ée]exp[ée]di[ée]) par [^\n]{1,120}|"
    r"weitergeleitete nachricht|mensaje reenviado|messaggio inoltrato|doorgestuurd bericht|mensagem encaminhada|"
    r"vidarebefordrat (?:meddelande|brev)|wiadomość przekazana|пересылаемое сообщение|"
    r"anfang der weitergeleiteten (?:e-?mail|nachricht)|"
    r"inizio messaggio inoltrato|d[ée]but du message (?:transf[ée]r[ée]|r[ée]exp[ée]di[ée])"
)
ORIGINAL_WORDS = (
    r"(?:mail|message|e-?mail|courriel|courrier)s? (?:original|originel|d['’]origine|initial|pr[ée]c[ée]dent|re[çc]u)|"
    r"original (?:message|appointment|mail)|reply message|(?:original|ursprüngliche|"
    r"antwort)[\s-]?(?:nachricht|e-?mail)|"
    r"oprindelig meddelelse|opprinnelig melding|ursprungligt meddelande|mensaje original|messaggio originale|"
    r"oorspronkelijk bericht|mensagem original|wiadomość oryginalna|исходное сообщение|alkuperäinen viesti|"
    r"původní zpráva|"
    r"rendez-vous d['’]origine|r[ée]ponse (?:message|mail)|message de [^\n]{3,80}|原始邮件|原始郵件"
)
WROTE = (
    r"(?:a|à|avez|ont) [ée]crit|[ée]crivait|a r[ée]pondu|wrote|writes|sent|schrieb|ha scritto|escribió|"
    r"escreveu|schreef|napisał(?:\(a\)|a)?|"
    r"skrev|geschreven|написал(?:а|\(а\))?|пишет|kirjoitti|napsal(?:\(a\)|a)?|írta|yazdı|đã viết|写道|寫道|geschrieben"
)
#: WROTE in languages that few correspondents have; counts only beside a mailbox and a moment
WROTE_ELSEWHERE = (
    r"a scris|escribiu|va escriure|ha escrit|escrigué|tarihinde|şunu yazdı|odesílatel|napísal|írta|пише|написав|"
    r"написала?|"
    r"έγραψε|작성|작성함|写道|寫道|כתב|كتب|تمت كتابة|viết|rašė|kirjutas|rakstīja|napisao|написао|pisze|"
    r"napisan[ae] przez|napisał\w*|missatge de|message de|mensaje de|mensagem de|menulis|"
    r"escreveu|skrev|schrieb|geschreven"
)
