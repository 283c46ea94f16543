package io.tradewind.credit;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What finance sees and does about customers' credit, on the page {@code /credit}. */
public interface CreditDesk {

    /** Customers on one page of the list. */
    int PAGE = 25;

    /**
     * One customer of the list; money in the company's currency, used as a fraction of 1, null without a limit.
     *
     * @param limitFrom where the limit comes from: own, group, class
     */
    record Row(
            long customerId,
            String number,
            String name,
            String customerClass,
            BigDecimal exposure,
            BigDecimal limit,
            String limitFrom,
            @Nullable BigDecimal used,
            int overdueDays,
            boolean onHold,
            String rating,
            @Nullable LocalDate nextReview) {}

    /** One customer with everything behind the figures. */
    record Card(
            Row row,
            String ratingWhy,
            List<SheetLines.Line> sheet,
            List<ExposureDocument> documents,
            @Nullable Integer paymentDays,
            boolean reviewOpen,
            List<CreditHold> holds,
            List<Event> history) {}

    /**
     * What was changed, or what a check came to.
     *
     * @param link to the document it was about; null when it was about none that has a page
     */
    record Event(Instant at, String who, String what, String why, @Nullable String link) {}

    /** Those whose name or number contains the text, by name. */
    List<Row> customers(@Nullable String contains, int page);

    /** @throws io.tradewind.engine.Refused if there is no such customer */
    Card card(long customerId);

    /**
     * Sets a limit; a higher one only within what finance may give alone.
     *
     * @throws io.tradewind.engine.Refused naming the field, if it is missing or negative, nobody says why, or it is higher
     *     than finance may go alone
     */
    void setLimit(long customerId, @Nullable BigDecimal limit, @Nullable String why);

    /** @throws io.tradewind.engine.Refused if nobody says why */
    void hold(long customerId, @Nullable String why);

    /** Ends the hold of this holder: finance may lift what dunning set, and says so by that. */
    void lift(long customerId, CreditHold.Holder holder);

    /** @throws io.tradewind.engine.Refused if a review is open already */
    void review(long customerId);
}
