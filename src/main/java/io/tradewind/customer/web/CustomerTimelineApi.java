package io.tradewind.customer.web;

import io.tradewind.customer.CardSection;
import io.tradewind.customer.Customer;
import io.tradewind.customer.CustomerCards;
import io.tradewind.customer.CustomerCards.Card;
import io.tradewind.customer.CustomerTasks;
import io.tradewind.customer.TimelineKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** {@code GET /api/customers/{id}/timeline}, and the same for the customer of a task. */
@RestController
class CustomerTimelineApi {

    private final CustomerCards cards;
    private final CustomerTasks tasks;
    private final EntryLinks links;

    CustomerTimelineApi(CustomerCards cards, CustomerTasks tasks, EntryLinks links) {
        this.cards = cards;
        this.tasks = tasks;
        this.links = links;
    }

    /** Somebody else's customer looks like one that does not exist. */
    @GetMapping("/api/customers/{id}/timeline")
    Answer timeline(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String before,
            @RequestParam(defaultValue = "") List<String> kind,
            @RequestParam(defaultValue = "50") int limit,
            @RequestParam(required = false) @Nullable String task) {
        return cards.card(id, task, kind.stream().map(TimelineKind.Chapter::of).toList(), before, limit)
                .map(card -> Answer.of(card, links))
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no customer " + id + "."));
    }

    /** What Tasklist shows beside a task; 404 when the task is about no customer. */
    @GetMapping("/api/tasks/{taskId}/customer")
    Answer ofTask(@PathVariable String taskId) {
        return tasks.customerOf(taskId)
                .flatMap(id -> cards.card(id, taskId, List.of(), null, 8))
                .map(card -> Answer.of(card, links))
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "This task is about no customer."));
    }

    /** A card with a page of its time line. */
    record Answer(
            long id,
            String number,
            String name,
            String customerClass,
            @Nullable String owner,
            @Nullable String ownerName,
            @Nullable String email,
            @Nullable String phone,
            @Nullable String sector,
            @Nullable String country,
            @Nullable String region,
            List<CustomerCards.Contact> contacts,
            List<Related> group,
            Map<String, Map<String, String>> sections,
            List<Entry> entries,
            @Nullable String next) {

        static Answer of(Card card, EntryLinks links) {
            Customer customer = card.customer();
            return new Answer(
                    customer.id(),
                    customer.number(),
                    customer.name(),
                    customer.customerClass(),
                    customer.owner(),
                    card.owner(),
                    customer.email(),
                    customer.phone(),
                    customer.sector(),
                    customer.country(),
                    customer.region(),
                    card.contacts(),
                    card.group().stream()
                            .map(other -> new Related(other.id(), other.number(), other.name()))
                            .toList(),
                    card.sections().stream()
                            .collect(Collectors.toMap(
                                    CustomerCards.Section::code,
                                    section -> section.facts().stream()
                                            .collect(Collectors.toMap(
                                                    CardSection.Fact::label,
                                                    CardSection.Fact::value,
                                                    (first, second) -> first,
                                                    LinkedHashMap::new)),
                                    (first, second) -> first,
                                    LinkedHashMap::new)),
                    card.entries().stream()
                            .map(entry -> new Entry(
                                    entry.at(),
                                    entry.wholeDay(),
                                    entry.kind().code(),
                                    entry.key(),
                                    entry.title(),
                                    entry.detail(),
                                    entry.person(),
                                    entry.person() == null ? null : card.names().get(entry.person()),
                                    links.of(entry, card.mails())))
                            .toList(),
                    card.next());
        }
    }

    /** Another company of the group. */
    record Related(long id, String number, String name) {}

    /** See {@link io.tradewind.customer.TimelineEntry}. */
    record Entry(
            Instant at,
            boolean wholeDay,
            String kind,
            String key,
            String title,
            @Nullable String detail,
            @Nullable String person,
            @Nullable String personName,
            @Nullable String href) {}
}
