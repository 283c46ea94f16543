package io.tradewind.approval.web;

import io.tradewind.approval.Answer;
import io.tradewind.approval.Approval;
import io.tradewind.approval.ApprovalDesk;
import io.tradewind.approval.Approvals;
import io.tradewind.engine.Refused;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Component;

/** One answer to several alike requests. Each is answered and recorded on its own; one that fails stops no other. */
@Component
class AnswersAtOnce {

    private static final int MOST = 100;

    private final Approvals approvals;
    private final ApprovalDesk desk;

    AnswersAtOnce(Approvals approvals, ApprovalDesk desk) {
        this.approvals = approvals;
        this.desk = desk;
    }

    /**
     * What became of one of them.
     *
     * @param title empty when the caller may not know it
     * @param why empty when it is answered
     */
    record Result(long id, String title, boolean answered, String why) {}

    List<Result> answer(List<@Nullable Long> ids, Answer answer, @Nullable String comment, String user) {
        if (ids.isEmpty()) {
            throw new Refused("ids", "Tick at least one request.");
        }
        if (ids.size() > MOST) {
            throw new Refused("ids", "Tick at most " + MOST + " requests at once.");
        }
        if (ids.stream().anyMatch(Objects::isNull)) {
            throw new Refused("ids", "One of the requests has no number.");
        }
        if (answer == Answer.SEND_BACK) {
            throw new Refused("decision", "Send back one by one: each needs a reason of its own.");
        }
        List<Result> results = new ArrayList<>();
        String kind = null;
        for (long id : new LinkedHashSet<>(ids)) {
            Optional<Approval> found = known(id, user);
            if (found.isEmpty()) {
                results.add(new Result(id, "", false, "There is no approval number " + id + "."));
                continue;
            }
            String title = found.get().request().title();
            kind = kind == null ? found.get().request().kind() : kind;
            if (!found.get().request().kind().equals(kind)) {
                results.add(
                        new Result(id, title, false, "It is of another kind than the first; answer it on its own."));
                continue;
            }
            String why = attempt(id, answer, comment);
            results.add(new Result(id, title, why.isEmpty(), why));
        }
        return results;
    }

    private Optional<Approval> known(long id, String user) {
        return desk.concerns(id, user) ? Optional.of(approvals.get(id)) : Optional.empty();
    }

    private String attempt(long id, Answer answer, @Nullable String comment) {
        try {
            desk.answer(id, answer, comment);
            return "";
        } catch (Refused refused) {
            return String.valueOf(refused.getMessage());
        } catch (ConcurrencyFailureException sameMoment) {
            return "Somebody else changed this in the same moment; look at it again.";
        }
    }
}
