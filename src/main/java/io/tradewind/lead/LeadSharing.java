package io.tradewind.lead;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.engine.Refused;
import io.tradewind.intake.ImportJob;
import io.tradewind.intake.ImportJobs;
import io.tradewind.lead.UntakenLeads.Untaken;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Untaken leads given out together, however many: who gets which is settled at once, and an import takes them one after
 * the other in the background, with all that imports promise of progress, rejected rows and nodes that stop.
 */
@Service
@Transactional
public class LeadSharing {

    /** Stands for leads that name no region. */
    public static final String NO_REGION = "none";

    private final UntakenLeads untaken;
    private final LeadAssignments assignments;
    private final JdbcLeads leads;
    private final People people;
    private final WorkingTime workingTime;
    private final ImportJobs imports;

    LeadSharing(
            UntakenLeads untaken,
            LeadAssignments assignments,
            JdbcLeads leads,
            People people,
            WorkingTime workingTime,
            ImportJobs imports) {
        this.untaken = untaken;
        this.assignments = assignments;
        this.leads = leads;
        this.people = people;
        this.workingTime = workingTime;
        this.imports = imports;
    }

    /** What this manager is giving out at this moment. */
    @Transactional(readOnly = true)
    public Optional<ImportJob> underWay(String manager) {
        return imports.startedBy(manager).stream()
                .filter(job -> job.kind().equals(AssignmentImporter.KIND)
                        && job.state().equals(ImportJob.RUNNING))
                .findFirst();
    }

    /**
     * Shares them out. Each goes to a rep of its own region if one is among them, else to any of them; of these to who has
     * least to do, and to nobody who let that lead go lately as long as there is somebody else.
     *
     * @param region group id, or {@link #NO_REGION}; empty for all
     * @param most how many at most, those first that have waited longest
     * @param reps user ids; empty for all who are here today
     * @return the import that gives them out
     * @throws Refused if there is nothing to give or nobody to give it to, or if this manager is at it already
     */
    public UUID shareOut(String region, int most, Set<String> reps, String manager) {
        if (underWay(manager).isPresent()) {
            throw new Refused("You are giving out leads already. Once that is done, give out what is left.");
        }
        Predicate<Untaken> asked = lead -> region.isEmpty() || region.equals(regionOf(lead));
        List<Untaken> given =
                untaken.of(manager).stream().filter(asked).limit(most).toList();
        if (given.isEmpty()) {
            throw new Refused("region", "No lead waits there for a rep.");
        }
        StringBuilder file = new StringBuilder(AssignmentImporter.LEAD + "," + AssignmentImporter.REP + "\n");
        // numbers and user ids are letters, digits and hyphens
        shared(given, chosen(reps)).forEach((number, rep) -> file.append(number + "," + rep + "\n"));
        try {
            return imports.accept(
                    AssignmentImporter.KIND,
                    given.size() == 1 ? "1 untaken lead" : given.size() + " untaken leads",
                    new ByteArrayInputStream(file.toString().getBytes(StandardCharsets.UTF_8)),
                    null,
                    manager);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@link #NO_REGION} if it names none. */
    public static String regionOf(Untaken lead) {
        return lead.region() == null ? NO_REGION : lead.region();
    }

    private List<Person> chosen(Set<String> reps) {
        List<Person> all = people.inRole(Roles.SALES_REP);
        Set<String> absent = people.absent(workingTime.today());
        List<Person> chosen = all.stream()
                .filter(rep -> reps.isEmpty() ? !absent.contains(rep.userId()) : reps.contains(rep.userId()))
                .toList();
        if (chosen.isEmpty() || (!reps.isEmpty() && chosen.size() < reps.size())) {
            throw new Refused(
                    "rep",
                    reps.isEmpty() ? "No rep is here today." : "Please choose among the sales reps who work here.");
        }
        return chosen;
    }

    private Map<String, String> shared(List<Untaken> given, List<Person> reps) {
        Map<String, Long> load = assignments.openLeads(reps);
        Map<String, Map<String, LocalDate>> lost =
                leads.lostBy(given.stream().map(Untaken::number).toList());
        Map<String, String> shared = new LinkedHashMap<>();
        for (Untaken lead : given) {
            Map<String, LocalDate> lostBy = lost.getOrDefault(lead.number(), Map.of());
            Person rep = reps.stream()
                    .min(Comparator.comparing((Person one) -> assignments.lostRecently(lostBy, one))
                            .thenComparing(one -> !Objects.equals(one.region(), lead.region()))
                            .thenComparing(one -> load.getOrDefault(one.userId(), 0L))
                            .thenComparing(Person::userId))
                    .orElseThrow();
            load.merge(rep.userId(), 1L, Long::sum);
            shared.put(lead.number(), rep.userId());
        }
        return shared;
    }
}
