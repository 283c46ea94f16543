package io.tradewind.notification;

import io.tradewind.engine.OwnersEditsKept;
import io.tradewind.organization.People;
import io.tradewind.organization.Roles;
import java.util.List;
import java.util.Map;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Process owners learn that a release brings other versions of what they changed. */
@Component
class KeptEditsMails {

    private final Mails mails;
    private final People people;
    private final String baseUrl;

    KeptEditsMails(Mails mails, People people, @Value("${tradewind.base-url}") String baseUrl) {
        this.mails = mails;
        this.people = people;
        this.baseUrl = baseUrl;
    }

    @EventListener
    void on(OwnersEditsKept kept) {
        people.inRole(Roles.PROCESS_OWNER)
                .forEach(owner -> mails.write(new Mail(
                        "kept-edits:" + kept.deploymentId() + ":" + owner.userId(),
                        "kept-edits",
                        Recipient.user(owner.userId()),
                        Map.of("files", List.copyOf(kept.files()), "link", baseUrl + "/processes"),
                        null,
                        null)));
    }
}
