package io.tradewind.order;

import java.math.BigDecimal;
import java.time.LocalDate;

/** What customers have paid before delivery; implemented where payments are booked. Nothing else counts as paid. */
public interface Prepayments {

    /** What is booked as the prepayment of this contract and was not paid back, used by its invoices or not. */
    BigDecimal received(String contractNumber);

    /** What of it no invoice has used. */
    BigDecimal left(String contractNumber);

    /** Notes that all that is left of it went back to the customer. */
    void paidBack(String contractNumber, LocalDate on, String bankReference);
}
