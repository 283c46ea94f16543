package io.tradewind.approval;

import io.tradewind.approval.DecisionLink.State;
import io.tradewind.approval.JdbcDecisionLinks.Sent;
import io.tradewind.engine.Acting;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class MailedLinks implements DecisionLinks {

    private final JdbcDecisionLinks links;
    private final JdbcApprovals approvals;
    private final RunningChains chains;
    private final People people;
    private final Acting acting;
    private final Clock clock;

    MailedLinks(
            JdbcDecisionLinks links,
            JdbcApprovals approvals,
            RunningChains chains,
            People people,
            Acting acting,
            Clock clock) {
        this.links = links;
        this.approvals = approvals;
        this.chains = chains;
        this.people = people;
        this.acting = acting;
        this.clock = clock;
    }

    @Override
    @Transactional(readOnly = true)
    public DecisionLink look(String token) {
        return links.find(token).map(this::leadsTo).orElseGet(DecisionLink::unknown);
    }

    @Override
    public DecisionLink decide(String token, Answer answer, @Nullable String comment) {
        // two clicks at once meet here: the second waits, and then finds the link used
        Optional<Sent> found = links.lock(token);
        DecisionLink link = found.map(this::leadsTo).orElseGet(DecisionLink::unknown);
        if (found.isEmpty() || link.state() != State.OPEN) {
            return link;
        }
        Sent sent = found.get();
        acting.asPerson(sent.holder(), () -> {
            chains.answer(sent.taskId(), answer, comment);
            return Boolean.TRUE;
        });
        links.markUsed(token);
        return new DecisionLink(State.OPEN, whatBecame(approvals.get(sent.approvalId()), sent.userId()), link.page());
    }

    private DecisionLink leadsTo(Sent sent) {
        Approval approval = approvals.get(sent.approvalId());
        Optional<Approval> newer = approvals.newerVersion(approval);
        Refusal refusal = refusal(sent, approval, newer);
        return new DecisionLink(
                refusal.state(),
                refusal.why(),
                new DecisionLink.Page(
                        approval,
                        sent.holder(),
                        name(sent.holder())
                                + (sent.holder().equals(sent.userId())
                                        ? ""
                                        : ", who stands in for " + name(sent.userId())),
                        approvals.question(sent.userId(), approval),
                        approvals
                                .earlierVersion(approval)
                                .map(earlier -> Comparison.of(earlier, approval))
                                .orElse(null)));
    }

    private record Refusal(State state, String why) {}

    private Refusal refusal(Sent sent, Approval approval, Optional<Approval> newer) {
        Optional<String> loggedIn = acting.user().filter(user -> !user.equals(sent.holder()));
        if (sent.used()) {
            return new Refusal(State.USED, "This link has already been used: " + whatBecame(approval, sent.userId()));
        }
        if (loggedIn.isPresent()) {
            return new Refusal(
                    State.SOMEBODY_ELSE,
                    "This link was sent to %s, and you are logged in as %s. Nobody decides with somebody else's link."
                            .formatted(name(sent.holder()), name(loggedIn.get())));
        }
        if (approval.state() == ApprovalState.SUPERSEDED || newer.isPresent()) {
            return new Refusal(
                    State.REPLACED,
                    "A newer version took the place of this one. If you are asked about it, you have a newer mail.");
        }
        if (approval.state() == ApprovalState.RECALLED) {
            return new Refusal(
                    State.RECALLED,
                    "%s has taken this request back; there is nothing to decide any more."
                            .formatted(name(approval.request().requester())));
        }
        if (approval.state() != ApprovalState.OPEN
                || DecisionRules.answerOf(approval, sent.userId()).isPresent()) {
            return new Refusal(State.DECIDED, whatBecame(approval, sent.userId()));
        }
        Optional<String> holder = chains.holder(sent.taskId());
        if (!holder.equals(Optional.of(sent.holder()))) {
            return new Refusal(
                    State.HANDED_ON,
                    holder.map(other -> "This question was handed to " + name(other) + ", who answers it now.")
                            .orElse("This question is not open any more."));
        }
        if (sent.revision() != approval.request().revision() || !sent.taskId().equals(sent.askedIn())) {
            return new Refusal(
                    State.HANDED_ON, "This question was put anew. If it is still yours, you have a newer mail.");
        }
        if (people.find(sent.holder()).filter(Person::active).isEmpty()) {
            return new Refusal(State.HANDED_ON, name(sent.holder()) + " has left, and so has the right to decide.");
        }
        return clock.instant().isBefore(sent.expiresAt())
                ? new Refusal(State.OPEN, "")
                : new Refusal(
                        State.EXPIRED,
                        "The link was valid for %d days. The question is still open: please answer it in your task list."
                                .formatted(JdbcDecisionLinks.LINK_LIVES.toDays()));
    }

    private String whatBecame(Approval approval, String userId) {
        String stands = approval.state() == ApprovalState.OPEN
                ? "The request waits for others."
                : "The request is " + approval.state().inWords() + ".";
        return DecisionRules.answerOf(approval, userId)
                .map(given ->
                        "%s has %s. %s".formatted(name(given.decidedBy()), DecisionRules.words(given.answer()), stands))
                .orElse("No answer is needed any more. " + stands);
    }

    private String name(String userId) {
        return people.find(userId).map(Person::name).orElse(userId);
    }
}
