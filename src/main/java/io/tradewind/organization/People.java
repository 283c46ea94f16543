package io.tradewind.organization;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The people, looked up and added. */
public interface People {

    Optional<Person> find(String userId);

    /** @throws io.tradewind.engine.Refused if nobody has this user id */
    Person get(String userId);

    /** Active people of a role, by user id. */
    List<Person> inRole(String role);

    /** Active people of a team, its manager included, by user id. */
    List<Person> team(String team);

    /** Superiors, nearest first. Ends at the top, or before a person who stands in it twice. */
    List<Person> reportingLine(String userId);

    /** Whether the person is active and not absent on that day. */
    boolean present(String userId, LocalDate day);

    /** User ids of those who are absent on that day. */
    Set<String> absent(LocalDate day);

    /** Everybody, those who left included, by user id. */
    List<Person> all();

    /** Lets nobody else change people until the transaction ends; what is read from here on stays so. */
    void lock();

    /**
     * Adds a person and their login, or changes what is known of them.
     *
     * @param password null keeps the present one; a new person without one cannot log in
     */
    void register(Person person, @org.jspecify.annotations.Nullable String password);
}
