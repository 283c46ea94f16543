package io.tradewind.notification.process;

import io.tradewind.engine.variables.Variable;

/** What the ready-made step "Send a mail" reads. */
final class SendMailVariables {

    /** In: a user id, a role or an e-mail address. */
    static final Variable<String> MAIL_TO = Variable.text("mailTo");

    /** In: one line. */
    static final Variable<String> MAIL_SUBJECT = Variable.text("mailSubject");

    /** In: plain text. */
    static final Variable<String> MAIL_TEXT = Variable.text("mailText");

    /** In, where the process has one: in whose history it is kept. */
    static final Variable<Long> CUSTOMER_ID = Variable.whole("customerId");

    private SendMailVariables() {}
}
