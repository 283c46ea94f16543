package io.tradewind.credit;

import io.tradewind.customer.CardSection;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.variables.Shown;
import java.math.BigDecimal;
import java.util.List;
import java.util.function.BiFunction;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** How a customer stands with us financially, on its card; reading it judges nothing and ends no release. */
@Component
class CreditOnCard implements CardSection {

    private final Customers customers;
    private final CreditAccounts accounts;
    private final ObjectProvider<ExposureSource> sources;
    private final String currency;

    CreditOnCard(
            Customers customers,
            CreditAccounts accounts,
            ObjectProvider<ExposureSource> sources,
            @Value("${tradewind.company.currency}") String currency) {
        this.customers = customers;
        this.accounts = accounts;
        this.sources = sources;
        this.currency = currency;
    }

    @Override
    public String code() {
        return "credit";
    }

    @Override
    public String title() {
        return "Credit";
    }

    @Override
    public boolean aboutCredit() {
        return true;
    }

    @Override
    public List<Fact> facts(Customer customer) {
        List<Long> group = customers.group(customer.id());
        BigDecimal unpaid = sum(group, ExposureSource::unpaidInvoices);
        BigDecimal exposure = unpaid.add(sum(group, ExposureSource::deliveredNotInvoiced))
                .add(sum(group, ExposureSource::openOrders))
                .subtract(sum(group, ExposureSource::prepayments));
        BigDecimal limit = accounts.limit(customer.id());
        int overdue = sources.stream()
                .mapToInt(source -> source.maxOverdueDays(group))
                .max()
                .orElse(0);
        return List.of(
                new Fact("Limit", shown(limit)),
                new Fact("Owes us, with open orders", shown(exposure)),
                new Fact("Of that unpaid invoices", shown(unpaid)),
                new Fact("Still free", shown(limit.subtract(exposure))),
                new Fact("Overdue", overdue == 0 ? "nothing" : "since " + overdue + " days"),
                new Fact("Credit hold", accounts.onHold(customer.id()) ? "yes" : "no"));
    }

    private BigDecimal sum(List<Long> group, BiFunction<ExposureSource, List<Long>, BigDecimal> part) {
        return sources.stream().map(source -> part.apply(source, group)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private String shown(BigDecimal amount) {
        return Shown.money(amount) + " " + currency;
    }
}
