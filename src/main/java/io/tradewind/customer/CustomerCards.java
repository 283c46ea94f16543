package io.tradewind.customer;

import io.tradewind.notification.MailHistory;
import io.tradewind.notification.WrittenMail;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The customers' cards as the person who is acting may see them. Nothing is changed, but what a decision table says of a
 * customer is kept in the engine's history.
 */
@Service
@Transactional
public class CustomerCards {

    /** How many customers a list shows; whoever looks for more says a part of the name. */
    static final int MOST_LISTED = 100;

    private static final String CONTACTS =
            "SELECT name, email, phone FROM contact WHERE customer_id = :id ORDER BY id LIMIT 50";

    /** Part of a name or the beginning of a number; the trigram index finds the first. */
    private static final String LIST =
            """
            SELECT id FROM customer
             WHERE (:everybody OR owner = ANY(:owners))
               AND (:name = '' OR name_normalised LIKE '%' || :name || '%' OR lower(number) LIKE :number || '%')
             ORDER BY name, id LIMIT :most
            """;

    /** A person of the customer. */
    public record Contact(String name, @Nullable String email, @Nullable String phone) {}

    /** A part of the card that another module adds. */
    public record Section(String code, String title, List<CardSection.Fact> facts) {}

    /**
     * A customer's card.
     *
     * @param owner the rep's name
     * @param group the other companies of its group
     * @param chapters what this person may look for in the time line
     * @param names of the people in the entries, by user id
     * @param next where the time line goes on; null at its end
     */
    public record Card(
            Customer customer,
            @Nullable String owner,
            List<Contact> contacts,
            List<Customer> group,
            List<Section> sections,
            List<TimelineKind.Chapter> chapters,
            List<TimelineEntry> entries,
            Map<String, String> names,
            boolean mails,
            @Nullable String next) {}

    private final JdbcClient jdbc;
    private final Customers customers;
    private final CustomerAccess access;
    private final Timeline timeline;
    private final People people;
    private final MailHistory mails;
    private final ObjectProvider<CardSection> sections;
    private final ZoneId zone;

    CustomerCards(
            JdbcClient jdbc,
            Customers customers,
            CustomerAccess access,
            Timeline timeline,
            People people,
            MailHistory mails,
            ObjectProvider<CardSection> sections,
            @Value("${tradewind.company.time-zone}") ZoneId zone) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.access = access;
        this.timeline = timeline;
        this.people = people;
        this.mails = mails;
        this.sections = sections;
        this.zone = zone;
    }

    /**
     * The card and a page of the time line; empty when the person may not see the customer, or there is none.
     *
     * @param taskId a task that led here
     * @param wanted only these chapters; empty for all
     * @param before where the page before ended
     * @throws io.tradewind.engine.Refused if the place or the length of the page is wrong
     */
    public Optional<Card> card(
            long id,
            @Nullable String taskId,
            Collection<TimelineKind.Chapter> wanted,
            @Nullable String before,
            int count) {
        return customers.find(id).flatMap(customer -> access.sight(customer, taskId)
                .map(sight -> card(customer, sight, wanted, before, count)));
    }

    private Card card(
            Customer customer,
            CustomerSight sight,
            Collection<TimelineKind.Chapter> wanted,
            @Nullable String before,
            int count) {
        List<TimelineKind> kinds = sight.kinds().stream()
                .filter(kind -> wanted.isEmpty() || wanted.contains(kind.chapter()))
                .toList();
        Timeline.Page page = TimelineOrder.wholeDays(timeline.page(customer.id(), kinds, before, count), zone);
        return new Card(
                customer,
                customer.owner() == null ? null : name(customer.owner()),
                jdbc.sql(CONTACTS)
                        .param("id", customer.id())
                        .query(Contact.class)
                        .list(),
                customers.group(customer.id()).stream()
                        .filter(other -> other != customer.id())
                        .map(customers::get)
                        .toList(),
                sections.orderedStream()
                        .filter(section -> sight.credit() || !section.aboutCredit())
                        .map(section -> new Section(section.code(), section.title(), section.facts(customer)))
                        .filter(section -> !section.facts().isEmpty())
                        .toList(),
                Arrays.stream(TimelineKind.Chapter.values())
                        .filter(chapter -> sight.kinds().stream().anyMatch(kind -> kind.chapter() == chapter))
                        .toList(),
                TimelineOrder.told(page.entries(), zone),
                page.entries().stream()
                        .map(TimelineEntry::person)
                        .filter(Objects::nonNull)
                        .distinct()
                        .collect(Collectors.toMap(person -> person, this::name)),
                sight.mails(),
                page.next());
    }

    private String name(String userId) {
        return people.find(userId).map(Person::name).orElse(userId);
    }

    /** One of the customer's mails, its secrets left out; empty for whoever may not read them. */
    public Optional<WrittenMail> mail(long id, long mailId) {
        return customers
                .find(id)
                .flatMap(customer -> access.sight(customer, null))
                .filter(CustomerSight::mails)
                .flatMap(sight -> mails.toCustomer(id, mailId));
    }

    /** Those of the customers one looks after, or leads people who do, whose name or number is like that; at most 100. */
    public List<Customer> list(String search) {
        List<String> owners = access.ownersInSight();
        String typed = search.strip().toLowerCase(java.util.Locale.ROOT);
        List<Long> ids = jdbc.sql(LIST)
                .param("everybody", owners == null)
                .param("owners", owners == null ? new String[0] : owners.toArray(String[]::new))
                .param("name", escaped(typed.isEmpty() ? "" : nameLike(typed)))
                .param("number", escaped(typed.isEmpty() ? "~" : typed))
                .param("most", MOST_LISTED)
                .query(Long.class)
                .list();
        Map<Long, Customer> byId = new HashMap<>();
        ids.forEach(id -> byId.put(id, customers.get(id)));
        return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
    }

    /** The names of people by user id, for a list. */
    public Map<String, String> ownerNames(List<Customer> listed) {
        return listed.stream()
                .map(Customer::owner)
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.toMap(owner -> owner, this::name));
    }

    /** Of what has neither letter nor digit nothing would be left, and everything be found. */
    private static String nameLike(String typed) {
        String normalised = CompanyNames.normalised(typed);
        return normalised.isEmpty() ? typed : normalised;
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }
}
