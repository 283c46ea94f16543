package io.tradewind.customer.web;

import io.tradewind.customer.CustomerCards;
import io.tradewind.customer.CustomerCards.Card;
import io.tradewind.customer.CustomerTasks;
import io.tradewind.customer.TimelineEntry;
import io.tradewind.customer.TimelineKind;
import io.tradewind.engine.Refused;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.notification.WrittenMail;
import io.tradewind.organization.Roles;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** The customers as a list and one by one with everything that happened, without JavaScript. */
@Controller
class CustomerPages {

    private static final int ENTRIES = 50;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("uuuu-MM-dd");
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm");

    private static final Set<String> READERS = Set.of(
            Roles.SALES_REP,
            Roles.SALES_MANAGER,
            Roles.LOGISTICS,
            Roles.SALES_SUPPORT,
            Roles.SERVICE,
            Roles.FINANCE,
            Roles.SALES_DIRECTOR,
            Roles.GENERAL_MANAGER,
            Roles.AUDITOR,
            Roles.ADMIN);

    private final CustomerCards cards;
    private final CustomerTasks tasks;
    private final EntryLinks links;
    private final ZoneId zone;

    CustomerPages(
            CustomerCards cards,
            CustomerTasks tasks,
            EntryLinks links,
            @Value("${tradewind.company.time-zone}") ZoneId zone) {
        this.cards = cards;
        this.tasks = tasks;
        this.links = links;
        this.zone = zone;
    }

    @Bean
    static HomeLink customersLink() {
        return new HomeLink(
                24,
                "Look up a customer",
                "The card and everything that happened with them, in one line of time.",
                "/customers",
                READERS);
    }

    @GetMapping("/customers")
    String list(@RequestParam(defaultValue = "") String search, Model model) {
        var listed = cards.list(search.length() > 200 ? search.substring(0, 200) : search);
        model.addAttribute("search", search);
        model.addAttribute("customers", listed);
        model.addAttribute("owners", cards.ownerNames(listed));
        model.addAttribute("full", listed.size() == 100);
        return "customer/list";
    }

    @GetMapping("/customers/{id}")
    String card(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String task,
            @RequestParam(defaultValue = "") String kind,
            @RequestParam(required = false) @Nullable String before,
            Model model) {
        Card card = card(id, task, kind, before);
        model.addAttribute("card", card);
        model.addAttribute("kind", kind);
        model.addAttribute("task", task);
        model.addAttribute("paged", before != null && !before.isEmpty());
        model.addAttribute(
                "rows", card.entries().stream().map(entry -> row(entry, card)).toList());
        return "customer/detail";
    }

    /** A place or kind that does not exist is a page that does not exist: nobody types these by hand. */
    private Card card(long id, @Nullable String task, String kind, @Nullable String before) {
        try {
            return cards.card(
                            id,
                            task,
                            kind.isEmpty() ? List.of() : List.of(TimelineKind.Chapter.of(kind)),
                            before,
                            ENTRIES)
                    .orElseThrow(() -> notFound(id));
        } catch (Refused refused) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND, refused.getMessage());
        }
    }

    /** From a task to the card of its customer. */
    @GetMapping("/customers/of-task/{taskId}")
    String ofTask(@PathVariable String taskId) {
        return tasks.customerOf(taskId)
                .map(id -> "redirect:/customers/" + id + "?task=" + taskId)
                .orElseThrow(
                        () -> new ResponseStatusException(HttpStatus.NOT_FOUND, "This task is about no customer."));
    }

    @GetMapping("/customers/{id}/mails/{mailId}")
    String mail(@PathVariable long id, @PathVariable long mailId, Model model) {
        WrittenMail mail = cards.mail(id, mailId)
                .orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no such mail."));
        model.addAttribute("mail", mail);
        model.addAttribute("written", MOMENT.format(mail.createdAt().atZone(zone)));
        model.addAttribute("customerId", id);
        return "customer/mail";
    }

    private Row row(TimelineEntry entry, Card card) {
        var at = entry.at().atZone(zone);
        return new Row(
                entry.wholeDay() ? DAY.format(at) : MOMENT.format(at),
                entry.kind().label(),
                entry.kind().chapter().code(),
                entry.title(),
                entry.detail(),
                entry.person() == null ? null : card.names().get(entry.person()),
                links.of(entry, card.mails()));
    }

    private static ResponseStatusException notFound(long id) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no customer " + id + ".");
    }

    /** An entry as the page shows it. */
    record Row(
            String at,
            String kind,
            String chapter,
            String title,
            @Nullable String detail,
            @Nullable String person,
            @Nullable String href) {}
}
