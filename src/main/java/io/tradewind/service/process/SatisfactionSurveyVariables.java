package io.tradewind.service.process;

import io.tradewind.engine.variables.Variable;
import org.camunda.bpm.engine.delegate.VariableScope;

/** What a satisfaction survey knows. */
final class SatisfactionSurveyVariables {

    static final String PROCESS_ID = "satisfaction-survey";
    static final String SURVEY_ANSWERED = "service.survey-answered";

    /** Number of the order or case that it asks about. */
    static final Variable<String> SURVEY_SUBJECT = Variable.text("surveySubject");

    /** {@code order} or {@code case}. */
    static final Variable<String> SURVEY_ABOUT = Variable.text("surveyAbout");

    /** Whom it asks. */
    static final Variable<Long> CUSTOMER_ID = Variable.whole("customerId");

    /** User id of who hears of a bad answer. */
    static final Variable<String> REP = Variable.text("rep");

    /** Whom to ask for an opinion. */
    static final Variable<String> CONTACT_NAME = Variable.text("contactName");

    /** Where to ask. */
    static final Variable<String> CONTACT_EMAIL = Variable.text("contactEmail");

    /** Whether a mail was written; not to an address that does not want any. */
    static final Variable<Boolean> SURVEY_SENT = Variable.flag("surveySent");

    /** The customer's mark, 0 to 10. */
    static final Variable<Long> SURVEY_SCORE = Variable.whole("surveyScore");

    /** What the customer wrote with it. */
    static final Variable<String> SURVEY_COMMENT = Variable.text("surveyComment");

    private static final Variable<String> ORDER_NUMBER = Variable.text("orderNumber");

    private SatisfactionSurveyVariables() {}

    /** The subject; where the survey was a part of after-sales, as it was once, the order. */
    static String subject(VariableScope scope) {
        return SURVEY_SUBJECT.find(scope).orElseGet(() -> ORDER_NUMBER.get(scope));
    }
}
