package io.tradewind.activity;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Visits to customers, from the plan to what was agreed. */
public interface Visits {

    /**
     * Plans a visit, or writes down one that is over: its day lies before today then.
     *
     * @param customer number or name
     * @param rep user id of who goes there
     * @throws io.tradewind.engine.Refused if the customer is none the person may see, the purpose is missing, or the day is
     *     missing, more than a year ahead or more than 30 days ago
     */
    Visit plan(@Nullable String customer, String rep, @Nullable String purpose, @Nullable LocalDate on);

    /** @throws io.tradewind.engine.Refused if there is no such visit */
    Visit get(String number);

    /** The visits of a customer, newest first; at most 200. */
    List<Visit> ofCustomer(long customerId);

    /** Keeps what the rep wants to come back with. @throws io.tradewind.engine.Refused if it is missing */
    void prepare(String number, @Nullable String goal);

    /**
     * Keeps the report and publishes {@link io.tradewind.customer.VisitReported} if they met; a second one changes nothing.
     *
     * @throws io.tradewind.engine.Refused naming the field that is missing or cannot be: an end before the beginning, a
     *     visit that is still to come or lasted a day
     */
    void report(String number, VisitReport report);

    /** Keeps how what was agreed was done. @throws io.tradewind.engine.Refused if words are missing */
    void followUp(String number, @Nullable String note);
}
