package io.tradewind.service;

import io.tradewind.organization.People;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Tells a colleague's e-mail address from a customer's: nobody gives marks to themselves. */
@Component
class OwnAddresses {

    private final People people;
    private final String mailDomain;

    OwnAddresses(People people, @Value("${tradewind.mail.from:tradewind@localhost}") String from) {
        this.people = people;
        this.mailDomain = from.substring(from.lastIndexOf('@') + 1).toLowerCase(Locale.ROOT);
    }

    /** Whether it leads to one of us: {@code ann+more@…} arrives where {@code ann@…} does. */
    boolean contain(String email) {
        String plain = plain(email);
        return plain.endsWith("@" + mailDomain)
                || people.all().stream()
                        .anyMatch(person -> plain(person.email()).equals(plain));
    }

    private static String plain(String email) {
        String lower = email.strip().toLowerCase(Locale.ROOT);
        return lower.replaceFirst("\\+[^@]*@", "@");
    }
}
