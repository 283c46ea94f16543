package io.tradewind.operations.web;

import io.tradewind.engine.Acting;
import io.tradewind.engine.WatchLimits;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.intake.ImportJob;
import io.tradewind.intake.ImportJobs;
import io.tradewind.notification.MailTroubles;
import io.tradewind.operations.Nodes;
import io.tradewind.operations.OperatorActs;
import io.tradewind.operations.Vitals;
import io.tradewind.operations.process.Incidents;
import io.tradewind.organization.Roles;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.context.annotation.Bean;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Controller;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** How everything stands, what failed, and doing it again. Whoever monitors sees it; administrators act. */
@Controller
@RequestMapping("/operations")
class OperationsPages {

    static final String MONITORING = "monitoring";

    private static final int SHOWN_MAILS = 50;
    private static final int SHOWN_IMPORTS = 20;
    private static final int SHOWN_ACTS = 20;
    private static final int SHOWN_INCIDENTS = 100;

    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("approvals", "Approvals"),
            Map.entry("audit", "Audit trail"),
            Map.entry("clock", "Clock"),
            Map.entry("disk", "Disk"),
            Map.entry("facts", "Folding of facts"),
            Map.entry("imports", "Imports"),
            Map.entry("incidents", "Failed steps"),
            Map.entry("jobs", "Steps and timers"),
            Map.entry("mails", "Mails"),
            Map.entry("nodes", "Nodes"),
            Map.entry("tasks", "Tasks of people"));

    /** What a vital's details mean, where their own names do not say it. */
    private static final Map<String, String> WORDS = Map.ofEntries(
            Map.entry("approvals.open", "not decided yet"),
            Map.entry("audit.open", "not bound to the chain yet"),
            Map.entry("audit.lastHash", "hash of the last one"),
            Map.entry("clock.secondsAhead", "ahead of the database's clock"),
            Map.entry("disk.databaseMegabytes", "the database in MB"),
            Map.entry("disk.dataFreeMegabytes", "room left for it in MB"),
            Map.entry("disk.uploadsFreeMegabytes", "room left for uploads in MB"),
            Map.entry("facts.pending", "waiting"),
            Map.entry("facts.oldestSeconds", "the oldest for"),
            Map.entry("incidents.open", "waiting for an administrator"),
            Map.entry("jobs.runsOnThisNode", "this node carries them out"),
            Map.entry("jobs.due", "due and not begun"),
            Map.entry("jobs.lagSeconds", "the oldest for"),
            Map.entry("jobs.inHand", "being carried out"),
            Map.entry("mails.server", "a mail server is set up"),
            Map.entry("mails.inHand", "being sent"),
            Map.entry("mails.oldestWaitingSeconds", "the oldest for"),
            Map.entry("mails.notSentInTheLastDay", "failed or bounced in the last day"),
            Map.entry("mails.keptInTheLastDay", "kept and not sent in the last day"));

    private final Vitals vitals;
    private final Incidents incidents;
    private final MailTroubles mails;
    private final ImportJobs imports;
    private final Nodes nodes;
    private final OperatorActs acts;
    private final Acting acting;
    private final TransactionTemplate transaction;

    OperationsPages(
            Vitals vitals,
            Incidents incidents,
            MailTroubles mails,
            ImportJobs imports,
            Nodes nodes,
            OperatorActs acts,
            Acting acting,
            TransactionTemplate transaction) {
        this.vitals = vitals;
        this.incidents = incidents;
        this.mails = mails;
        this.imports = imports;
        this.nodes = nodes;
        this.acts = acts;
        this.acting = acting;
        this.transaction = transaction;
    }

    @Bean
    static HomeLink operationsLink() {
        return new HomeLink(
                79,
                "See how the application stands",
                "Failed steps, mails and imports with their reasons, nodes and disk, and doing it again.",
                "/operations",
                Set.of(Roles.ADMIN, MONITORING));
    }

    /**
     * One line of the overview.
     *
     * @param said what is so: that all is well, what is wrong, or that mails are kept because there is no server
     */
    record Line(String title, boolean well, String said, String details) {}

    @GetMapping
    String overview(Model model) {
        watchersOnly();
        model.addAttribute(
                "lines",
                vitals.ask().readings().stream().map(OperationsPages::line).toList());
        model.addAttribute("kinds", incidents.kinds());
        model.addAttribute("mails", mails.latest(SHOWN_MAILS));
        model.addAttribute("mailsToSendAgain", mails.anyToSendAgain());
        List<ImportJob> files = imports.unfinished(SHOWN_IMPORTS);
        model.addAttribute("imports", files);
        model.addAttribute("nodes", nodes.all());
        model.addAttribute("acts", acts.latest(SHOWN_ACTS));
        model.addAttribute("mayAct", acting.inGroup(Roles.ADMIN));
        return "operations/overview";
    }

    @GetMapping("/incidents/{process}/{step}")
    String incidents(@PathVariable("process") String process, @PathVariable("step") String step, Model model) {
        watchersOnly();
        model.addAttribute(
                "kind",
                incidents.kinds().stream()
                        .filter(kind ->
                                kind.process().equals(process) && kind.step().equals(step))
                        .findFirst()
                        .orElse(null));
        model.addAttribute("incidents", incidents.of(process, step, SHOWN_INCIDENTS));
        model.addAttribute("mayAct", acting.inGroup(Roles.ADMIN));
        return "operations/incidents";
    }

    @PostMapping("/incidents/{process}/{step}/retry")
    String retryAll(
            @PathVariable("process") String process, @PathVariable("step") String step, RedirectAttributes told) {
        int retried = incidents.retryAll(process, step);
        told.addFlashAttribute(
                "said",
                retried == 0
                        ? "Nothing has failed there any more."
                        : retried + (retried == 1 ? " step is" : " steps are") + " tried again now.");
        return "redirect:/operations";
    }

    @PostMapping("/incident/{id}/retry")
    String retry(@PathVariable("id") String id, RedirectAttributes told) {
        if (!incidents.retry(id)) {
            throw new ResponseStatusException(
                    HttpStatus.NOT_FOUND, "This step does not wait for an operator any more.");
        }
        told.addFlashAttribute(
                "said", "The step is tried again now. If it fails once more, it is back here in a moment.");
        return "redirect:/operations";
    }

    @PostMapping("/mails/again")
    String sendMailsAgain(RedirectAttributes told) {
        int again = transaction.execute(status -> {
            int sent = mails.sendFailedAgain();
            if (sent > 0) {
                acts.record("mails-sent-again", "all that failed", sent);
            }
            return sent;
        });
        told.addFlashAttribute(
                "said",
                again == 0
                        ? "No mail is sent again: none has failed but those that bounced or may have arrived. Open these one by one."
                        : again
                                + (again == 1 ? " mail is" : " mails are")
                                + (mails.sends()
                                        ? " sent again."
                                        : " kept and not sent, because no mail server is set up (TRADEWIND_MAIL_HOST)."));
        return "redirect:/operations";
    }

    private void watchersOnly() {
        if (!acting.inGroup(Roles.ADMIN) && !acting.inGroup(MONITORING)) {
            throw new AccessDeniedException("Administrators and the group monitoring see how the application stands.");
        }
    }

    private static Line line(Vitals.Reading reading) {
        Map<String, Object> details = reading.condition().details();
        String trouble = reading.condition().trouble();
        return new Line(
                TITLES.getOrDefault(reading.name(), reading.name()),
                reading.well(),
                trouble != null
                        ? trouble.replace(" at /operations", " below")
                        : Boolean.FALSE.equals(details.get("server"))
                                ? "no mail server is set up (TRADEWIND_MAIL_HOST): mails are kept and not sent"
                                : "well",
                details.entrySet().stream()
                        .map(detail -> words(reading.name(), detail.getKey()) + ": "
                                + shown(detail.getKey(), detail.getValue()))
                        .collect(Collectors.joining(", ")));
    }

    /** {@code standingStill} as {@code standing still} where nothing better is known. */
    private static String words(String vital, String detail) {
        return WORDS.getOrDefault(
                vital + "." + detail, detail.replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT));
    }

    private static String shown(String detail, Object value) {
        if (value instanceof Boolean yes) {
            return yes ? "yes" : "no";
        }
        if (value instanceof Number number) {
            return detail.toLowerCase(Locale.ROOT).contains("seconds")
                    ? WatchLimits.inWords(number.doubleValue())
                    : String.format(Locale.ROOT, "%,d", number.longValue());
        }
        return value.toString();
    }
}
