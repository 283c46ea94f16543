package io.tradewind.fault;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.support.Web;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes of a real company are started in the same second, on an empty database and on the one they made. */
@Tag("fault")
class StartingNodesTests {

    private static final String PASSWORD = "Lighthouse-Bay-4";
    private static final Duration START = Duration.ofMinutes(8);
    private static final List<String> STATE = List.of(
            "SELECT count(*) FROM act_re_deployment",
            "SELECT count(*) FROM act_re_procdef",
            "SELECT max(version_) FROM act_re_procdef",
            "SELECT count(*) FROM act_id_user",
            "SELECT count(*) FROM act_id_group",
            "SELECT count(*) FROM act_ru_authorization",
            "SELECT count(*) FROM act_ru_filter",
            "SELECT count(*) FROM flyway_schema_history",
            "SELECT count(*) FROM act_ru_job");

    @TempDir(cleanup = CleanupMode.NEVER)
    private Path folder = Path.of("");

    @Test
    void bothBecomeReadyAndOneOfThemDidTheWork() {
        CrashingDatabase database = new CrashingDatabase(folder.resolve("postgres"));
        database.start();
        Map<String, String> settings = Map.of(
                "SPRING_DATASOURCE_URL", database.url(),
                "SPRING_DATASOURCE_USERNAME", "postgres",
                "SPRING_DATASOURCE_PASSWORD", "postgres",
                "TRADEWIND_ADMIN_USER", "ada",
                "TRADEWIND_ADMIN_PASSWORD", PASSWORD);
        List<ApplicationNode> nodes = List.of(
                new ApplicationNode(folder.resolve("node-1.log"), settings),
                new ApplicationNode(folder.resolve("node-2.log"), settings));
        try {
            Map<Integer, Integer> first = startBoth(nodes);
            List<Long> state = STATE.stream().map(database::count).toList();
            nodes.forEach(ApplicationNode::kill);
            Map<Integer, Integer> second = startBoth(nodes);

            System.out.println("StartingNodesTests: answers while starting on an empty database " + first
                    + ", on the existing one " + second + "; deployments, processes, … " + state);
            assertThat(STATE.stream().map(database::count).toList())
                    .as("the second start adds nothing")
                    .isEqualTo(state);
            assertThat(database.count("SELECT max(version_) FROM act_re_procdef"))
                    .isOne();
            assertThat(database.rows("SELECT id_ FROM act_id_user")).containsExactly(List.of("ada"));
            assertThat(first.keySet()).isSubsetOf(200, 503);
            assertThat(second.keySet()).isSubsetOf(200, 503);
            for (ApplicationNode node : nodes) {
                assertThat(node.web()
                                .program("ada", PASSWORD)
                                .get("/engine-rest/task/count")
                                .statusCode())
                        .isEqualTo(200);
            }
        } finally {
            nodes.forEach(ApplicationNode::kill);
            database.stop();
        }
    }

    /** @return how often which status was answered to those who could not wait; nobody listening is no answer */
    private static Map<Integer, Integer> startBoth(List<ApplicationNode> nodes) {
        nodes.forEach(ApplicationNode::startEmpty);
        Map<Integer, Integer> answers = new TreeMap<>();
        Patience.until(
                START,
                () -> {
                    boolean all = true;
                    for (ApplicationNode node : nodes) {
                        try {
                            Web.Client ada = node.web().program("ada", PASSWORD);
                            answers.merge(ada.get("/engine-rest/task/count").statusCode(), 1, Integer::sum);
                        } catch (UncheckedIOException nobodyListens) {
                            all = false;
                        }
                        all &= node.ready();
                    }
                    return all;
                },
                () -> "answers so far " + answers);
        return answers;
    }
}
