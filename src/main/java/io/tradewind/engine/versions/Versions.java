package io.tradewind.engine.versions;

import io.tradewind.engine.deployment.Deployments.Deployed;
import io.tradewind.engine.examination.Change;
import io.tradewind.engine.examination.Comparison.Difference;
import io.tradewind.engine.examination.TableComparison;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The versions of every process and decision. */
public interface Versions {

    enum Kind {
        PROCESS,
        DECISION
    }

    /** Every process and decision by name, each with what is live of it. */
    List<Listed> all();

    /** Files of which an owner's version is live while the application brought another one since. */
    List<Kept> kept();

    /** One process or decision, the newest version first; empty when there is none of this id. */
    Optional<History> history(Kind kind, String id);

    /** The steps of one version of a process, in the order in which they are drawn, with those that wait there. */
    List<Step> steps(History history, Version version);

    /** The ways between the steps of one version, in the order in which they are written. */
    List<Way> ways(History history, Version version);

    /** The tables of one version of a decision's file. */
    List<TableComparison> tables(Version version);

    /** The file as it was deployed. */
    byte[] content(Version version);

    /** One part for each file that either version uses: the diagram, its forms, the tables it asks. */
    List<Part> compare(Kind kind, Version from, Version to);

    /** What going back to this version would change, file by file; empty when it is what is live. */
    Map<String, List<Change>> wayBack(History history, Version version);

    /**
     * Deploys the files of this version's module once more, through the same examination as every deployment. Running
     * instances stay where they are.
     *
     * @throws io.tradewind.engine.Refused with all that is wrong
     */
    void goBack(Kind kind, String id, int version, String reason);

    /** Whether who is acting may see which cases run. */
    boolean mayList(String processId);

    /** Who stands at a step, the longest waiting first. */
    List<Standing> standing(Version version, String step, int limit, int offset);

    /**
     * @param running instances of all versions; of a decision none
     * @param onOlder those that run on an older version than the latest
     */
    record Listed(Kind kind, String id, Version latest, long running, long onOlder) {
        public String name() {
            return latest.name();
        }
    }

    record History(Kind kind, String id, List<Version> versions) {

        public Version latest() {
            return versions.get(0);
        }

        public Optional<Version> version(int number) {
            return versions.stream()
                    .filter(version -> version.number() == number)
                    .findFirst();
        }

        public long running() {
            return versions.stream().mapToLong(Version::running).sum();
        }
    }

    /**
     * @param file its name in the deployment
     * @param record who deployed it and why; null when it came before there was a record
     */
    record Version(
            String definitionId,
            int number,
            String name,
            String deploymentId,
            String file,
            Instant at,
            @Nullable Deployed record,
            long running) {

        /** Whether a person deployed it. */
        public boolean isByPerson() {
            return record != null && !record.by().equals(io.tradewind.engine.deployment.Deployments.APPLICATION);
        }

        /** What changed in its own file. */
        public List<Change> changes() {
            return record == null
                    ? List.of()
                    : record.changes().stream()
                            .filter(change -> change.file().equals(file))
                            .toList();
        }

        /** Other files that changed with it. */
        public List<String> alongWith() {
            return record == null
                    ? List.of()
                    : record.changes().stream()
                            .map(Change::file)
                            .filter(other -> !other.equals(file))
                            .map(other -> other.substring(other.lastIndexOf('/') + 1))
                            .distinct()
                            .toList();
        }
    }

    /**
     * @param kind what it is, in a word
     * @param who role, person or what works
     * @param due when it is due, as it is written; empty if nothing says so
     */
    record Step(String id, String name, String kind, String who, String due, String form, long running) {}

    /**
     * @param id the process or decision whose versions show both
     * @param live the owner's version
     * @param release the application's version
     */
    record Kept(Kind kind, String id, String name, String file, int live, int release) {}

    /** @param name the answer to the question at its beginning; empty where there is none */
    record Way(String id, String name, String from, String to) {}

    /** @param tables set for a file with decision tables, which are compared row by row */
    record Part(String file, String title, List<Difference> differences, List<TableComparison> tables) {}

    record Standing(String businessKey, @Nullable Instant since) {}
}
