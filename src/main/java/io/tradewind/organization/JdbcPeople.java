package io.tradewind.organization;

import io.tradewind.engine.ChangedBy;
import io.tradewind.engine.OncePerTransaction;
import io.tradewind.engine.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcPeople implements People {

    private static final String SELECT =
            """
            SELECT user_id, name, email, role, manager, team, region, language, active
              FROM person
            """;

    private static final String REPORTING_LINE =
            """
            WITH RECURSIVE line AS (
              SELECT p.*, 0 AS height, ARRAY[p.user_id] AS seen FROM person p WHERE p.user_id = :userId
              UNION ALL
              SELECT m.*, line.height + 1, line.seen || m.user_id
                FROM person m JOIN line ON m.user_id = line.manager
               WHERE NOT m.user_id = ANY(line.seen)
            )
            SELECT user_id, name, email, role, manager, team, region, language, active
              FROM line WHERE height > 0 ORDER BY height
            """;

    private static final String UPSERT =
            """
            INSERT INTO person (user_id, name, email, role, manager, team, region, language, active)
            VALUES (:userId, :name, :email, :role, :manager, :team, :region, :language, :active)
            ON CONFLICT (user_id) DO UPDATE
               SET name = excluded.name, email = excluded.email, role = excluded.role, manager = excluded.manager,
                   team = excluded.team, region = excluded.region, language = excluded.language,
                   active = excluded.active
            """;

    private final JdbcClient jdbc;
    private final ChangedBy changedBy;
    private final Logins logins;
    private final OncePerTransaction<String, Optional<Person>> known = new OncePerTransaction<>();

    JdbcPeople(JdbcClient jdbc, ChangedBy changedBy, Logins logins) {
        this.jdbc = jdbc;
        this.changedBy = changedBy;
        this.logins = logins;
    }

    @Override
    public Optional<Person> find(String userId) {
        return known.get(userId, key -> jdbc.sql(SELECT + " WHERE user_id = :userId")
                .param("userId", key)
                .query(JdbcPeople::person)
                .optional());
    }

    @Override
    public Person get(String userId) {
        return find(userId).orElseThrow(() -> new Refused("userId", "Nobody here has the user id '" + userId + "'."));
    }

    @Override
    public List<Person> inRole(String role) {
        return jdbc.sql(SELECT + " WHERE active AND role = :role ORDER BY user_id")
                .param("role", role)
                .query(JdbcPeople::person)
                .list();
    }

    @Override
    public List<Person> team(String team) {
        return jdbc.sql(SELECT + " WHERE active AND team = :team ORDER BY user_id")
                .param("team", team)
                .query(JdbcPeople::person)
                .list();
    }

    @Override
    public List<Person> reportingLine(String userId) {
        return jdbc.sql(REPORTING_LINE)
                .param("userId", userId)
                .query(JdbcPeople::person)
                .list();
    }

    @Override
    public boolean present(String userId, LocalDate day) {
        return jdbc.sql(
                        """
                        SELECT p.active AND NOT EXISTS (
                                 SELECT 1 FROM absence a
                                  WHERE a.user_id = p.user_id AND :day BETWEEN a.from_day AND a.to_day)
                          FROM person p WHERE p.user_id = :userId
                        """)
                .param("userId", userId)
                .param("day", day)
                .query(Boolean.class)
                .optional()
                .orElse(false);
    }

    @Override
    public Set<String> absent(LocalDate day) {
        return jdbc.sql("SELECT user_id FROM absence WHERE :day BETWEEN from_day AND to_day")
                .param("day", day)
                .query(String.class)
                .set();
    }

    @Override
    public List<Person> all() {
        return jdbc.sql(SELECT + " ORDER BY user_id").query(JdbcPeople::person).list();
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock() {
        jdbc.sql("LOCK TABLE person IN SHARE ROW EXCLUSIVE MODE").update();
        known.forget();
    }

    @Override
    public void register(Person person, @Nullable String password) {
        if (!Roles.ALL.contains(person.role())) {
            throw new Refused("role", "'" + person.role() + "' is no role; choose one of " + Roles.ALL + ".");
        }
        Person before = find(person.userId()).orElse(null);
        changedBy.whoIsActing();
        jdbc.sql(UPSERT)
                .param("userId", person.userId())
                .param("name", person.name())
                .param("email", person.email())
                .param("role", person.role())
                .param("manager", person.manager())
                .param("team", person.team())
                .param("region", person.region())
                .param("language", person.language())
                .param("active", person.active())
                .update();
        known.forget();
        logins.save(person, before, password);
    }

    private static Person person(ResultSet row, int number) throws SQLException {
        return new Person(
                row.getString("user_id"),
                row.getString("name"),
                row.getString("email"),
                row.getString("role"),
                row.getString("manager"),
                row.getString("team"),
                row.getString("region"),
                row.getString("language"),
                row.getBoolean("active"));
    }
}
