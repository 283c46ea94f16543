package io.tradewind.credit;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customers;
import java.math.BigDecimal;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Draws up exposure sheets from all sources, and ends releases that the sheet shows to be dead. */
@Component
class ExposureSheets {

    /** So long a bad debt is remembered. */
    private static final int BAD_DEBT_YEARS = 3;

    private final Customers customers;
    private final CreditAccounts accounts;
    private final JdbcCreditReleases releases;
    private final JdbcCreditTransfers transfers;
    private final BureauReports bureau;
    private final ObjectProvider<ExposureSource> sources;
    private final WorkingTime workingTime;
    private final JdbcClient jdbc;
    private final String companyCurrency;

    ExposureSheets(
            Customers customers,
            CreditAccounts accounts,
            JdbcCreditReleases releases,
            JdbcCreditTransfers transfers,
            BureauReports bureau,
            ObjectProvider<ExposureSource> sources,
            WorkingTime workingTime,
            JdbcClient jdbc,
            @Value("${tradewind.company.currency}") String companyCurrency) {
        this.customers = customers;
        this.accounts = accounts;
        this.releases = releases;
        this.transfers = transfers;
        this.bureau = bureau;
        this.sources = sources;
        this.workingTime = workingTime;
        this.jdbc = jdbc;
        this.companyCurrency = companyCurrency;
    }

    ExposureSheet sheet(long customerId, String subject, BigDecimal amount, String currency) {
        List<Long> group = customers.group(customerId);
        waitForOtherJudgements(group);
        ExposureSheet sheet = drawnUp(group, customerId, subject, amount, currency);
        releases.endDead(group, sheet.exposure(), workingTime.today());
        return withReleases(sheet, group);
    }

    /** As {@link #sheet}, only to look at: nobody waits, and nothing is changed. */
    ExposureSheet look(long customerId, String subject, BigDecimal amount, String currency) {
        List<Long> group = customers.group(customerId);
        return withReleases(drawnUp(group, customerId, subject, amount, currency), group);
    }

    private ExposureSheet withReleases(ExposureSheet sheet, List<Long> group) {
        return releases.cover(group, sheet.exposureAfter(), sheet.currency(), workingTime.today())
                ? sheet.coveredByRelease()
                : sheet;
    }

    private ExposureSheet drawnUp(
            List<Long> group, long customerId, String subject, BigDecimal amount, String currency) {
        return new ExposureSheet(
                customerId,
                customers.get(customerId).name(),
                subject,
                amount,
                currency,
                sum(group, ExposureSource::unpaidInvoices),
                sum(group, ExposureSource::deliveredNotInvoiced),
                sum(group, ExposureSource::openOrders),
                sum(group, ExposureSource::prepayments),
                transfers.carried(group, companyCurrency, workingTime.today()),
                accounts.limit(customerId),
                sources.stream()
                        .mapToInt(source -> source.maxOverdueDays(group))
                        .max()
                        .orElse(0),
                averageDaysLate(group),
                sum(
                        group,
                        (source, ids) ->
                                source.writtenOffSince(ids, workingTime.today().minusYears(BAD_DEBT_YEARS))),
                currency.equals(companyCurrency),
                accounts.onHold(customerId),
                false,
                group.size() > 1
                        ? group.stream().map(id -> customers.get(id).name()).toList()
                        : List.of(),
                releases.ofLastYear(group, workingTime.today()),
                bureau.opinion(customerId));
    }

    /** What is booked as the prepayment of this document. */
    BigDecimal prepaid(String subject) {
        return sources.stream().map(source -> source.prepaid(subject)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** Until the end of the transaction nobody else judges this group; its lowest id stands for it. */
    private void waitForOtherJudgements(List<Long> group) {
        jdbc.sql("SELECT pg_advisory_xact_lock(hashtext('credit'), :group)")
                .param("group", group.get(0).intValue())
                .query((row, number) -> Boolean.TRUE)
                .list();
    }

    private BigDecimal sum(List<Long> group, BiFunction<ExposureSource, List<Long>, BigDecimal> part) {
        return sources.stream().map(source -> part.apply(source, group)).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    /** The worst that any source knows. */
    private @Nullable Integer averageDaysLate(List<Long> group) {
        OptionalInt worst = sources.stream()
                .map(source -> source.averageDaysLate(group))
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .max();
        return worst.isPresent() ? worst.getAsInt() : null;
    }
}
