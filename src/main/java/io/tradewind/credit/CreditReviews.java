package io.tradewind.credit;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** The re-examination of customers: class, limit, terms and when to look again, for the process {@code credit-review}. */
public interface CreditReviews {

    /**
     * What a review looks at.
     *
     * @param revenue invoiced in the last twelve months, of the whole group
     * @param sheet what is owed now, with a document of zero
     */
    record Facts(ExposureSheet sheet, String customerClass, BigDecimal revenue) {}

    /**
     * What a review ends with, written on the customer's card.
     *
     * @param reviewMonths until the next one
     */
    record Result(
            String rating, String customerClass, BigDecimal limit, int paymentDays, int reviewMonths, String why) {}

    /**
     * Opens reviews that are due, at most so many: of customers whose day has come, and of those who were given credit and
     * never reviewed. A customer has one open review at a time, whoever else opens one at the same moment.
     *
     * @return how many
     */
    int openDue(int most);

    /** Opens one now; false when one is open already. */
    boolean openNow(long customerId);

    Facts facts(long customerId);

    /** What a customer of this class may owe, unless finance gave it a limit of its own. */
    BigDecimal proposedLimit(long customerId, String customerClass);

    /**
     * Has a higher limit approved; within the requester's own authority it is approved at once.
     *
     * @return the approval's id
     */
    long requestLimit(String reviewNumber, long customerId, BigDecimal limit, @Nullable String why, String requester);

    /** Writes the card and its history, and closes the review; again changes nothing. */
    void close(String reviewNumber, long customerId, Result result);
}
