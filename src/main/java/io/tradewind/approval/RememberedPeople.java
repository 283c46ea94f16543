package io.tradewind.approval;

import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The people as they are at this moment, each asked for once; for one thread. */
final class RememberedPeople implements People {

    private final People people;
    private final Map<String, Optional<Person>> found = new HashMap<>();
    private final Map<String, List<Person>> roles = new HashMap<>();
    private final Map<String, List<Person>> lines = new HashMap<>();

    RememberedPeople(People people) {
        this.people = people;
    }

    @Override
    public Optional<Person> find(String userId) {
        return found.computeIfAbsent(userId, people::find);
    }

    @Override
    public Person get(String userId) {
        return find(userId).orElseGet(() -> people.get(userId));
    }

    @Override
    public List<Person> inRole(String role) {
        return roles.computeIfAbsent(role, people::inRole);
    }

    @Override
    public List<Person> team(String team) {
        return people.team(team);
    }

    @Override
    public List<Person> reportingLine(String userId) {
        return lines.computeIfAbsent(userId, people::reportingLine);
    }

    @Override
    public boolean present(String userId, LocalDate day) {
        return people.present(userId, day);
    }

    @Override
    public Set<String> absent(LocalDate day) {
        return people.absent(day);
    }

    @Override
    public List<Person> all() {
        return people.all();
    }

    @Override
    public void lock() {
        people.lock();
    }

    @Override
    public void register(Person person, @Nullable String password) {
        throw new UnsupportedOperationException("People are not changed while something is tried out");
    }
}
