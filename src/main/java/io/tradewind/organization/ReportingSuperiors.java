package io.tradewind.organization;

import io.tradewind.engine.Superiors;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** The direct superior, asked by the engine whenever a task gets an assignee. */
@Component
class ReportingSuperiors implements Superiors {

    /** Looked up late: people have logins, which the engine keeps, and the engine asks for superiors. */
    private final ObjectProvider<People> people;

    ReportingSuperiors(ObjectProvider<People> people) {
        this.people = people;
    }

    @Override
    public Optional<String> superiorOf(String userId) {
        return people.getObject().find(userId).map(Person::manager);
    }

    @Override
    public boolean hasLeft(String userId) {
        return people.getObject()
                .find(userId)
                .filter(person -> !person.active())
                .isPresent();
    }
}
