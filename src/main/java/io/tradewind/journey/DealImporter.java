package io.tradewind.journey;

import io.tradewind.deal.ImportOutcome;
import io.tradewind.deal.ImportedDeal;
import io.tradewind.deal.Stage;
import io.tradewind.engine.Refused;
import io.tradewind.intake.Field;
import io.tradewind.intake.Outcome;
import io.tradewind.intake.Row;
import io.tradewind.intake.RowImporter;
import io.tradewind.organization.Roles;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;

/** {@code POST /api/deals/import}: the pipeline of another CRM. */
@Component
class DealImporter implements RowImporter {

    /** Names that other systems give to the stages of a deal, in lower case. */
    private static final Map<String, Stage> THEIR_STAGES = Map.ofEntries(
            Map.entry("prospect", Stage.PROSPECTING),
            Map.entry("new", Stage.PROSPECTING),
            Map.entry("qualification", Stage.PROSPECTING),
            Map.entry("appointment scheduled", Stage.PROSPECTING),
            Map.entry("engaged", Stage.ENGAGING),
            Map.entry("qualified", Stage.ENGAGING),
            Map.entry("qualified to buy", Stage.ENGAGING),
            Map.entry("needs analysis", Stage.ENGAGING),
            Map.entry("value proposition", Stage.ENGAGING),
            Map.entry("proposal", Stage.QUOTATION),
            Map.entry("proposal/price quote", Stage.QUOTATION),
            Map.entry("quote", Stage.QUOTATION),
            Map.entry("negotiation/review", Stage.NEGOTIATION),
            Map.entry("closed won", Stage.WON),
            Map.entry("closedwon", Stage.WON),
            Map.entry("closed lost", Stage.LOST),
            Map.entry("closedlost", Stage.LOST));

    private final Pipeline pipeline;

    DealImporter(Pipeline pipeline) {
        this.pipeline = pipeline;
    }

    @Override
    public String kind() {
        return "deals";
    }

    @Override
    public Set<String> uploaders() {
        return Set.of(
                Roles.SALES_SUPPORT, Roles.SALES_MANAGER, Roles.SALES_DIRECTOR, Roles.GENERAL_MANAGER, Roles.ADMIN);
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.text("externalId", 100)
                        .alsoCalled("opportunity id", "deal id", "record id", "id")
                        .required(),
                Field.text("rep", 200)
                        .alsoCalled("sales agent", "owner", "deal owner", "opportunity owner", "salesperson")
                        .required(),
                Field.text("customer", 200).alsoCalled("account", "account name", "company", "company name", "client"),
                Field.text("product", 200).alsoCalled("product name"),
                Field.text("stage", 100)
                        .alsoCalled("deal stage", "sales stage", "status")
                        .required(),
                Field.date("openedOn").alsoCalled("engage date", "open date", "created", "create date", "created date"),
                Field.date("closedOn").alsoCalled("close date", "closed date"),
                Field.money("value", "currency").alsoCalled("close value", "amount", "deal value", "deal amount"),
                Field.text("currency", 3).alsoCalled("currency code"),
                Field.text("lostReason", 100).alsoCalled("loss reason", "closed lost reason"),
                Field.text("competitor", 200));
    }

    @Override
    public Outcome take(Row row, String user) {
        return takeTogether(List.of(row), user).get(0);
    }

    /** If one is rejected all are undone: what was begun for it, such as its customer, is written already. */
    @Override
    public List<Outcome> takeTogether(List<Row> rows, String user) {
        Map<String, ImportedDeal> deals = new LinkedHashMap<>();
        rows.forEach(row -> deals.computeIfAbsent(row.requiredText("externalId"), id -> deal(id, row)));
        Set<String> added = new HashSet<>();
        keep(pipeline.takeOpen(all(deals, true)), added);
        keep(pipeline.takeClosed(all(deals, false)), added);
        return rows.stream()
                .map(row -> added.remove(row.requiredText("externalId")) ? Outcome.taken() : Outcome.alreadyKnown())
                .toList();
    }

    private static List<ImportedDeal> all(Map<String, ImportedDeal> deals, boolean open) {
        return deals.values().stream()
                .filter(deal -> deal.stage().open() == open)
                .toList();
    }

    private static void keep(List<ImportOutcome> outcomes, Set<String> added) {
        for (ImportOutcome outcome : outcomes) {
            if (outcome.rejected() != null) {
                throw new Refused(outcome.rejected());
            }
            if (outcome.added()) {
                added.add(outcome.externalId());
            }
        }
    }

    private ImportedDeal deal(String externalId, Row row) {
        Stage stage = stage(row.requiredText("stage"));
        String rep = pipeline.rep(row.requiredText("rep"));
        return new ImportedDeal(
                externalId,
                rep,
                pipeline.customer(row.text("customer"), rep),
                row.text("product"),
                stage,
                row.date("openedOn"),
                row.date("closedOn"),
                row.decimal("value"),
                row.text("currency"),
                row.text("lostReason"),
                row.text("competitor"));
    }

    private static Stage stage(String theirs) {
        Stage known = THEIR_STAGES.get(theirs.strip().toLowerCase(Locale.ROOT));
        return known != null ? known : Stage.of(theirs);
    }
}
