package io.tradewind.kpi;

import io.tradewind.organization.Errand;
import io.tradewind.organization.Errands;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Nobody speaks for somebody else about their own work, and nobody is reviewed by themselves because their superior is
 * away.
 */
@Component
class ReviewErrands implements Errands {

    static final String PROCESS = "performance-review";

    private final People people;

    ReviewErrands(People people) {
        this.people = people;
    }

    @Override
    public Optional<Errand> of(String processId, Function<String, @Nullable Object> variables, String owner) {
        if (!processId.equals(PROCESS) || !(variables.apply("rep") instanceof String rep)) {
            return Optional.empty();
        }
        Map<String, String> unfit = owner.equals(rep)
                ? people.all().stream()
                        .filter(person -> !person.userId().equals(rep))
                        .collect(Collectors.toMap(
                                Person::userId, person -> "cannot speak for them about their own work"))
                : Map.of(rep, "is the one who is reviewed");
        return Optional.of(new Errand(List.of(PROCESS), false, null, null, unfit));
    }
}
