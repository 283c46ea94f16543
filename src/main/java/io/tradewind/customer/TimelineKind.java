package io.tradewind.customer;

import io.tradewind.engine.Refused;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What kind of thing happened with a customer. Of things that happened at the same moment the later stage of a deal's
 * life comes first, as the newest stands on top.
 */
public enum TimelineKind {
    SERVICE_CASE("Case", Chapter.SERVICE),
    SURVEY_ANSWER("Survey answer", Chapter.SERVICE),
    SURVEY("Survey", Chapter.SERVICE),
    VISIT("Visit", Chapter.CONTACTS),
    PLANNED_VISIT("Planned visit", Chapter.CONTACTS),
    HANDOVER("Handover call", Chapter.SERVICE),
    MAIL("Mail", Chapter.MAILS),
    PROMISE("Promise or dispute", Chapter.MONEY),
    DUNNING("Payment reminder", Chapter.MONEY),
    PAYMENT("Payment", Chapter.MONEY),
    CREDIT_NOTE("Credit note", Chapter.MONEY),
    INVOICE("Invoice", Chapter.MONEY),
    RETURN("Return", Chapter.GOODS),
    DELIVERY("Delivery", Chapter.GOODS),
    ORDER("Order", Chapter.GOODS),
    CONTRACT_SIGNED("Contract signed", Chapter.CONTRACTS),
    CONTRACT("Contract", Chapter.CONTRACTS),
    DEAL_CLOSED("Deal closed", Chapter.DEALS),
    QUOTATION("Quotation", Chapter.DEALS),
    DEAL("Deal", Chapter.DEALS),
    CONTACT("Contact", Chapter.CONTACTS),
    LEAD("Lead", Chapter.CONTACTS);

    /** Kinds that people look for together. */
    public enum Chapter {
        CONTACTS("Contacts and visits"),
        DEALS("Deals and quotations"),
        CONTRACTS("Contracts"),
        GOODS("Orders and deliveries"),
        MONEY("Invoices and payments"),
        MAILS("Mails"),
        SERVICE("Handover, surveys and cases");

        private final String label;

        Chapter(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }

        /** As it stands in an address. */
        public String code() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** @throws Refused if there is none */
        public static Chapter of(String code) {
            return Arrays.stream(values())
                    .filter(chapter -> chapter.code().equals(code))
                    .findFirst()
                    .orElseThrow(() -> new Refused(
                            "kind",
                            "'" + code + "' is none of "
                                    + Arrays.stream(values()).map(Chapter::code).collect(Collectors.joining(", "))
                                    + "."));
        }
    }

    private final String label;
    private final Chapter chapter;

    TimelineKind(String label, Chapter chapter) {
        this.label = label;
        this.chapter = chapter;
    }

    public String label() {
        return label;
    }

    public Chapter chapter() {
        return chapter;
    }

    /** As programs read it, e.g. {@code credit-note}. */
    public String code() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
