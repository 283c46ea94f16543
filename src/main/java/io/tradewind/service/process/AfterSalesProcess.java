package io.tradewind.service.process;

import static io.tradewind.service.process.AfterSalesVariables.CONTACT_EMAIL;
import static io.tradewind.service.process.AfterSalesVariables.CONTACT_NAME;
import static io.tradewind.service.process.AfterSalesVariables.CUSTOMER_ID;
import static io.tradewind.service.process.AfterSalesVariables.CUSTOMER_NAME;
import static io.tradewind.service.process.AfterSalesVariables.ORDER_NUMBER;
import static io.tradewind.service.process.AfterSalesVariables.PROCESS_ID;
import static io.tradewind.service.process.AfterSalesVariables.REP;
import static io.tradewind.service.process.AfterSalesVariables.SURVEY_ANSWERED;
import static io.tradewind.service.process.AfterSalesVariables.SURVEY_COMMENT;
import static io.tradewind.service.process.AfterSalesVariables.SURVEY_SCORE;

import io.tradewind.customer.Customers;
import io.tradewind.engine.Processes;
import io.tradewind.service.Survey;
import io.tradewind.service.SurveyLink;
import io.tradewind.service.Surveys;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The after-sales process as others see it. */
@Component
public class AfterSalesProcess {

    private final Processes processes;
    private final Surveys surveys;
    private final Customers customers;

    AfterSalesProcess(Processes processes, Surveys surveys, Customers customers) {
        this.processes = processes;
        this.surveys = surveys;
        this.customers = customers;
    }

    /**
     * A customer answers behind a link: stored, published and told to the process in one transaction. If the process no
     * longer waits, a new one starts at the question whether the customer is satisfied.
     *
     * @return what the link led to before; only {@code OPEN} means that the answer was taken
     * @throws io.tradewind.engine.Refused if score or comment are out of bounds
     */
    @Transactional
    public SurveyLink answerSurvey(String token, @Nullable Integer score, @Nullable String comment) {
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
        if (!processes.correlate(SURVEY_ANSWERED, survey.orderNumber(), answer)) {
            answer.putAll(Map.ofEntries(
                    ORDER_NUMBER.of(survey.orderNumber()),
                    CUSTOMER_ID.of(survey.customerId()),
                    CUSTOMER_NAME.of(customers.get(survey.customerId()).name()),
                    REP.of(survey.rep()),
                    CONTACT_EMAIL.of(survey.contactEmail())));
            answer.put(CONTACT_NAME.name(), survey.contactName());
            processes.startBefore(PROCESS_ID, "is-satisfied", survey.orderNumber(), answer);
        }
    }
}
