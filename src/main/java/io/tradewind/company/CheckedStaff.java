package io.tradewind.company;

import io.tradewind.engine.Acting;
import io.tradewind.engine.EmailAddresses;
import io.tradewind.engine.Refused;
import io.tradewind.engine.ReservedNames;
import io.tradewind.engine.Texts;
import io.tradewind.organization.Holdings;
import io.tradewind.organization.Holdings.Held;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class CheckedStaff implements Staff {

    private static final int LONGEST_NAME = 100;

    /** As the engine takes ids, and as they stand in addresses; 255 is what its column holds. */
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private static final int LONGEST_ID = 64;
    private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());

    /** Whose deals, prices and leave somebody has to agree to. */
    private static final Set<String> HAVE_A_SUPERIOR = Set.of(Roles.SALES_REP, Roles.SALES_MANAGER);

    /** Who can be the superior of those. */
    private static final Set<String> LEAD = Set.of(Roles.SALES_MANAGER, Roles.SALES_DIRECTOR, Roles.GENERAL_MANAGER);

    private final People people;
    private final Acting acting;
    private final ObjectProvider<Holdings> holdings;

    CheckedStaff(People people, Acting acting, ObjectProvider<Holdings> holdings) {
        this.people = people;
        this.acting = acting;
        this.holdings = holdings;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Person> all() {
        return people.all().stream()
                .sorted(Comparator.comparing((Person person) -> !person.active())
                        .thenComparing(Person::name))
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public Optional<Person> find(String userId) {
        return people.find(userId);
    }

    @Override
    public boolean enter(NewPerson said) {
        people.lock();
        String userId = id("userId", said.userId());
        Person before = people.find(userId).orElse(null);
        Person person = new Person(
                userId,
                name(said.name()),
                email(said.email()),
                role(said.role()),
                superior(said, userId),
                known(group("team", "team-", said.team()), "team", teams(), said.newGroups()),
                known(group("region", "region-", said.region()), "region", regions(), said.newGroups()),
                language(said.language()),
                said.active());
        if (person.active() && person.manager() == null && HAVE_A_SUPERIOR.contains(person.role())) {
            throw new Refused(
                    "manager",
                    "Say whom " + person.name() + " reports to: without a superior nobody could approve what a "
                            + Roles.inWords(person.role()) + " asks for.");
        }
        if (before != null && before.active() && !person.active()) {
            refuseIfSomebodyReportsTo(before);
        }
        refuseIfTheirRoleIsNeeded(before, person);
        if (acting.user().filter(userId::equals).isPresent()
                && !(person.active() && person.role().equals(Roles.ADMIN))) {
            throw new Refused(
                    person.active() ? "role" : "active",
                    "You cannot take administration from yourself. Let another administrator do it, who can then log in"
                            + " for sure.");
        }
        if (person.equals(before)) {
            return false;
        }
        people.register(person, null);
        return true;
    }

    private void refuseIfSomebodyReportsTo(Person leaving) {
        List<String> below = people.all().stream()
                .filter(person -> person.active() && leaving.userId().equals(person.manager()))
                .map(Person::name)
                .limit(5)
                .toList();
        if (!below.isEmpty()) {
            throw new Refused(
                    "active",
                    String.join(", ", below) + " and perhaps others report to " + leaving.name()
                            + ". Give them another superior first.");
        }
    }

    /** A manager is not made something else over the heads of those who need one, nor the last general manager. */
    private void refuseIfTheirRoleIsNeeded(@Nullable Person before, Person person) {
        if (before == null
                || !before.active()
                || person.active() && person.role().equals(before.role())) {
            return;
        }
        if (before.role().equals(Roles.GENERAL_MANAGER)
                && people.inRole(Roles.GENERAL_MANAGER).size() == 1) {
            throw new Refused(
                    person.active() ? "role" : "active",
                    before.name() + " is the only general manager, and what goes up to one would find nobody. Give"
                            + " somebody else the role first.");
        }
        if (LEAD.contains(before.role()) && !LEAD.contains(person.role())) {
            List<String> below = people.all().stream()
                    .filter(other -> other.active()
                            && HAVE_A_SUPERIOR.contains(other.role())
                            && before.userId().equals(other.manager()))
                    .map(Person::name)
                    .toList();
            if (!below.isEmpty()) {
                throw new Refused(
                        "role",
                        below.get(0)
                                + (below.size() == 1 ? " reports" : " and " + (below.size() - 1) + " more report")
                                + " to " + before.name() + ", and a " + Roles.inWords(person.role())
                                + " approves nothing for them. Give them another superior first.");
            }
        }
    }

    @Override
    @Transactional(readOnly = true)
    public List<Held> held(String userId) {
        return holdings.orderedStream()
                .flatMap(holding -> holding.of(userId).stream())
                .toList();
    }

    @Override
    @Transactional(readOnly = true)
    public SortedSet<String> teams() {
        return groups(Person::team);
    }

    @Override
    @Transactional(readOnly = true)
    public SortedSet<String> regions() {
        return groups(Person::region);
    }

    private SortedSet<String> groups(Function<Person, @Nullable String> group) {
        return people.all().stream()
                .filter(Person::active)
                .map(group)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static @Nullable String known(
            @Nullable String id, String field, SortedSet<String> present, boolean mayBeNew) {
        if (id == null || mayBeNew || present.contains(id)) {
            return id;
        }
        throw new Refused(
                field,
                (present.isEmpty()
                                ? "Nobody is in a " + field + " so far"
                                : "There is no " + field + " '" + id + "', but " + String.join(", ", present))
                        + ". If it is new, say so: on the page by the box below, in a file by yes in the column 'new'.");
    }

    private @Nullable String superior(NewPerson said, String userId) {
        String named = blankToNull(said.manager());
        if (named == null) {
            return null;
        }
        Person superior = people.find(named.toLowerCase(Locale.ROOT)).orElseGet(() -> byName(named));
        if (superior.userId().equals(userId)) {
            throw new Refused("manager", "Nobody reports to themselves. Name somebody else, or leave it empty.");
        }
        if (said.active() && !superior.active()) {
            throw new Refused("manager", superior.name() + " has left. Name a superior who is here.");
        }
        if (people.reportingLine(superior.userId()).stream()
                .anyMatch(above -> above.userId().equals(userId))) {
            throw new Refused(
                    "manager",
                    superior.name() + " reports to this person already, directly or not. Change that first, or name"
                            + " somebody else.");
        }
        return superior.userId();
    }

    private Person byName(String name) {
        List<Person> found = people.all().stream()
                .filter(person -> person.name().equalsIgnoreCase(name))
                .toList();
        if (found.isEmpty()) {
            throw new Refused(
                    "manager",
                    "Nobody here is called '" + name + "'. Enter superiors before those who report to them.");
        }
        if (found.size() > 1) {
            throw new Refused("manager", "Several people are called '" + name + "'. Give the user id instead.");
        }
        return found.get(0);
    }

    private static String name(@Nullable String said) {
        String name = blankToNull(said);
        if (name == null) {
            throw new Refused("name", "Say what the person is called.");
        }
        if (name.codePointCount(0, name.length()) > LONGEST_NAME
                || !Texts.clean(name)
                || name.lines().count() > 1) {
            throw new Refused("name", "A name is one line of at most " + LONGEST_NAME + " characters.");
        }
        return name;
    }

    private static String email(@Nullable String said) {
        String email = blankToNull(said);
        if (email == null) {
            throw new Refused("email", "Say to which e-mail address reminders and requests go.");
        }
        if (!Texts.clean(email) || !EmailAddresses.isPlausible(email)) {
            throw new Refused("email", "'" + shown(email) + "' is no e-mail address like name@company.com.");
        }
        return email;
    }

    private static String role(@Nullable String said) {
        String role = said == null ? "" : said.strip().toLowerCase(Locale.ROOT).replace(' ', '-');
        if (!Roles.ALL.contains(role)) {
            throw new Refused(
                    "role", "'" + shown(role) + "' is no role. Take one of " + String.join(", ", Roles.ALL) + ".");
        }
        return role;
    }

    private static String language(@Nullable String said) {
        String language = blankToNull(said);
        if (language == null) {
            return "en";
        }
        Locale locale = Locale.forLanguageTag(language);
        if (!LANGUAGES.contains(locale.getLanguage()) || language.length() > 20) {
            throw new Refused(
                    "language", "'" + shown(language) + "' is no language tag like en, ru, zh-Hans or zh-Hant.");
        }
        return locale.toLanguageTag();
    }

    private static String id(String field, @Nullable String said) {
        String id = said == null ? "" : said.strip().toLowerCase(Locale.ROOT);
        if (id.length() > LONGEST_ID || !ID.matcher(id).matches() || ReservedNames.isReserved(id)) {
            throw new Refused(
                    field,
                    "'" + shown(id) + "' cannot be a user id. Take letters from a to z, digits and single hyphens,"
                            + " like ada-lovelace, at most " + LONGEST_ID + ".");
        }
        return id;
    }

    /** {@code Melvin Marxen} and {@code team-melvin-marxen} are the same team. */
    private static @Nullable String group(String field, String prefix, @Nullable String said) {
        String named = blankToNull(said);
        if (named == null) {
            return null;
        }
        String words = named.toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", "-");
        String id = words.startsWith(prefix) ? words : prefix + words;
        if (id.length() > LONGEST_ID || !ID.matcher(id).matches()) {
            throw new Refused(
                    field,
                    "'" + shown(named) + "' cannot name a " + field + ". Take letters from a to z, digits, blanks and"
                            + " hyphens.");
        }
        return id;
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static String shown(String text) {
        String line = text.replaceAll("\\p{Cntrl}", " ");
        return line.length() <= 60 ? line : line.substring(0, 57) + "...";
    }
}
