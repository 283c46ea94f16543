package io.tradewind.credit;

/** Starting the process {@code credit-review}. */
public interface CreditReviewProcess {

    void start(String reviewNumber, long customerId);
}
