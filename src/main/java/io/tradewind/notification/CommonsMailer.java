package io.tradewind.notification;

import com.sun.mail.smtp.SMTPAddressFailedException;
import com.sun.mail.smtp.SMTPSendFailedException;
import com.sun.mail.smtp.SMTPSenderFailedException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import javax.mail.MessagingException;
import javax.mail.Session;
import javax.mail.Transport;
import javax.mail.internet.MimeMessage;
import org.apache.commons.mail.Email;
import org.apache.commons.mail.EmailException;
import org.apache.commons.mail.HtmlEmail;
import org.apache.commons.mail.SimpleEmail;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Apache Commons Email builds the messages; its session's transport carries many of them over one connection. */
@Component
class CommonsMailer implements Mailer {

    private static final Logger log = LoggerFactory.getLogger(CommonsMailer.class);

    private final MailSettings settings;

    CommonsMailer(MailSettings settings) {
        this.settings = settings;
    }

    @Override
    public Connection connect() throws NoMailServer {
        try {
            Session session = withServer(new SimpleEmail()).getMailSession();
            String millis = String.valueOf(settings.readTimeout().toMillis());
            session.getProperties().setProperty("mail.smtp.writetimeout", millis);
            session.getProperties().setProperty("mail.smtps.writetimeout", millis);
            Transport transport = session.getTransport();
            if (settings.username() == null || settings.username().isBlank()) {
                transport.connect();
            } else {
                transport.connect(settings.host(), settings.port(), settings.username(), settings.password());
            }
            return new OpenConnection(session, transport);
        } catch (MessagingException | EmailException e) {
            throw new NoMailServer("The mail server cannot be used: " + e.getMessage(), e);
        }
    }

    private <E extends Email> E withServer(E email) {
        email.setHostName(settings.host());
        email.setSmtpPort(settings.port());
        email.setSslSmtpPort(String.valueOf(settings.port()));
        email.setSSLOnConnect(settings.tls());
        email.setStartTLSEnabled(settings.starttls() && !settings.tls());
        email.setStartTLSRequired(settings.starttls() && !settings.tls());
        email.setSSLCheckServerIdentity(settings.starttls() || settings.tls());
        email.setSocketConnectionTimeout(
                Math.toIntExact(settings.connectTimeout().toMillis()));
        email.setSocketTimeout(Math.toIntExact(settings.readTimeout().toMillis()));
        if (settings.username() != null && !settings.username().isBlank()) {
            email.setAuthentication(settings.username(), settings.password());
        }
        return email;
    }

    private final class OpenConnection implements Connection {

        private final Session session;
        private final Transport transport;

        OpenConnection(Session session, Transport transport) {
            this.session = session;
            this.transport = transport;
        }

        @Override
        public Answer send(WrittenMail mail) {
            Tracked message;
            try {
                message = message(mail);
            } catch (EmailException e) {
                return new Answer(Answer.Kind.BOUNCED, String.valueOf(e.getMessage()), true);
            } catch (RuntimeException e) {
                log.warn("Mail {} cannot be made; the others go on", mail.id(), e);
                return new Answer(Answer.Kind.BOUNCED, "This mail cannot be made: " + e.getMessage(), true);
            }
            try {
                transport.sendMessage(message, message.getAllRecipients());
                return new Answer(Answer.Kind.SENT, "", true);
            } catch (MessagingException e) {
                return answer(e, message.handedOver);
            } catch (RuntimeException e) {
                log.warn("Mail {} met something unexpected; the others go on", mail.id(), e);
                return new Answer(
                        message.handedOver ? Answer.Kind.UNCLEAR : Answer.Kind.LATER,
                        String.valueOf(e.getMessage()),
                        false);
            }
        }

        private Tracked message(WrittenMail mail) throws EmailException {
            Email email = mail.html() == null ? new PlainMail(mail.cause()) : new RichMail(mail.cause());
            email.setMailSession(session);
            email.setCharset(StandardCharsets.UTF_8.name());
            email.setFrom(settings.from());
            email.addTo(mail.recipient(), OneLine.of(mail.recipientName()));
            email.setSubject(OneLine.of(mail.subject()));
            email.addHeader("Auto-Submitted", "auto-generated");
            email.addHeader("Content-Language", OneLine.of(mail.language()));
            UnsubscribeLink.in(mail.text()).ifPresent(link -> {
                email.addHeader("List-Unsubscribe", "<" + link + ">");
                email.addHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
            });
            if (mail.html() == null) {
                email.setMsg(mail.text().isBlank() ? " " : mail.text());
            } else {
                ((HtmlEmail) email).setTextMsg(mail.text().isBlank() ? " " : mail.text());
                ((HtmlEmail) email).setHtmlMsg(mail.html());
            }
            email.buildMimeMessage();
            return (Tracked) email.getMimeMessage();
        }

        private Answer answer(MessagingException failure, boolean handedOver) {
            boolean usable = transport.isConnected();
            boolean answered = false;
            for (Exception e = failure;
                    e != null;
                    e = e instanceof MessagingException m ? m.getNextException() : null) {
                int code = answer(e);
                if (e instanceof SMTPAddressFailedException && code / 100 == 5) {
                    return new Answer(Answer.Kind.BOUNCED, String.valueOf(e.getMessage()), usable);
                }
                answered |= code > 0;
            }
            boolean unclear = handedOver && !answered;
            return new Answer(
                    unclear ? Answer.Kind.UNCLEAR : Answer.Kind.LATER, String.valueOf(failure.getMessage()), usable);
        }

        /** The server's three digits; not positive when it has hung up instead. */
        private static int answer(Exception e) {
            if (e instanceof SMTPAddressFailedException address) {
                return address.getReturnCode();
            }
            if (e instanceof SMTPSenderFailedException sender) {
                return sender.getReturnCode();
            }
            return e instanceof SMTPSendFailedException send ? send.getReturnCode() : -1;
        }

        @Override
        public void close() {
            try {
                transport.close();
            } catch (MessagingException e) {
                // the server has hung up first
            }
        }
    }

    private static final class RichMail extends HtmlEmail {
        private final String cause;

        RichMail(String cause) {
            this.cause = cause;
        }

        @Override
        protected MimeMessage createMimeMessage(Session session) {
            return new Tracked(session, cause);
        }
    }

    private static final class PlainMail extends SimpleEmail {
        private final String cause;

        PlainMail(String cause) {
            this.cause = cause;
        }

        @Override
        protected MimeMessage createMimeMessage(Session session) {
            return new Tracked(session, cause);
        }
    }

    /** Knows whether its last byte was written, and has the same Message-ID for the same cause for ever. */
    private static final class Tracked extends MimeMessage {
        private final String cause;
        private boolean handedOver;

        Tracked(Session session, String cause) {
            super(session);
            this.cause = cause;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader(
                    "Message-ID", "<" + UUID.nameUUIDFromBytes(cause.getBytes(StandardCharsets.UTF_8)) + "@tradewind>");
        }

        @Override
        public void writeTo(OutputStream out, String[] ignoreList) throws IOException, MessagingException {
            super.writeTo(out, ignoreList);
            handedOver = true;
        }
    }
}
