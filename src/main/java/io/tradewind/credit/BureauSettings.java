package io.tradewind.credit;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The credit bureau, from the environment as {@code TRADEWIND_BUREAU_URL} and so on.
 *
 * @param url without one, no bureau is asked (but for the demo's own)
 * @param key sent as bearer token when there is one
 * @param readTimeout from the question to the last byte of the answer
 * @param attempts how often one question is asked in all while the bureau is down or slow
 * @param firstWait before the second attempt; it doubles with each, and half of it is left to chance
 * @param failuresToOpen after so many failures in a row it is left alone
 * @param openFor how long
 * @param reportDays how long a report counts before it is asked for anew
 */
@ConfigurationProperties("tradewind.bureau")
record BureauSettings(
        @DefaultValue("") String url,
        @DefaultValue("") String key,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("5s") Duration readTimeout,
        @DefaultValue("3") int attempts,
        @DefaultValue("500ms") Duration firstWait,
        @DefaultValue("5") int failuresToOpen,
        @DefaultValue("1m") Duration openFor,
        @DefaultValue("30") int reportDays) {

    @Override
    public String toString() {
        return "credit bureau " + url;
    }
}
