package io.tradewind.deal.process;

import static io.tradewind.engine.variables.Variable.date;
import static io.tradewind.engine.variables.Variable.flag;
import static io.tradewind.engine.variables.Variable.json;
import static io.tradewind.engine.variables.Variable.money;
import static io.tradewind.engine.variables.Variable.text;
import static io.tradewind.engine.variables.Variable.whole;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.engine.variables.Variable;
import java.math.BigDecimal;
import java.time.LocalDate;

/** The variables of process {@code opportunity}. */
final class OpportunityVariables {

    /** The lead the deal grows from; missing when it was imported. */
    static final Variable<String> LEAD_NUMBER = text("leadNumber");

    /** The deal; given by an import, else set by {@code open-deal}. */
    static final Variable<String> DEAL_NUMBER = text("dealNumber");

    /** User id of the deal's owner. */
    static final Variable<String> REP = text("rep");

    /** The customer; missing while an imported deal does not tell. */
    static final Variable<Long> CUSTOMER_ID = whole("customerId");

    /** Whether the deal can go straight to its quotation. */
    static final Variable<Boolean> NEEDS_KNOWN = flag("needsKnown");

    /** The version of the quotation under way. */
    static final Variable<Long> QUOTATION_VERSION = whole("quotationVersion");

    /** Out: how the deal ended. */
    static final Variable<Boolean> DEAL_WON = flag("dealWon");

    // shown with the tasks

    /** The customer's name; empty while unknown. */
    static final Variable<String> CUSTOMER_NAME = Variable.shown("customerName");

    /** The current quotation in one line. */
    static final Variable<String> QUOTATION_SUMMARY = text("quotationSummary");

    /** What approver and customer said about it. */
    static final Variable<String> REMARKS = text("remarks");

    /** What came before a deal that no lead began. */
    static final Variable<String> HISTORY = text("history");

    /** What earlier deals of the same product or industry taught. */
    static final Variable<String> LESSONS = text("lessons");

    /** What can be sold, as a form's select reads it. */
    static final Variable<Choice[]> PRODUCT_CHOICES = json("productChoices", Choice[].class);

    // asked in clarify-needs

    /** {@code quote}, or {@code lost} when the deal leads nowhere. */
    static final Variable<String> NEXT_STEP = text("nextStep");

    /** Who the customer is, as the rep writes it. */
    static final Variable<String> NAMED_CUSTOMER = text("namedCustomer");

    /** Whether we never had to do with that company. */
    static final Variable<Boolean> NEW_CUSTOMER = flag("newCustomer");

    /** What the customer needs. */
    static final Variable<String> NEEDS = text("needs");

    /** Code of the product the customer is interested in most. */
    static final Variable<String> PRODUCT = text("product");

    /** How many of it. */
    static final Variable<Long> QUANTITY = whole("quantity");

    /** What the customer can spend. */
    static final Variable<BigDecimal> BUDGET = money("budget");

    /** By when the customer decides. */
    static final Variable<LocalDate> DECISION_ON = date("decisionOn");

    /** When the rep visits next. */
    static final Variable<LocalDate> NEXT_VISIT_ON = date("nextVisitOn");

    // asked in prepare-quotation

    /** {@code quote} or {@code lost}. */
    static final Variable<String> QUOTATION_STEP = text("quotationStep");

    /** The lines: product, quantity, discount. */
    static final Variable<JsonNode> LINES = json("lines", JsonNode.class);

    /** The customer chosen from the list, where the deal had none. */
    static final Variable<Long> CHOSEN_CUSTOMER_ID = whole("chosenCustomerId");

    /** Days from invoice to payment. */
    static final Variable<Long> PAYMENT_DAYS = whole("paymentDays");

    /** By when we deliver. */
    static final Variable<LocalDate> DELIVERY_DATE = date("deliveryDate");

    /** Last day on which the customer can accept. */
    static final Variable<LocalDate> VALID_UNTIL = date("validUntil");

    // asked in present-quotation

    /** {@code accepted}, {@code changes} or {@code lost}. */
    static final Variable<String> CUSTOMER_ANSWER = text("customerAnswer");

    /** What the customer wants changed. */
    static final Variable<String> CHANGES_WANTED = text("changesWanted");

    // asked wherever a deal can be given up

    /** Why, from the list of reasons. */
    static final Variable<String> LOST_REASON = text("lostReason");

    /** Who won it instead. */
    static final Variable<String> COMPETITOR = text("competitor");

    /** Anything else to say about it. */
    static final Variable<String> CLOSE_NOTE = text("closeNote");

    // asked in review-standing-deal

    /** Whether the rep has to be asked about a deal that does not move. */
    static final Variable<Boolean> STANDS_STILL = flag("standsStill");

    /** Why, as the rep reads it; empty while nobody is asked. */
    static final Variable<String> STANDING_WHY = text("standingWhy");

    /** {@code keep}, {@code postpone} or {@code lost}. */
    static final Variable<String> STANDING_DEAL = text("standingDeal");

    /** What moved it or will move it, or why the customer decides later. */
    static final Variable<String> KEEP_REASON = text("keepReason");

    /** By when they decide now. */
    static final Variable<LocalDate> NEW_DECISION_ON = date("newDecisionOn");

    /** The answer that keeps the deal for another day. */
    static final String POSTPONE = "postpone";

    /** The answer that ends the deal, in every form that offers it. */
    static final String LOST = "lost";

    /** Error that ends the deal as lost, caught by {@code deal-is-lost}. */
    static final String DEAL_LOST = "deal.lost";

    /** One option of a select. */
    record Choice(String label, String value) {}

    private OpportunityVariables() {}
}
