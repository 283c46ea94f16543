package io.tradewind.operations;

import io.tradewind.engine.audit.AuditTrail;
import io.tradewind.engine.audit.AuditTrail.Verified;
import io.tradewind.notification.Mail;
import io.tradewind.notification.Mails;
import io.tradewind.notification.Recipient;
import io.tradewind.organization.People;
import io.tradewind.organization.Roles;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Verifies the audit trail every night and carries the hash of its last entry out of the database: into the log, and to the
 * auditors by mail. Each node reads for itself; of the mails there is one a day.
 */
@Component
public class AuditEveryNight {

    private static final Logger log = LoggerFactory.getLogger(AuditEveryNight.class);

    private final AuditTrail trail;
    private final Mails mails;
    private final People people;
    private final String baseUrl;
    private final boolean background;

    AuditEveryNight(
            AuditTrail trail,
            Mails mails,
            People people,
            @Value("${tradewind.base-url}") String baseUrl,
            @Value("${tradewind.background:true}") boolean background) {
        this.trail = trail;
        this.mails = mails;
        this.people = people;
        this.baseUrl = baseUrl;
        this.background = background;
    }

    @Scheduled(cron = "0 30 4 * * *", zone = "${tradewind.company.time-zone}")
    void everyNight() {
        if (background) {
            verify("system");
        }
    }

    /** Verifies now, and tells. */
    public Verified verify(String askedBy) {
        Verified verified = trail.verify(askedBy);
        if (verified.findings() == 0) {
            log.info("Audit trail verified: {} entries, last hash {}", verified.entries(), verified.head());
        } else {
            log.error(
                    "Audit trail CHANGED: {} entries, {} findings, last hash {}. The first: {}",
                    verified.entries(),
                    verified.findings(),
                    verified.head(),
                    verified.firstFound().get(0));
        }
        String day = LocalDate.ofInstant(verified.at(), ZoneOffset.UTC).toString();
        people.inRole(Roles.AUDITOR)
                .forEach(auditor -> mails.write(new Mail(
                        "audit-verified:%s:%s:%s".formatted(day, verified.findings() == 0, auditor.userId()),
                        "audit-verified",
                        Recipient.user(auditor.userId()),
                        Map.of(
                                "day", day,
                                "entries", verified.entries(),
                                "head", verified.head(),
                                "findings", verified.findings(),
                                "found", verified.firstFound(),
                                "link", baseUrl + "/audit"),
                        null,
                        null)));
        return verified;
    }
}
