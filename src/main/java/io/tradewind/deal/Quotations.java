package io.tradewind.deal;

import org.jspecify.annotations.Nullable;

/** Writing quotations and moving a version through its life. */
public interface Quotations {

    /**
     * Writes the next version as a draft, at today's prices, and enters stage quotation; earlier versions on their way
     * are superseded.
     *
     * @throws io.tradewind.engine.Refused in a sentence for the rep, if anything in the draft cannot be quoted
     */
    Quotation write(String dealNumber, QuotationDraft draft);

    /** What {@link #write} would make of the draft, without keeping it; the version is the next one. */
    Quotation preview(String dealNumber, QuotationDraft draft);

    /** @throws io.tradewind.engine.Refused if there is no such version */
    Quotation get(String dealNumber, long version);

    /**
     * The price may be offered; the deal enters stage negotiation.
     *
     * @param approvalId null when nobody had to be asked
     */
    Quotation approve(String dealNumber, long version, @Nullable Long approvalId, @Nullable String note);

    /** The price was refused or sent back; the next version may be better. */
    Quotation reject(String dealNumber, long version, @Nullable Long approvalId, @Nullable String note);

    /**
     * The customer has seen an approved version and answered; an accepted one is what {@link Deals#win} closes at.
     *
     * @param wishes what the customer wants changed; needed when that is the answer
     * @throws io.tradewind.engine.Refused unless it is approved, and still valid if it is accepted
     */
    Quotation answer(String dealNumber, long version, CustomerAnswer answer, @Nullable String wishes);
}
