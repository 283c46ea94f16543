package io.tradewind.contract;

import io.tradewind.approval.Answer;
import io.tradewind.approval.Approval;
import io.tradewind.approval.ApprovalDecision;
import io.tradewind.approval.Approvals;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.contract.ContractClause.Judge;
import io.tradewind.credit.CreditGate;
import io.tradewind.customer.Customers;
import io.tradewind.deal.Deals;
import io.tradewind.deal.Quotation;
import io.tradewind.deal.QuotationLine;
import io.tradewind.engine.Acting;
import io.tradewind.engine.OncePerTransaction;
import io.tradewind.engine.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcContracts implements Contracts, ContractWork {

    /** Longer than anybody plans, and a term that the calendar can carry. */
    private static final int MAX_MONTHS = 120;

    /** What was agreed by word of mouth may begin before it is written down, but not by more than this. */
    private static final int MAX_DAYS_BACK = 31;

    private static final int MAX_YEARS_AHEAD = 2;

    private static final String SELECT =
            """
            SELECT number, deal_number, quotation_version, customer_id, rep, total, currency, payment_days, starts_on, ends_on,
                   notice_days, delivery_address, deliver_by, deviations, renewal_on, state, revision, approved_revision, approval_id, text,
                   text_sha256, signed_on, signed_by_customer
              FROM contract
            """;

    private static final String LOOKS =
            """
            SELECT number, customer_id, rep, total, currency, state, ends_on, renewal_on,
                   coalesce(approved_revision = revision AND text IS NOT NULL, false) AS approved,
                   (SELECT count(*)
                      FROM contract_provision p
                     WHERE p.contract_number = c.number AND p.deviation <> 'none') AS deviations
              FROM contract c
             ORDER BY drafted_at DESC, number DESC
            """;

    private static final String LINES =
            """
            SELECT position, product, product_name, quantity, amount
              FROM contract_line
             WHERE contract_number = :number
             ORDER BY position
            """;

    private static final String INSERT =
            """
            INSERT INTO contract (number, deal_number, quotation_version, customer_id, rep, total, currency, payment_days,
                                  deliver_by, drafted_at)
            VALUES ('C-' || :year || '-' || lpad(nextval('contract_number')::text, 6, '0'), :dealNumber, :quotationVersion,
                    :customerId, :rep, :total, :currency, :paymentDays, :deliverBy, :now)
            RETURNING number
            """;

    private static final String INSERT_LINE =
            """
            INSERT INTO contract_line (contract_number, position, product, product_name, quantity, amount)
            VALUES (:number, :position, :product, :productName, :quantity, :amount)
            """;

    private static final String INSTALMENTS =
            """
            SELECT number, share, days_after_invoice
              FROM contract_instalment
             WHERE contract_number = :number
             ORDER BY number
            """;

    private static final String FORGET_INSTALMENTS =
            "DELETE FROM contract_instalment WHERE contract_number = :contract";

    private static final String INSERT_INSTALMENT =
            """
            INSERT INTO contract_instalment (contract_number, number, share, days_after_invoice)
            VALUES (:contract, :number, :share, :days)
            """;

    private static final String DRAFTED_AT = "SELECT drafted_at FROM contract WHERE number = :number";

    private static final String SETTLE =
            """
            UPDATE contract
               SET starts_on = :startsOn, ends_on = :endsOn, notice_days = :noticeDays, payment_days = :paymentDays,
                   delivery_address = :deliveryAddress, deviations = :deviations, state = 'draft', text = NULL,
                   text_sha256 = NULL, legal_wording = legal_wording + :newForLegal,
                   finance_wording = finance_wording + :newForFinance,
                   management_wording = management_wording + :newForManagement, version = version + 1
             WHERE number = :number AND state IN ('draft', 'ready')
            """;

    private static final String WRITE =
            """
            UPDATE contract
               SET text = :text, text_sha256 = :sha256, revision = :revision, state = 'ready', version = version + 1
             WHERE number = :number AND state IN ('draft', 'ready')
            """;

    private static final String APPROVE =
            """
            UPDATE contract
               SET approved_revision = :revision, approval_id = :approvalId, approved_at = :now, version = version + 1
             WHERE number = :number AND state = 'ready' AND revision = :revision
            """;

    private static final String WORDINGS =
            "SELECT legal_wording, finance_wording, management_wording FROM contract WHERE number = :number";

    private static final String SIGN =
            """
            UPDATE contract
               SET state = 'signed', signed_on = :signedOn, signed_by_customer = :signedByCustomer, version = version + 1
             WHERE number = :number AND state = 'ready' AND approved_revision = revision
            """;

    private static final String ARCHIVE =
            """
            INSERT INTO contract_archive (contract_number, text, text_sha256, signed_on, signed_by_customer, archived_at)
            SELECT number, text, text_sha256, signed_on, signed_by_customer, :now FROM contract WHERE number = :number
            """;

    private static final String UNCHANGED =
            """
            SELECT count(*)
              FROM contract c JOIN contract_archive a ON a.contract_number = c.number
             WHERE c.number = :number AND c.text = a.text AND c.text_sha256 = a.text_sha256
               AND a.text_sha256 = encode(sha256(convert_to(a.text, 'UTF8')), 'hex')
            """;

    private static final String CANCEL =
            """
            UPDATE contract
               SET state = 'void', void_why = :why, version = version + 1
             WHERE number = :number AND state IN ('draft', 'ready')
            """;

    private final JdbcClient jdbc;
    private final Deals deals;
    private final Customers customers;
    private final CreditGate gate;
    private final ContractText wording;
    private final ContractPdf printer;
    private final JdbcClauses clauses;
    private final JdbcContractDocuments documents;
    private final JdbcContractRegister register;
    private final Approvals approvals;
    private final Acting acting;
    private final WorkingTime workingTime;
    private final Clock clock;
    private final ZoneId zone;
    private final ApplicationEventPublisher events;

    /** Five tables each time; forgotten by each method that changes one of them. */
    private final OncePerTransaction<String, Optional<Contract>> read = new OncePerTransaction<>();

    JdbcContracts(
            JdbcClient jdbc,
            Deals deals,
            Customers customers,
            CreditGate gate,
            ContractText wording,
            ContractPdf printer,
            JdbcClauses clauses,
            JdbcContractDocuments documents,
            JdbcContractRegister register,
            Approvals approvals,
            Acting acting,
            WorkingTime workingTime,
            Clock clock,
            @Value("${tradewind.company.time-zone}") ZoneId zone,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.deals = deals;
        this.customers = customers;
        this.gate = gate;
        this.wording = wording;
        this.printer = printer;
        this.clauses = clauses;
        this.documents = documents;
        this.register = register;
        this.approvals = approvals;
        this.acting = acting;
        this.workingTime = workingTime;
        this.clock = clock;
        this.zone = zone;
        this.events = events;
    }

    @Override
    public Optional<Contract> find(String number) {
        return read.get(number, key -> jdbc.sql(SELECT + " WHERE number = :number")
                .param("number", key)
                .query(this::contract)
                .optional());
    }

    @Override
    public Contract get(String number) {
        return find(number).orElseThrow(() -> new Refused("contractNumber", "There is no contract " + number + "."));
    }

    @Override
    public List<Contract> ofDeal(String dealNumber) {
        return jdbc.sql(SELECT + " WHERE deal_number = :dealNumber ORDER BY drafted_at, number")
                .param("dealNumber", dealNumber)
                .query(this::contract)
                .list();
    }

    @Override
    public List<ContractLook> all() {
        return jdbc.sql(LOOKS)
                .query((row, index) -> new ContractLook(
                        row.getString("number"),
                        row.getLong("customer_id"),
                        row.getString("rep"),
                        row.getBigDecimal("total"),
                        row.getString("currency"),
                        Contract.State.of(row.getString("state")),
                        row.getBoolean("approved"),
                        row.getObject("ends_on", LocalDate.class),
                        row.getObject("renewal_on", LocalDate.class),
                        row.getInt("deviations")))
                .list();
    }

    @Override
    public boolean unchangedSinceSignature(String number) {
        return jdbc.sql(UNCHANGED).param("number", number).query(Long.class).single() == 1;
    }

    @Override
    public Contract draft(String dealNumber, long customerId, String rep) {
        Optional<Contract> living = ofDeal(dealNumber).stream()
                .filter(contract -> contract.state() != Contract.State.VOID)
                .findFirst();
        if (living.isPresent()) {
            return living.get();
        }
        Quotation quotation = deals.acceptedQuotation(dealNumber)
                .orElseThrow(() -> new Refused(
                        "dealNumber", "The customer has accepted no quotation of deal " + dealNumber + " yet."));
        String number = jdbc.sql(INSERT)
                .param("year", String.valueOf(workingTime.today().getYear()))
                .param("dealNumber", dealNumber)
                .param("quotationVersion", quotation.version())
                .param("customerId", customerId)
                .param("rep", rep)
                .param("total", quotation.total())
                .param("currency", quotation.currency())
                .param("paymentDays", quotation.paymentDays())
                .param("deliverBy", quotation.deliveryDate())
                .param("now", Timestamp.from(clock.instant()))
                .query(String.class)
                .single();
        for (QuotationLine line : quotation.lines()) {
            jdbc.sql(INSERT_LINE)
                    .param("number", number)
                    .param("position", line.position())
                    .param("product", line.product())
                    .param("productName", line.productName())
                    .param("quantity", line.quantity())
                    .param("amount", line.amount())
                    .update();
        }
        plan(number, PaymentPlan.of(null, quotation.paymentDays()));
        clauses.copyLibrary(number, workingTime.today());
        read.forget();
        return get(number);
    }

    private void plan(String contract, List<PlannedInstalment> instalments) {
        jdbc.sql(FORGET_INSTALMENTS).param("contract", contract).update();
        for (PlannedInstalment instalment : instalments) {
            jdbc.sql(INSERT_INSTALMENT)
                    .param("contract", contract)
                    .param("number", instalment.number())
                    .param("share", instalment.share())
                    .param("days", instalment.daysAfterInvoice())
                    .update();
        }
    }

    @Override
    public Contract settle(String number, ContractTerms terms) {
        if (terms.months() < 1 || terms.months() > MAX_MONTHS) {
            throw new Refused("contractMonths", "A contract runs for 1 to " + MAX_MONTHS + " months.");
        }
        LocalDate earliest = draftedOn(number).minusDays(MAX_DAYS_BACK);
        if (terms.startsOn().isBefore(earliest)) {
            throw new Refused(
                    "startsOn",
                    "The contract must not start before " + earliest + ", " + MAX_DAYS_BACK
                            + " days before it was drafted.");
        }
        LocalDate latest = workingTime.today().plusYears(MAX_YEARS_AHEAD);
        if (terms.startsOn().isAfter(latest)) {
            throw new Refused(
                    "startsOn",
                    "The contract must start within " + MAX_YEARS_AHEAD + " years, on " + latest + " at the latest.");
        }
        LocalDate endsOn = terms.startsOn().plusMonths(terms.months()).minusDays(1);
        if (terms.noticeDays() < 0 || terms.noticeDays() >= ChronoUnit.DAYS.between(terms.startsOn(), endsOn)) {
            throw new Refused("noticeDays", "The notice must be shorter than the contract itself.");
        }
        Contract stands = get(number);
        int quoted = quotedPaymentDays(stands);
        if (terms.paymentDays() < 0 || terms.paymentDays() > quoted) {
            throw new Refused(
                    "paymentDays",
                    "The customer accepted " + quoted
                            + " payment days, and no more were approved. Longer terms need a new" + " quotation.");
        }
        List<ContractClause> before = clauses.of(number);
        if (before.isEmpty()) {
            // drafted before there was a library
            clauses.copyLibrary(number, draftedOn(number));
            before = clauses.of(number);
        }
        List<ContractClause> after =
                terms.clauses() == null ? before : ClauseEdits.apply(before, terms.clauses(), me());
        List<PlannedInstalment> instalments = PaymentPlan.of(terms.paymentPlan(), terms.paymentDays());
        changed(
                jdbc.sql(SETTLE)
                        .param("number", number)
                        .param("startsOn", terms.startsOn())
                        .param("endsOn", endsOn)
                        .param("noticeDays", terms.noticeDays())
                        .param("paymentDays", terms.paymentDays())
                        .param("deliveryAddress", PlainText.orNull(terms.deliveryAddress()))
                        .param("deviations", inWords(after))
                        .param("newForLegal", ClauseEdits.anythingNew(before, after, Judge.LEGAL) ? 1 : 0)
                        .param("newForFinance", ClauseEdits.anythingNew(before, after, Judge.FINANCE) ? 1 : 0)
                        .param("newForManagement", ClauseEdits.anythingNew(before, after, Judge.MANAGEMENT) ? 1 : 0)
                        .update(),
                number);
        if (!PaymentPlan.words(instalments).equals(PaymentPlan.words(stands.paymentPlan()))) {
            plan(number, instalments);
        }
        if (!after.equals(before)) {
            clauses.replace(number, after);
        }
        read.forget();
        return get(number);
    }

    private static @Nullable String inWords(List<ContractClause> clauses) {
        return PlainText.orNull(clauses.stream()
                .filter(ContractClause::deviates)
                .map(ContractClause::deviationInWords)
                .collect(Collectors.joining("\n")));
    }

    private String me() {
        return acting.user().orElse("system");
    }

    /** How often a deviation came in that was not there before. */
    Wordings wordings(String number) {
        return jdbc.sql(WORDINGS).param("number", number).query(Wordings.class).single();
    }

    /** Numbers of wordings, by who judges them. */
    record Wordings(int legalWording, int financeWording, int managementWording) {}

    private LocalDate draftedOn(String number) {
        return jdbc.sql(DRAFTED_AT)
                .param("number", number)
                .query(Timestamp.class)
                .optional()
                .map(at -> LocalDate.ofInstant(at.toInstant(), zone))
                .orElseThrow(() -> new Refused("contractNumber", "There is no contract " + number + "."));
    }

    private int quotedPaymentDays(Contract contract) {
        return deals.quotations(contract.dealNumber()).stream()
                .filter(quotation -> quotation.version() == contract.quotationVersion())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Contract " + contract.number() + " lost its quotation"))
                .paymentDays();
    }

    @Override
    public Contract write(String number) {
        Contract contract = get(number);
        if (contract.startsOn() == null) {
            throw new Refused("The terms of contract " + number + " are not settled yet.");
        }
        Map<String, Object> model =
                wording.model(contract, customers.get(contract.customerId()), gate.agreedPrepayment(number));
        String text = wording.of(model);
        Optional<JdbcContractDocuments.Latest> last = documents.latest(number);
        boolean asBefore = last.filter(document -> document.textSha256().equals(Sha256.of(text)))
                .isPresent();
        int revision = asBefore
                ? last.get().revision()
                : Math.max(
                                contract.revision(),
                                last.map(JdbcContractDocuments.Latest::revision).orElse(0))
                        + 1;
        if (!asBefore) {
            Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
            documents.write(number, revision, text, printer.of(printed(model, revision, text), now), now);
        }
        changed(
                jdbc.sql(WRITE)
                        .param("number", number)
                        .param("text", text)
                        .param("sha256", Sha256.of(text))
                        .param("revision", revision)
                        .update(),
                number);
        read.forget();
        return get(number);
    }

    private static Map<String, Object> printed(Map<String, Object> model, int revision, String text) {
        Map<String, Object> printed = new HashMap<>(model);
        printed.put("revision", revision);
        printed.put("fingerprint", Sha256.of(text));
        return printed;
    }

    @Override
    public Contract approve(String number, int revision, @Nullable Long approvalId) {
        Contract contract = get(number);
        if (contract.approved() && contract.revision() == revision) {
            return contract;
        }
        int rows = jdbc.sql(APPROVE)
                .param("number", number)
                .param("revision", revision)
                .param("approvalId", approvalId)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        read.forget();
        if (rows == 0) {
            throw new Refused("Contract " + number + " has other words by now: what was approved is revision "
                    + revision + ", what stands is revision " + contract.revision() + ".");
        }
        documents
                .written(number, revision)
                .ifPresent(document ->
                        register.append(number, revision, "approved", document.sha256(), approvers(approvalId)));
        return get(number);
    }

    /** Those who agreed; where nobody had to be asked, who would have asked. */
    private String approvers(@Nullable Long approvalId) {
        if (approvalId == null) {
            return me();
        }
        Approval approval = approvals.get(approvalId);
        String agreed = approval.decisions().stream()
                .filter(decision -> decision.answer() == Answer.APPROVE)
                .map(ApprovalDecision::decidedBy)
                .distinct()
                .collect(Collectors.joining(", "));
        return agreed.isEmpty() ? approval.request().requester() : agreed;
    }

    @Override
    public ContractDocuments.Document attachSignedCopy(String number, String fileName, byte[] pdf) {
        return documents.attachSignedCopy(number, fileName, pdf);
    }

    @Override
    public Contract sign(String number, LocalDate signedOn, String signedByCustomer) {
        if (signedOn.isAfter(workingTime.today())) {
            throw new Refused("signedOn", "The day of the signature must not be in the future.");
        }
        LocalDate draftedOn = draftedOn(number);
        if (signedOn.isBefore(draftedOn)) {
            throw new Refused(
                    "signedOn",
                    "The day of the signature must not be before " + draftedOn + ", when the contract was drafted.");
        }
        if (signedByCustomer.isBlank()) {
            throw new Refused("signedByCustomer", "Name the person who signed for the customer.");
        }
        Contract contract = get(number);
        if (contract.state() == Contract.State.SIGNED) {
            return contract;
        }
        if (contract.state() == Contract.State.READY && !contract.approved()) {
            throw new Refused(
                    "signature", "Contract " + number + " is not approved as it stands; nobody may sign it yet.");
        }
        Optional<ContractDocuments.Document> copy = documents.signedCopy(number, contract.revision());
        if (copy.isEmpty() && documents.written(number, contract.revision()).isPresent()) {
            throw new Refused("signature", "Upload the signed copy first, on the page /contracts/" + number + " .");
        }
        changed(
                jdbc.sql(SIGN)
                        .param("number", number)
                        .param("signedOn", signedOn)
                        .param("signedByCustomer", signedByCustomer.strip())
                        .update(),
                number);
        jdbc.sql(ARCHIVE)
                .param("number", number)
                .param("now", Timestamp.from(clock.instant()))
                .update();
        copy.ifPresent(file -> register.append(number, file.revision(), "signed", file.sha256(), me()));
        read.forget();
        Contract signed = get(number);
        events.publishEvent(new ContractSigned(
                number,
                signed.dealNumber(),
                signed.customerId(),
                signed.rep(),
                signed.total(),
                signed.currency(),
                signedOn));
        return signed;
    }

    @Override
    public void cancel(String number, String why) {
        changed(jdbc.sql(CANCEL).param("number", number).param("why", why).update(), number);
        read.forget();
    }

    private void changed(int rows, String number) {
        if (rows == 0) {
            read.forget();
            throw new Refused(
                    "Contract " + number + " is " + get(number).state().code() + " and cannot be changed this way.");
        }
    }

    private Contract contract(ResultSet row, int index) throws SQLException {
        String number = row.getString("number");
        return new Contract(
                number,
                row.getString("deal_number"),
                row.getLong("quotation_version"),
                row.getLong("customer_id"),
                row.getString("rep"),
                row.getBigDecimal("total"),
                row.getString("currency"),
                row.getInt("payment_days"),
                jdbc.sql(INSTALMENTS)
                        .param("number", number)
                        .query(PlannedInstalment.class)
                        .list(),
                row.getObject("starts_on", LocalDate.class),
                row.getObject("ends_on", LocalDate.class),
                row.getInt("notice_days"),
                row.getString("delivery_address"),
                row.getObject("deliver_by", LocalDate.class),
                row.getString("deviations"),
                clauses.of(number),
                row.getObject("renewal_on", LocalDate.class),
                Contract.State.of(row.getString("state")),
                row.getInt("revision"),
                row.getObject("approved_revision", Integer.class),
                row.getObject("approval_id", Long.class),
                row.getString("text"),
                row.getString("text_sha256"),
                row.getObject("signed_on", LocalDate.class),
                row.getString("signed_by_customer"),
                jdbc.sql(LINES)
                        .param("number", number)
                        .query(ContractLine.class)
                        .list());
    }
}
