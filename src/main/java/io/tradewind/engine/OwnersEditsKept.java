package io.tradewind.engine;

import java.util.Set;

/**
 * A new version of the application brought other versions of files that process owners had changed; theirs stayed live.
 *
 * @param deploymentId the deployment in which they stay
 */
public record OwnersEditsKept(String deploymentId, Set<String> files) {}
