package io.tradewind.engine;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * From where on something needs an operator; from the environment as {@code TRADEWIND_WATCH_JOBLAG} and so on.
 *
 * @param jobLag how long a step may wait for a free node
 * @param incidents how many failed steps are nothing to speak of
 * @param mails how many mails may wait
 * @param mailAge how long a mail may wait
 * @param mailsFailed how many mails that were not sent in the last day are nothing to speak of
 * @param importSilence how long an import may stand still
 * @param factAge how long a fact may wait to be folded
 * @param diskFree what must be free where the node writes
 * @param nodeSilence after how long a node that has not said goodbye counts as dead
 * @param clockApart how far this node's clock may be from the database's
 */
@ConfigurationProperties("tradewind.watch")
public record WatchLimits(
        @DefaultValue("5m") Duration jobLag,
        @DefaultValue("0") int incidents,
        @DefaultValue("500") int mails,
        @DefaultValue("30m") Duration mailAge,
        @DefaultValue("0") int mailsFailed,
        @DefaultValue("10m") Duration importSilence,
        @DefaultValue("10m") Duration factAge,
        @DefaultValue("1GB") DataSize diskFree,
        @DefaultValue("2m") Duration nodeSilence,
        @DefaultValue("10s") Duration clockApart) {

    /** Whether {@code seconds} are longer than this limit. */
    public static boolean beyond(double seconds, Duration limit) {
        return seconds > limit.toSeconds();
    }

    /** {@code 12 minutes}, for a sentence. */
    public static String inWords(double seconds) {
        long minutes = Math.round(seconds / 60);
        if (minutes < 1) {
            return Math.round(seconds) + " seconds";
        }
        if (minutes < 120) {
            return minutes + (minutes == 1 ? " minute" : " minutes");
        }
        return minutes < 2880 ? minutes / 60 + " hours" : minutes / 1440 + " days";
    }
}
