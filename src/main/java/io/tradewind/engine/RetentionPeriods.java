package io.tradewind.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long personal data lives; from the environment as {@code TRADEWIND_RETENTION_LEADS} and so on.
 *
 * @param leads people behind a lead that came to nothing, from its last change
 * @param mails addresses and texts of mails, from the day they were written
 * @param rejectedRows rows of imported files that were not taken, from the day of the import
 */
@ConfigurationProperties("tradewind.retention")
public record RetentionPeriods(
        @DefaultValue("730d") Duration leads,
        @DefaultValue("1095d") Duration mails,
        @DefaultValue("90d") Duration rejectedRows) {}
