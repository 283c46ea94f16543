package io.tradewind.approval;

import io.tradewind.approval.ApprovalChain.Question;
import io.tradewind.notification.Mail;
import io.tradewind.notification.Mails;
import io.tradewind.notification.Recipient;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The mails around a request: to each person asked, and to the requester when it is decided. */
@Component
class ApprovalMails {

    private final Mails mails;
    private final People people;
    private final JdbcDecisionLinks links;
    private final String baseUrl;

    ApprovalMails(Mails mails, People people, JdbcDecisionLinks links, @Value("${tradewind.base-url}") String baseUrl) {
        this.mails = mails;
        this.people = people;
        this.links = links;
        this.baseUrl = baseUrl;
    }

    void asked(Approval approval, String userId, String taskId, Question question) {
        String holder = DecisionRules.seat(approval, userId).holder();
        int before = links.count(approval.id(), holder);
        String token = links.create(approval, userId, holder, taskId);
        mails.write(new Mail(
                "approval-asked:" + approval.id() + ":" + holder + (before == 0 ? "" : ":" + (before + 1)),
                "approval-asked",
                Recipient.user(holder),
                Map.of(
                        "title", question.title(),
                        "requester", question.requester(),
                        "facts", inMail(question.facts()),
                        "because", question.because(),
                        "others", question.others(),
                        "link", baseUrl + "/decide/" + token,
                        "taskLink", baseUrl + "/camunda/app/tasklist/default/#/?task=" + taskId),
                approval.request().customerId(),
                approval.request().subject()));
    }

    /** To everybody who has a question that is not to be answered any more. */
    void recalled(Approval approval, List<String> asked, @Nullable String comment) {
        for (String userId : asked) {
            mails.write(new Mail(
                    "approval-recalled:" + approval.id() + ":" + userId,
                    "approval-recalled",
                    Recipient.user(userId),
                    Map.of(
                            "title", approval.request().title(),
                            "requester", nameOf(approval.request().requester()),
                            "comment", comment == null ? "" : comment),
                    approval.request().customerId(),
                    approval.request().subject()));
        }
    }

    /** To the requester, who waits for somebody else from now on. */
    void happened(Approval approval, long actNumber, String by, String what, @Nullable String comment) {
        mails.write(new Mail(
                "approval-act:" + actNumber,
                "approval-changed",
                Recipient.user(approval.request().requester()),
                Map.of(
                        "title",
                        approval.request().title(),
                        "what",
                        nameOf(by) + " " + what,
                        "comment",
                        comment == null ? "" : comment,
                        "waitsFor",
                        Progress.askedNow(approval).stream()
                                .map(user -> nameOf(
                                        DecisionRules.seat(approval, user).holder()))
                                .collect(Collectors.joining(", ")),
                        "link",
                        baseUrl + "/approvals/" + approval.id()),
                approval.request().customerId(),
                approval.request().subject()));
    }

    void decided(Approval approval) {
        List<Map<String, String>> answers = approval.decisions().stream()
                .map(decision -> Map.of(
                        "name", whoDecided(decision),
                        "answer", DecisionRules.words(decision.answer()),
                        "comment", decision.comment() == null ? "" : decision.comment()))
                .toList();
        mails.write(new Mail(
                "approval-decided:" + approval.id(),
                "approval-decided",
                Recipient.user(approval.request().requester()),
                Map.of(
                        "title", approval.request().title(),
                        "outcome", approval.state().inWords(),
                        "facts", inMail(approval.request().facts()),
                        "answers", answers),
                approval.request().customerId(),
                approval.request().subject()));
    }

    private static List<Map<String, String>> inMail(List<ShownFact> facts) {
        return facts.stream()
                .map(fact -> Map.of("label", fact.label(), "value", fact.value()))
                .toList();
    }

    private String whoDecided(ApprovalDecision decision) {
        String name = nameOf(decision.decidedBy());
        return decision.decidedBy().equals(decision.askedUser())
                ? name
                : name + ", for " + nameOf(decision.askedUser()) + ",";
    }

    String nameOf(String userId) {
        return people.find(userId).map(Person::name).orElse(userId);
    }
}
