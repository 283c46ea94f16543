package io.tradewind.service;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customers;
import io.tradewind.notification.Mail;
import io.tradewind.notification.Mails;
import io.tradewind.notification.Recipient;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import io.tradewind.service.ServiceClock.Milestone;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who hears that the time of a case runs out: service, from 80 % the customer's owner, at 100 % their superiors. */
@Component
class CaseWarnings {

    /** More are not written to: whoever is not among them sees the case in Tasklist anyway. */
    private static final int MOST_TOLD = 10;

    private static final DateTimeFormatter DUE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm '('VV')'");

    private final JdbcClient jdbc;
    private final Customers customers;
    private final People people;
    private final Mails mails;
    private final WorkingTime workingTime;
    private final ZoneId zone;

    CaseWarnings(
            JdbcClient jdbc,
            Customers customers,
            People people,
            Mails mails,
            WorkingTime workingTime,
            @Value("${tradewind.company.time-zone}") ZoneId zone) {
        this.jdbc = jdbc;
        this.customers = customers;
        this.people = people;
        this.mails = mails;
        this.workingTime = workingTime;
        this.zone = zone;
    }

    private record Told(
            long customerId, @org.jspecify.annotations.Nullable String owner, String kind, String severity) {}

    void tell(String number, Milestone milestone, int percent, Instant dueAt) {
        Told told = jdbc.sql("SELECT customer_id, owner, kind, severity FROM service_case WHERE number = :number")
                .param("number", number)
                .query(Told.class)
                .single();
        String customer = customers.get(told.customerId()).name();
        for (String user : recipients(told, percent)) {
            mails.write(new Mail(
                    "case-warning:%s:%s:%d:%s".formatted(number, milestone.code(), percent, user),
                    "case-warning",
                    Recipient.user(user),
                    Map.of(
                            "number",
                            number,
                            "customer",
                            customer,
                            "kind",
                            told.kind(),
                            "severity",
                            told.severity(),
                            "percent",
                            percent,
                            "what",
                            milestone == Milestone.RESPOND ? "answer" : "resolve",
                            "due",
                            DUE.format(dueAt.atZone(zone))),
                    told.customerId(),
                    number));
        }
    }

    /** The customer's owner and the superior of whoever gave themselves more time hear of it. */
    void tellOfMoreTime(String number, String by, String what, String why, Instant at) {
        Told told = jdbc.sql("SELECT customer_id, owner, kind, severity FROM service_case WHERE number = :number")
                .param("number", number)
                .query(Told.class)
                .single();
        Set<String> users = new LinkedHashSet<>(nearestPresentSuperior(by));
        String owner = told.owner();
        if (owner != null) {
            people.find(owner).filter(Person::active).ifPresent(person -> users.add(person.userId()));
        }
        users.remove(by);
        for (String user : users) {
            mails.write(new Mail(
                    "case-clock-changed:%s:%s:%s".formatted(number, at, user),
                    "case-clock-changed",
                    Recipient.user(user),
                    Map.of(
                            "number",
                            number,
                            "customer",
                            customers.get(told.customerId()).name(),
                            "who",
                            people.find(by).map(Person::name).orElse(by),
                            "what",
                            what,
                            "why",
                            why),
                    told.customerId(),
                    number));
        }
    }

    private Set<String> recipients(Told told, int percent) {
        Set<String> users = new LinkedHashSet<>();
        List<Person> service = people.inRole(Roles.SERVICE);
        service.stream()
                .filter(person -> people.present(person.userId(), workingTime.today()))
                .limit(MOST_TOLD)
                .forEach(person -> users.add(person.userId()));
        String owner = told.owner();
        if (percent >= 80 && owner != null) {
            people.find(owner).filter(Person::active).ifPresent(person -> users.add(person.userId()));
        }
        if (percent >= 100) {
            service.stream()
                    .flatMap(person -> nearestPresentSuperior(person.userId()).stream())
                    .forEach(users::add);
            if (owner != null) {
                users.addAll(nearestPresentSuperior(owner));
            }
        }
        if (users.isEmpty()) {
            people.inRole(Roles.ADMIN).forEach(person -> users.add(person.userId()));
        }
        return users;
    }

    private List<String> nearestPresentSuperior(String userId) {
        return people.reportingLine(userId).stream()
                .filter(person -> person.active() && people.present(person.userId(), workingTime.today()))
                .map(Person::userId)
                .limit(1)
                .toList();
    }
}
