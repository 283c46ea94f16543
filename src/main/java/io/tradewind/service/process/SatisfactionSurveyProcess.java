package io.tradewind.service.process;

import static io.tradewind.service.process.SatisfactionSurveyVariables.CONTACT_EMAIL;
import static io.tradewind.service.process.SatisfactionSurveyVariables.CONTACT_NAME;
import static io.tradewind.service.process.SatisfactionSurveyVariables.CUSTOMER_ID;
import static io.tradewind.service.process.SatisfactionSurveyVariables.PROCESS_ID;
import static io.tradewind.service.process.SatisfactionSurveyVariables.REP;
import static io.tradewind.service.process.SatisfactionSurveyVariables.SURVEY_ABOUT;
import static io.tradewind.service.process.SatisfactionSurveyVariables.SURVEY_ANSWERED;
import static io.tradewind.service.process.SatisfactionSurveyVariables.SURVEY_COMMENT;
import static io.tradewind.service.process.SatisfactionSurveyVariables.SURVEY_SCORE;
import static io.tradewind.service.process.SatisfactionSurveyVariables.SURVEY_SUBJECT;

import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Processes;
import io.tradewind.service.ServiceCase;
import io.tradewind.service.Survey;
import io.tradewind.service.SurveyLink;
import io.tradewind.service.SurveyRequest;
import io.tradewind.service.Surveys;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The process {@code satisfaction-survey} as others see it. */
@Component
@Transactional
public class SatisfactionSurveyProcess {

    private final Processes processes;
    private final Surveys surveys;
    private final Customers customers;

    SatisfactionSurveyProcess(Processes processes, Surveys surveys, Customers customers) {
        this.processes = processes;
        this.surveys = surveys;
        this.customers = customers;
    }

    /** Asks how satisfied the customer is with a case that is closed, if an address and somebody to tell are known. */
    public void askAboutCase(ServiceCase closed) {
        String rep = Optional.ofNullable(closed.owner())
                .or(() -> customers.find(closed.customerId()).map(Customer::owner))
                .orElse(null);
        String email = closed.contactEmail();
        if (rep == null || email == null || email.isBlank()) {
            return;
        }
        processes.start(
                PROCESS_ID,
                closed.number(),
                variables(
                        SurveyRequest.About.CASE,
                        closed.number(),
                        closed.customerId(),
                        rep,
                        closed.contactName(),
                        email));
    }

    /**
     * A customer answers behind a link: stored, published and told to the process in one transaction. If the process no
     * longer waits, a new one starts at the question whether the customer is satisfied.
     *
     * @return what the link led to before; only {@code OPEN} means that the answer was taken
     * @throws io.tradewind.engine.Refused if score or comment are out of bounds
     */
    public SurveyLink answer(String token, @Nullable Integer score, @Nullable String comment) {
        SurveyLink link = surveys.answer(token, score, comment);
        if (link.state() == SurveyLink.State.OPEN) {
            tell(link.known());
        }
        return link;
    }

    private void tell(Survey survey) {
        Map<String, Object> answer = new HashMap<>();
        answer.put(
                SURVEY_SCORE.name(),
                survey.score() == null ? null : survey.score().longValue());
        answer.put(SURVEY_COMMENT.name(), survey.comment());
        if (!processes.correlate(SURVEY_ANSWERED, survey.subject(), answer)) {
            answer.putAll(variables(
                    survey.about(),
                    survey.subject(),
                    survey.customerId(),
                    survey.rep(),
                    survey.contactName(),
                    survey.contactEmail()));
            processes.startBefore(PROCESS_ID, "is-satisfied", survey.subject(), answer);
        }
    }

    private static Map<String, Object> variables(
            SurveyRequest.About about,
            String subject,
            long customerId,
            String rep,
            @Nullable String contactName,
            String contactEmail) {
        Map<String, Object> variables = new HashMap<>(Map.ofEntries(
                SURVEY_ABOUT.of(about.code()),
                SURVEY_SUBJECT.of(subject),
                CUSTOMER_ID.of(customerId),
                REP.of(rep),
                CONTACT_EMAIL.of(contactEmail)));
        variables.put(CONTACT_NAME.name(), contactName);
        return variables;
    }
}
