package io.tradewind.collection;

import io.tradewind.collection.Payments.BankLine;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Whether a payment is one that was booked already: by the bank's own number, or by all that it says. */
@Component
class BookedBefore {

    private final PaymentStore store;

    BookedBefore(PaymentStore store) {
        this.store = store;
    }

    /** @throws Refused if a payment of that number is booked */
    void checkNew(BankLine line) {
        BankNumber number = numberOf(line);
        if (store.known(number).stream().anyMatch(known -> known.number().matches(number))) {
            throw bookedAlready(line.externalId());
        }
    }

    /** What to answer when somebody else booked it in the same moment. */
    static Refused bookedAlready(String reference) {
        return new Refused(
                "bankReference",
                "The payment with bank reference " + reference + " is booked already; nothing was changed.");
    }

    /** @throws Refused if another payment came under its number: neither is it taken nor forgotten */
    boolean isKnown(BankLine line) {
        BankNumber number = numberOf(line);
        List<PaymentStore.KnownPayment> known = store.known(number).stream()
                .filter(before -> before.number().matches(number))
                .toList();
        if (known.isEmpty() || known.stream().anyMatch(before -> saysTheSame(before, line))) {
            return !known.isEmpty();
        }
        PaymentStore.KnownPayment before = known.get(0);
        throw new Refused(
                "externalId",
                "Under the bank's number " + before.number().written() + " stands another payment, of "
                        + Shown.money(before.amount(), before.currency()) + " on " + before.receivedOn()
                        + ". Ask the bank which is right.");
    }

    private static boolean saysTheSame(PaymentStore.KnownPayment before, BankLine line) {
        BigDecimal amount = line.isReversal() ? line.amount().negate() : line.amount();
        return before.amount().compareTo(amount) == 0
                && before.currency().equals(line.currency())
                && before.receivedOn().equals(line.receivedOn());
    }

    private static BankNumber numberOf(BankLine line) {
        return BankNumber.of(line.externalId(), line.statement() != null);
    }

    /** Why it may be the same as a payment taken before. */
    Optional<String> twin(BankLine line) {
        Optional<String> unnumbered = line.fingerprint() == null || line.statement() == null
                ? Optional.empty()
                : store.lookAlike(line.fingerprint(), line.statement());
        if (unnumbered.isPresent()) {
            return Optional.of("It says the same as payment " + unnumbered.get()
                    + " of another statement, and the bank gives it no number of its own: it may be the same payment.");
        }
        return store.known(numberOf(line)).stream()
                .filter(before -> saysTheSame(before, line))
                .filter(before -> Objects.equals(before.reference(), line.reference()))
                .findFirst()
                .map(before -> "It has number, day, amount and reference of payment "
                        + before.number().written() + " of another account: it may be the same payment.");
    }
}
