package io.tradewind.notification;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The company's mail server, from the environment as {@code TRADEWIND_MAIL_HOST} and so on.
 *
 * @param host without one, mails are kept and not sent
 * @param from address that mails come from; undeliverable ones return there
 * @param starttls whether the connection must be encrypted before anything is said
 * @param tls whether it is encrypted from the first byte (port 465)
 * @param connectTimeout until the line stands
 * @param readTimeout the longest silence of the server at each step of the conversation
 * @param alikeADay how many reminders, escalations or words about leads a person gets in a day one by one; one mail says
 *     that there are more; 0: all of them, and nothing is counted. Steps at the same moment do not see each other's mails
 *     and may write as many more as there are of them: a lock would make all leads of one person wait for each other
 */
@ConfigurationProperties("tradewind.mail")
record MailSettings(
        @DefaultValue("") String host,
        @DefaultValue("587") int port,
        @Nullable String username,
        @Nullable String password,
        @DefaultValue("tradewind@localhost") String from,
        @DefaultValue("true") boolean starttls,
        @DefaultValue("false") boolean tls,
        @DefaultValue("10s") Duration connectTimeout,
        @DefaultValue("30s") Duration readTimeout,
        @DefaultValue("50") int alikeADay) {

    boolean hasServer() {
        return !host.isBlank();
    }

    @Override
    public String toString() {
        return "mail server " + host + ":" + port;
    }
}
