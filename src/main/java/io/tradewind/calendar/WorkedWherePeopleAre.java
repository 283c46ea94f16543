package io.tradewind.calendar;

import io.tradewind.engine.WorkedTime;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

@Component
class WorkedWherePeopleAre implements WorkedTime {

    private final WorkingTime company;
    private final People people;

    WorkedWherePeopleAre(WorkingTime company, People people) {
        this.company = company;
        this.people = people;
    }

    @Override
    public Duration between(Instant from, Instant to, @Nullable String person) {
        String region = Optional.ofNullable(person)
                .flatMap(people::find)
                .map(Person::region)
                .orElse(null);
        return company.in(region).between(from, to);
    }
}
