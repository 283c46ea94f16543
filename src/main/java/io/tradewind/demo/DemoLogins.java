package io.tradewind.demo;

import io.tradewind.engine.OnDemo;
import io.tradewind.engine.web.LoginHint;
import java.util.List;
import org.springframework.stereotype.Component;

/** The people a newcomer would want to be first; the others log in the same way. */
@Component
@OnDemo
class DemoLogins implements LoginHint.Source {

    @Override
    public List<LoginHint> hints() {
        return List.of(
                hint("darcel-schlecht", "Darcel Schlecht", "sales rep in Melvin Marxen's team: leads, deals, visits"),
                hint(
                        "melvin-marxen",
                        "Melvin Marxen",
                        "sales manager: approves what reps may not grant, reads the board"),
                hint("director", "Dana Reeves", "sales director: sets targets, approves what managers may not grant"),
                hint("gm", "Gene Morgan", "general manager: the last word"),
                hint("support", "Sam Porter", "sales support: enters leads, prepares papers"),
                hint("finance", "Fiona Hale", "finance: credit, payments, countersigns below the floor price"),
                hint("legal", "Lee Garrison", "legal: contracts that deviate from the standard"),
                hint("logistics", "Logan Tate", "logistics: picking, shipping, proof of delivery"),
                hint("service", "Sidney Vance", "service: requests, complaints, return visits"),
                hint("owner", "Owen Perez", "process owner: changes models and decision tables"),
                hint("admin", "Ada Minor", "administrator: users, rights, operations"));
    }

    private static LoginHint hint(String userId, String name, String who) {
        return new LoginHint(userId, name, who, "demo");
    }
}
