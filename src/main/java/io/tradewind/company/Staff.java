package io.tradewind.company;

import io.tradewind.organization.Holdings.Held;
import io.tradewind.organization.Person;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** Who works here, as administrators say it. */
public interface Staff {

    /** Everybody, those who left included: present ones first, by name. */
    List<Person> all();

    /** Group ids of the teams that somebody is in. */
    SortedSet<String> teams();

    /** Group ids of the regions that somebody is in. */
    SortedSet<String> regions();

    /** What is with a person and stays there when they leave; nothing of it moves by itself. */
    List<Held> held(String userId);

    /** Who has this user id, those who left included. */
    Optional<Person> find(String userId);

    /**
     * Takes a person in, with a login that has no password yet, or changes what is known of them. Whoever leaves loses
     * the login at once; their name stays with what they did.
     *
     * @return false if all of it was known already
     * @throws io.tradewind.engine.Refused naming the field that cannot be taken
     */
    boolean enter(NewPerson said);
}
