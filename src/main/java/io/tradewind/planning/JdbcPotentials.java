package io.tradewind.planning;

import io.tradewind.catalog.Products;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.Texts;
import io.tradewind.organization.People;
import io.tradewind.organization.Roles;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcPotentials implements Potentials {

    private static final int LONGEST_REASON = 500;
    private static final BigDecimal MOST = new BigDecimal("1000000000000");

    private static final String LATEST =
            """
            SELECT DISTINCT ON (scope) scope, potential, reason, entered_by, entered_at
              FROM target_potential
             ORDER BY scope, id DESC
            """;

    private static final String ENTER =
            """
            INSERT INTO target_potential (scope, potential, reason, entered_by, entered_at)
            VALUES (:scope, :potential, :reason, :by, :at)
            """;

    private final JdbcClient jdbc;
    private final People people;
    private final Products products;
    private final Acting acting;
    private final Clock clock;

    JdbcPotentials(JdbcClient jdbc, People people, Products products, Acting acting, Clock clock) {
        this.jdbc = jdbc;
        this.people = people;
        this.products = products;
        this.acting = acting;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Potential> all() {
        return jdbc.sql(LATEST).query(Potential.class).list();
    }

    @Override
    public void enter(String scope, BigDecimal potential, String reason) {
        if (!acting.inGroup(Roles.SALES_DIRECTOR) && !acting.inGroup(Roles.GENERAL_MANAGER)) {
            throw new AccessDeniedException("Potential is entered by the sales director.");
        }
        String wanted = scope.strip();
        boolean known = people.all().stream()
                        .anyMatch(person -> person.active()
                                && (wanted.equals(person.region())
                                        || wanted.equals(person.team())
                                        || wanted.equals(person.userId())
                                                && person.role().equals(Roles.SALES_REP)))
                || products.all().stream().anyMatch(product -> product.code().equals(wanted));
        if (!known) {
            throw new Refused(
                    "scope", "There is no region, team, rep or product '" + cut(wanted) + "'. Choose one of the list.");
        }
        if (potential.signum() < 0 || potential.compareTo(MOST) > 0) {
            throw new Refused("potential", "A potential is zero or more, and less than a million millions.");
        }
        if (potential.stripTrailingZeros().scale() > 2) {
            throw new Refused("potential", "A potential has at most two decimals.");
        }
        if (reason.isBlank() || reason.length() > LONGEST_REASON || !Texts.clean(reason)) {
            throw new Refused(
                    "reason", "Say where the number comes from, in at most " + LONGEST_REASON + " characters.");
        }
        jdbc.sql(ENTER)
                .param("scope", wanted)
                .param("potential", potential)
                .param("reason", reason.strip())
                .param("by", acting.user().orElse("system"))
                .param("at", Timestamp.from(clock.instant()))
                .update();
    }

    private static String cut(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
