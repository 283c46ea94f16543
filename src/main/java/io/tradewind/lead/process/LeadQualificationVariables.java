package io.tradewind.lead.process;

import io.tradewind.engine.variables.Variable;
import io.tradewind.lead.Choice;
import io.tradewind.lead.DuplicateCheck;
import io.tradewind.lead.LeadSheet;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.camunda.bpm.engine.delegate.VariableScope;

/** The variables of {@code lead-qualification}. */
final class LeadQualificationVariables {

    /** In: the lead's number, which is the business key. */
    static final Variable<String> LEAD_NUMBER = Variable.text("leadNumber");

    /** Out: user id of the rep who works on the lead; before that, who decides about duplicates. */
    static final Variable<String> REP = Variable.text("rep");

    /** Out: the customer, once known. */
    static final Variable<Long> CUSTOMER_ID = Variable.whole("customerId");

    /** Out: {@code qualified}, {@code disqualified} or {@code merged}. */
    static final Variable<String> LEAD_OUTCOME = Variable.text("leadOutcome");

    /** The company's name, a column of the task list. */
    static final Variable<String> CUSTOMER_NAME = Variable.shown("customerName");

    /** The lead's sheet, shown by every task. */
    static final Variable<LeadSheet.Fact[]> LEAD_FACTS = Variable.json("leadFacts", LeadSheet.Fact[].class);

    /** Whether nobody has to look for duplicates. */
    static final Variable<Boolean> DUPLICATES_CLEAR = Variable.flag("duplicatesClear");

    /** The lead and what resembles it, side by side. */
    static final Variable<DuplicateCheck.Candidate[]> CANDIDATES =
            Variable.json("candidates", DuplicateCheck.Candidate[].class);

    /** Customers to choose from. */
    static final Variable<Choice[]> CUSTOMER_CHOICES = Variable.json("customerChoices", Choice[].class);

    /** Open leads to choose from. */
    static final Variable<Choice[]> LEAD_CHOICES = Variable.json("leadChoices", Choice[].class);

    /** Answer: {@code customer}, {@code lead} or {@code new}. */
    static final Variable<String> DUPLICATE_ANSWER = Variable.text("duplicateAnswer");

    /** Answer: id of the customer the lead belongs to. */
    static final Variable<Long> MATCHED_CUSTOMER = Variable.whole("matchedCustomer");

    /** Answer: number of the open lead this one repeats. */
    static final Variable<String> MATCHED_LEAD = Variable.text("matchedLead");

    /** Answer: why it is a company of its own. */
    static final Variable<String> NEW_COMPANY_REASON = Variable.text("newCompanyReason");

    /** By which rule the rep got the lead. */
    static final Variable<String> ASSIGNMENT_REASON = Variable.text("assignmentReason");

    /** Reps a manager may choose from. */
    static final Variable<Choice[]> REP_CHOICES = Variable.json("repChoices", Choice[].class);

    /** Answer: user id of the rep the manager chose. */
    static final Variable<String> CHOSEN_REP = Variable.text("chosenRep");

    /** Whether the company was a customer before; fact of the grade. */
    static final Variable<Boolean> KNOWN_CUSTOMER = Variable.flag("knownCustomer");

    /** Where the lead comes from; fact of the grade. */
    static final Variable<String> LEAD_SOURCE = Variable.text("leadSource");

    /** Expected value in the lead's currency, 0 if unknown; fact of the grade. */
    static final Variable<BigDecimal> LEAD_VALUE = Variable.money("leadValue");

    /** Answer: who was reached. */
    static final Variable<String> REACHED = Variable.text("reached");

    /** Answer: how clear the need is. */
    static final Variable<String> NEED = Variable.text("need");

    /** Answer: whether there is money for it. */
    static final Variable<String> BUDGET = Variable.text("budget");

    /** Answer: when they want to buy. */
    static final Variable<String> TIME_FRAME = Variable.text("timeFrame");

    /** Answer: who decides at the customer's. */
    static final Variable<String> DECISION_MAKER = Variable.text("decisionMaker");

    /** Answer: what was agreed. */
    static final Variable<String> NEXT_STEP = Variable.text("nextStep");

    /** Answer: whatever else was said. */
    static final Variable<String> CONTACT_NOTE = Variable.text("contactNote");

    /** A to D, from decision {@code lead-grade}. */
    static final Variable<String> GRADE = Variable.text("grade");

    /** What the grade follows from, in words. */
    static final Variable<String> GRADE_REASON = Variable.text("gradeReason");

    /** Answer: {@code qualify}, {@code nurture} or {@code disqualify}. */
    static final Variable<String> QUALIFICATION = Variable.text("qualification");

    /** Answer: the day a sleeping lead comes back. */
    static final Variable<LocalDate> NURTURE_UNTIL = Variable.date("nurtureUntil");

    /** The working moment at which it does, as ISO text. */
    static final Variable<String> WAKE_AT = Variable.text("wakeAt");

    /** Answer: why the lead is not worth pursuing. */
    static final Variable<String> DISQUALIFY_REASON = Variable.text("disqualifyReason");

    /** Answer: what the rep adds to the answer. */
    static final Variable<String> QUALIFICATION_NOTE = Variable.text("qualificationNote");

    private LeadQualificationVariables() {}

    /** Lays the lead's sheet before the next tasks and its facts before the decision about the grade. */
    static void show(VariableScope scope, LeadSheet sheet) {
        CUSTOMER_NAME.set(scope, sheet.companyName());
        LEAD_FACTS.set(scope, sheet.facts().toArray(LeadSheet.Fact[]::new));
        KNOWN_CUSTOMER.set(scope, sheet.isKnownCustomer());
        LEAD_SOURCE.set(scope, sheet.source());
        LEAD_VALUE.set(scope, sheet.expectedValue());
    }
}
