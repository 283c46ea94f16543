package io.tradewind.scenario;

import io.tradewind.support.Web;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Sends hostile values of every kind and looks what comes back and what was written. The build always sends the same;
 * {@code -Dfuzz.seed=…} sends something else, {@code -Dfuzz.rounds=50} sends more.
 */
abstract class Fuzzing {

    protected static final long SEED = Long.getLong("fuzz.seed", 42);
    protected static final int ROUNDS = Integer.getInteger("fuzz.rounds", 3);

    @Autowired
    protected Web web;

    protected final JdbcClient jdbc;
    protected final WrittenRows written;
    protected final OddValues odd = new OddValues(SEED);
    protected final List<String> failures = new ArrayList<>();
    protected final Map<String, Integer> answers = new TreeMap<>();

    protected Fuzzing(JdbcClient jdbc) {
        this.jdbc = jdbc;
        written = new WrittenRows(jdbc);
    }

    /** @return whether it was taken */
    protected boolean judge(HttpResponse<String> answer, String what, String body) {
        answers.merge(String.valueOf(answer.statusCode()), 1, Integer::sum);
        if (answer.statusCode() >= 500) {
            failures.add(answer.statusCode() + " " + what + " <- " + body.substring(0, Math.min(600, body.length()))
                    + " -> "
                    + answer.body().substring(0, Math.min(300, answer.body().length())));
        }
        return answer.statusCode() < 300;
    }
}
