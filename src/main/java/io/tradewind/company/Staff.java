package io.tradewind.company;

import io.tradewind.organization.Person;
import java.util.List;
import java.util.Optional;

/** Who works here, as administrators say it. */
public interface Staff {

    /** Everybody, those who left included: present ones first, by name. */
    List<Person> all();

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
