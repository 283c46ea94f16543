package io.tradewind.scenario;

import io.tradewind.support.Web;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One person of each kind, logged in with a browser of their own; nobody has one too. */
final class Everybody {

    private static final Map<String, String> PEOPLE = people();

    private final Map<String, Web.Client> browsers = new LinkedHashMap<>();

    Everybody(Web web) {
        PEOPLE.forEach((who, login) -> {
            Web.Client browser = login.isEmpty() ? web.browser() : web.browser(login);
            browser.get("/login");
            browser.get("/camunda/app/tasklist/default/");
            browsers.put(who, browser);
        });
    }

    /** Who walks. What is looked at belongs to {@code its-rep}, a rep in the team of {@code its-manager}. */
    static Set<String> all() {
        return PEOPLE.keySet();
    }

    Web.Client browser(String who) {
        return Objects.requireNonNull(browsers.get(who));
    }

    private static Map<String, String> people() {
        Map<String, String> people = new LinkedHashMap<>();
        people.put("its-rep", "darcel-schlecht");
        people.put("its-manager", "melvin-marxen");
        people.put("rep", "zane-levy");
        people.put("manager", "dustin-brinkmann");
        for (String role : List.of(
                "support",
                "director",
                "gm",
                "finance",
                "legal",
                "logistics",
                "service",
                "marketing",
                "product",
                "hr",
                "auditor",
                "owner",
                "admin")) {
            people.put(role, role);
        }
        people.put("nobody", "");
        return people;
    }
}
