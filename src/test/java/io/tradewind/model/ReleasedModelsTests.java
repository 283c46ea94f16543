package io.tradewind.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No change strands an instance that runs on a released version: wherever it can stand there is a step today, and what
 * its models name is still there. The released models stand in {@code src/test/resources/released/<version>}.
 */
class ReleasedModelsTests {

    private static final Path RELEASED = Path.of("src/test/resources/released").toAbsolutePath();
    private static final Path RENAMED = Path.of("src/main/resources/renamed-steps.properties");
    private static final String LEAD = "bpmn/lead/lead-qualification.bpmn";

    static List<Path> releases() throws IOException {
        try (Stream<Path> versions = Files.list(RELEASED)) {
            return versions.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("releases")
    void noInstanceOfAReleaseIsStranded(Path release) throws IOException {
        Models released = Models.of(release);

        assertThat(released.processes()).isNotEmpty();
        assertThat(new Stranded(released, Models.ofProject(), renamed()).findings())
                .isEmpty();
    }

    @Test
    void everyDeclaredRenamingIsOfAReleasedStepAndLeadsSomewhere() throws IOException {
        Set<String> old = new HashSet<>();
        for (Path release : releases()) {
            old.addAll(steps(Models.of(release)));
        }
        Set<String> now = steps(Models.ofProject());

        renamed().forEach((step, to) -> {
            assertThat(old).contains(step);
            assertThat(now).contains(step.substring(0, step.indexOf('.') + 1) + to);
        });
    }

    @Test
    void aStepThatIsGoneStrandsWhoStandsThereUntilItIsSaidWhatItIsNow(@TempDir Path today) throws IOException {
        change(today, LEAD, "\"contact-lead\"", "\"call-lead\"");

        assertThat(places(today, Map.of()))
                .containsExactly(
                        "lead-qualification: contact-lead 'Contact lead' is no step any more; keep it, or say what it is now in renamed-steps.properties",
                        "lead-qualification: no-follow-up 'No follow-up for 5 working days' was in or at contact-lead and is not any more; keep it there");
        assertThat(places(today, Map.of("lead-qualification.contact-lead", "call-lead")))
                .isEmpty();
        assertThat(places(today, Map.of("lead-qualification.contact-lead", "call-them")))
                .contains("lead-qualification: contact-lead 'Contact lead' goes to call-them, which is no step");
        assertThat(places(today, Map.of("lead-qualification.contact-lead", "grade-lead")))
                .contains(
                        "lead-qualification: contact-lead 'Contact lead' was userTask and is businessRuleTask; give the new one an id of its own, and keep or rename the old one");
    }

    @Test
    void aStepOfAnotherKindStrands(@TempDir Path today) throws IOException {
        change(
                today,
                LEAD,
                "<bpmn:userTask id=\"qualify-lead\"",
                "<bpmn:serviceTask id=\"qualify-lead\"",
                "</bpmn:userTask>\n    <bpmn:exclusiveGateway id=\"is-it-a-chance\"",
                "</bpmn:serviceTask>\n    <bpmn:exclusiveGateway id=\"is-it-a-chance\"");

        assertThat(places(today, Map.of()))
                .containsExactly(
                        "lead-qualification: qualify-lead 'Qualify lead' was userTask and is serviceTask; give the new one an id of its own, and keep or rename the old one");
    }

    @Test
    void aTimerThatBecameAMessageStrands(@TempDir Path today) throws IOException {
        change(
                today,
                "bpmn/deal/opportunity.bpmn",
                "<bpmn:messageEventDefinition id=\"standing-deal-found-message\" messageRef=\"message-deal-stands-still\" />",
                "<bpmn:timerEventDefinition id=\"standing-deal-found-timer\" />");

        assertThat(places(today, Map.of()))
                .containsExactly(
                        "opportunity: standing-deal-found 'Standing deal found' was non-interrupting message startEvent and is non-interrupting timer startEvent; give the new one an id of its own, and keep or rename the old one");
    }

    @Test
    void whereAJobWaitedOneCanWait(@TempDir Path today) throws IOException {
        change(today, LEAD, " camunda:asyncAfter=\"true\"", "");

        assertThat(places(today, Map.of()))
                .containsExactly(
                        "lead-qualification: contact-lead 'Contact lead' was asyncAfter, and jobs wait there; keep it so");
    }

    @Test
    void aSubProcessThatIsGoneStrandsWhatIsInIt(@TempDir Path today) throws IOException {
        change(today, "bpmn/deal/opportunity.bpmn", "\"deal-stands-still\"", "\"deal-sleeps\"");

        assertThat(places(today, Map.of()))
                .contains(
                        "opportunity: deal-stands-still 'Deal stands still' is no step any more; keep it, or say what it is now in renamed-steps.properties",
                        "opportunity: review-standing-deal 'Review standing deal' was in or at deal-stands-still and is not any more; keep it there");
        assertThat(places(today, Map.of("opportunity.deal-stands-still", "deal-sleeps")))
                .isEmpty();
    }

    @Test
    void aProcessThatIsGoneStrandsThoseThatCallIt(@TempDir Path today) throws IOException {
        copy(today);
        Files.delete(today.resolve("bpmn/credit/credit-check.bpmn"));

        assertThat(places(today, Map.of()))
                .containsExactly(
                        "credit-check: is no process any more; keep it, so that those that run can be moved and called");
        assertThat(new Stranded(newest(), Models.of(today), Map.of()).needs())
                .anyMatch(line -> line.startsWith("bpmn/contract/contract.bpmn: check-credit 'Check credit' calls the"
                        + " process credit-check, which does not exist"));
    }

    /** The old model is the wrong one here: the Java of today is the project's. */
    @Test
    void whatOldModelsNameIsStillThere(@TempDir Path released) throws IOException {
        change(
                released,
                LEAD,
                "${tellOwnerDelegate}",
                "${writeToOwnerDelegate}",
                "candidateGroups=\"sales-support\"",
                "candidateGroups=\"typing-pool\"",
                "${workingTime.days(5)}",
                "${workingTime.of(formerRep).days(5)}");
        change(released, "bpmn/deal/opportunity.bpmn", "name=\"deal.stands-still\"", "name=\"deal.sleeps\"");

        assertThat(new Stranded(Models.of(released), Models.ofProject(), Map.of()).needs())
                .anyMatch(line -> line.contains("tell-owner") && line.contains("which does not exist"))
                .anyMatch(
                        line -> line.contains("resolve-duplicate") && line.contains("'typing-pool', which is no role"))
                .anyMatch(line -> line.contains("standing-deal-found") && line.contains("deal.sleeps"))
                .anyMatch(line -> line.contains("no-follow-up") && line.contains("formerRep"))
                .noneMatch(line -> Stream.of("tell-owner", "resolve-duplicate", "standing-deal-found", "no-follow-up")
                        .noneMatch(line::contains));
    }

    private List<String> places(Path today, Map<String, String> renamed) throws IOException {
        return new Stranded(newest(), Models.of(today), renamed).places();
    }

    private static Models newest() throws IOException {
        List<Path> all = releases();
        return Models.of(all.get(all.size() - 1));
    }

    private static Map<String, String> renamed() throws IOException {
        Properties file = new Properties();
        try (Reader reader = Files.newBufferedReader(RENAMED)) {
            file.load(reader);
        }
        Map<String, String> renamed = new TreeMap<>();
        file.forEach((old, now) -> renamed.put(old.toString(), now.toString().strip()));
        return renamed;
    }

    private static Set<String> steps(Models models) {
        return models.processes().stream()
                .flatMap(model -> model.root().children("process").stream())
                .flatMap(process -> process.descendants().stream()
                        .filter(one -> !one.id().isEmpty())
                        .map(one -> process.id() + "." + one.id()))
                .collect(Collectors.toSet());
    }

    private static void change(Path root, String file, String... replaced) throws IOException {
        if (!Files.exists(root.resolve(file))) {
            copy(root);
        }
        String text = Files.readString(root.resolve(file));
        for (int i = 0; i < replaced.length; i += 2) {
            text = text.replace(replaced[i], replaced[i + 1]);
        }
        Files.writeString(root.resolve(file), text);
    }

    /** A copy of the newest release. */
    private static void copy(Path root) throws IOException {
        List<Path> all = releases();
        Path release = all.get(all.size() - 1);
        for (Path file : Models.files(release)) {
            Path to = root.resolve(release.relativize(file).toString());
            Files.createDirectories(to.getParent());
            Files.copy(file, to);
        }
    }
}
