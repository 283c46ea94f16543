package io.tradewind.engine.deployment;

import io.tradewind.engine.examination.Change;
import io.tradewind.engine.examination.Finding;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who deployed which models, when and why. */
public interface Deployments {

    /** Whom the record names for what came with the application. */
    String APPLICATION = "tradewind";

    /** The source of a deployment in which owners' changes stay live above a new version of the application. */
    String KEPT = "tradewind-kept";

    /**
     * The newest first.
     *
     * @param before only those with a smaller id; {@link Long#MAX_VALUE} for the newest of all
     */
    List<Deployed> latest(int limit, long before);

    /** The records of these deployments, by their ids; what was deployed before there was a record has none. */
    Map<String, Deployed> of(Collection<String> deploymentIds);

    /** The newest of each module in which an owner's version of a file stayed live though a release brought another. */
    List<Deployed> kept();

    /**
     * One deployment.
     *
     * @param by the user id, or {@link #APPLICATION}
     * @param why the name it was given
     * @param modules those that got new versions, whole
     * @param files those that were sent; the rest of their modules went with them
     * @param findings warnings; with an error there is no deployment
     */
    record Deployed(
            long id,
            String deploymentId,
            Instant at,
            String by,
            String why,
            @Nullable String source,
            List<String> modules,
            List<String> files,
            List<Change> changes,
            List<Finding> findings) {}
}
