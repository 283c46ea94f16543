package io.tradewind.service;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.EmailAddresses;
import io.tradewind.engine.Refused;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Checks what comes in before anything is kept. */
@Component
class CaseCheck {

    /** Blanks of every kind, and characters that only steer others. */
    private static final Pattern NOTHING_TO_SEE = Pattern.compile("[\\p{Z}\\p{Cc}\\p{Cf}\\s]*");

    private final Customers customers;
    private final Products products;
    private final CaseAccess access;
    private final OwnAddresses ownAddresses;

    CaseCheck(Customers customers, Products products, CaseAccess access, OwnAddresses ownAddresses) {
        this.customers = customers;
        this.products = products;
        this.access = access;
        this.ownAddresses = ownAddresses;
    }

    /** A case without a fault, its customer and product found. */
    record Checked(
            Customer customer,
            CaseKind kind,
            Severity severity,
            @Nullable String product,
            @Nullable String reference,
            String description,
            @Nullable String contactName,
            @Nullable String contactEmail,
            @Nullable String contactPhone) {}

    /** @throws Refused naming the first field that is missing, unknown or too long */
    Checked check(NewCase given) {
        Customer customer = customer(given.customer());
        String product = blankless(given.product());
        String email = within("contactEmail", given.contactEmail(), 254);
        if (email != null && !EmailAddresses.isPlausible(email)) {
            throw new Refused(
                    "contactEmail", "'" + email + "' is not an e-mail address. Correct it, or leave it empty.");
        }
        if (email != null && ownAddresses.contain(email)) {
            throw new Refused(
                    "contactEmail",
                    "'" + email + "' is one of our own addresses. Give the customer's, or leave it empty.");
        }
        return new Checked(
                customer,
                CaseKind.of(blankless(given.kind())),
                given.severity() == null || given.severity().isBlank()
                        ? Severity.NORMAL
                        : Severity.of(given.severity().strip()),
                product == null ? null : product(product),
                within("reference", given.reference(), 60),
                needed(
                        "description",
                        given.description(),
                        ServiceCases.LONGEST_DESCRIPTION,
                        "Say what the customer asks for or complains of."),
                within("contactName", given.contactName(), 200),
                email == null ? customer.email() : email,
                within("contactPhone", given.contactPhone(), 60));
    }

    /** One answer for an unknown customer and for somebody else's: whose customers there are is not told. */
    private Customer customer(@Nullable String numberOrName) {
        String asked = within("customer", numberOrName, 200);
        if (asked == null) {
            throw new Refused("customer", "Say which customer it is: the number (K-000042) or the name.");
        }
        return customers
                .byNumber(asked)
                .or(() -> customers.byName(asked))
                .filter(access::mayReportFor)
                .orElseThrow(() -> new Refused(
                        "customer",
                        "There is no customer '" + asked
                                + "', or none of yours. Give the number (K-000042) or the name as it is in our list."));
    }

    private String product(String codeOrName) {
        return products.find(codeOrName)
                .map(Product::code)
                .orElseThrow(() -> new Refused(
                        "product",
                        "There is no product '" + shortened(codeOrName)
                                + "'; choose one of the price list, or leave it empty."));
    }

    /** The text without what PostgreSQL and mails cannot keep; never empty, never too long. */
    static String needed(String field, @Nullable String text, int longest, String question) {
        String within = within(field, text, longest);
        if (within == null) {
            throw new Refused(field, question);
        }
        return within;
    }

    static @Nullable String within(String field, @Nullable String text, int longest) {
        String tidied = blankless(text);
        if (tidied != null && tidied.codePointCount(0, tidied.length()) > longest) {
            throw new Refused(
                    field,
                    "This is too long to keep: %,d characters, and at most %,d are taken. Nothing was kept; shorten it and try again."
                            .formatted(tidied.codePointCount(0, tidied.length()), longest));
        }
        return tidied;
    }

    private static @Nullable String blankless(@Nullable String text) {
        if (text == null) {
            return null;
        }
        String tidied = text.replace("\u0000", "").replace("\r\n", "\n").strip();
        return NOTHING_TO_SEE.matcher(tidied).matches() ? null : tidied;
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
