package io.tradewind.engine.web;

import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.deployment.Deployments;
import io.tradewind.engine.deployment.Deployments.Deployed;
import java.util.List;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who changed which models, when and why: for process owners and auditors. */
@RestController
class DeploymentsApi {

    private static final int MOST = 200;

    private final Deployments deployments;
    private final Acting acting;

    DeploymentsApi(Deployments deployments, Acting acting) {
        this.deployments = deployments;
        this.acting = acting;
    }

    /**
     * The newest first.
     *
     * @param before the id of the last one read, to read on
     */
    @GetMapping("/api/deployments")
    List<Deployed> latest(
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(defaultValue = "" + Long.MAX_VALUE) long before) {
        if (!acting.inGroup("process-owner") && !acting.inGroup("auditor")) {
            throw new AccessDeniedException("For process owners and auditors");
        }
        if (limit < 1 || limit > MOST) {
            throw new Refused("limit", "The limit must be between 1 and " + MOST + ".");
        }
        return deployments.latest(limit, before);
    }
}
