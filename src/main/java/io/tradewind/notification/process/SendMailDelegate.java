package io.tradewind.notification.process;

import static io.tradewind.notification.process.SendMailVariables.CUSTOMER_ID;
import static io.tradewind.notification.process.SendMailVariables.MAIL_SUBJECT;
import static io.tradewind.notification.process.SendMailVariables.MAIL_TEXT;
import static io.tradewind.notification.process.SendMailVariables.MAIL_TO;

import io.tradewind.notification.OwnersMail;
import io.tradewind.notification.OwnersMails;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** The ready-made step "Send a mail". */
@Component("sendMailDelegate")
class SendMailDelegate implements JavaDelegate {

    private final OwnersMails mails;

    SendMailDelegate(OwnersMails mails) {
        this.mails = mails;
    }

    @Override
    public void execute(DelegateExecution execution) {
        mails.write(new OwnersMail(
                execution.getActivityInstanceId(),
                MAIL_TO.get(execution),
                MAIL_SUBJECT.get(execution),
                MAIL_TEXT.get(execution),
                CUSTOMER_ID.find(execution).orElse(null),
                execution.getProcessBusinessKey()));
    }
}
