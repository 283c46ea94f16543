package io.tradewind.kpi;

import java.util.Locale;

/** What can happen that a figure counts. */
enum FactKind {
    LEAD_RECEIVED("Lead received"),
    LEAD_QUALIFIED("Lead qualified"),
    /** A qualified lead's deal, whether it is still open or not: written when it is opened, else when it is closed. */
    DEAL_QUALIFIED("Deal qualified"),
    /** A qualified deal was won; counts on the day, for the rep and the product of the qualification. */
    DEAL_CONVERTED("Qualified deal won"),
    DEAL_STAGE("Deal entered a stage"),
    DEAL_WON("Deal won"),
    DEAL_LOST("Deal lost"),
    APPROVAL_REQUESTED("Approval requested"),
    APPROVAL_DECIDED("Approval decided"),
    CONTRACT_SIGNED("Contract signed"),
    ORDER_PLACED("Order placed"),
    ORDER_DELIVERED("Order delivered"),
    INVOICE_ISSUED("Invoice issued"),
    /** Takes back what an invoice asks: its amount is negative. */
    CREDIT_NOTE_ISSUED("Credit note issued"),
    /** A part of an issued invoice with a due date of its own; dated as the invoice. */
    INSTALMENT_AGREED("Instalment agreed"),
    /** A debt given up: its amount is negative; positive when it was paid after all. */
    WRITE_OFF_BOOKED("Write-off booked"),
    PAYMENT_RECEIVED("Payment received"),
    SURVEY_ANSWERED("Survey answered"),
    CASE_ANSWERED_IN_TIME("Case answered in time"),
    CASE_ANSWERED_LATE("Case answered late"),
    CASE_RESOLVED_IN_TIME("Case resolved in time"),
    CASE_RESOLVED_LATE("Case resolved late"),
    /** What an owner's model notes; its detail is the owner's name for it. */
    NOTED("Noted by a model"),
    /** What is asked for in a month, dated its first day; a re-plan adds the difference, which may be negative. */
    TARGET_REVENUE("Revenue target"),
    TARGET_CASH("Cash target"),
    TARGET_MARGIN("Margin target"),
    /** Its amount is a number of customers, not money. */
    TARGET_CUSTOMERS("New-customer target"),
    /** What is to be expected of an open deal became so much more, or less: due when the deal is expected to close. */
    FORECAST_CHANGED("Forecast changed"),
    /** What a manager adds to the forecast, or takes off it: due in the month it is about. */
    FORECAST_ADJUSTED("Forecast adjusted"),
    SELLING_EXPENSE("Selling expense"),
    MARKETING_EXPENSE("Marketing expense"),
    VISIT_EXPENSE("Visit expense"),
    /** What a won deal's goods cost more, or less, than was reckoned when it was won. */
    PRODUCT_COST("Product cost corrected"),
    VISIT_REPORTED("Visit");

    private final String title;

    FactKind(String title) {
        this.title = title;
    }

    /** As a person reads it. */
    String title() {
        return title;
    }

    /** As the table holds it, e.g. {@code deal-won}. */
    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The kind of a stored fact. */
    static FactKind ofCode(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
