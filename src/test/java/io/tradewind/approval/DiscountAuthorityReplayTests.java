package io.tradewind.approval;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.organization.People;
import io.tradewind.organization.StandIns;
import io.tradewind.support.TradewindTest;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.transaction.annotation.Transactional;

/** The won deals of the sample, each asked again: whom would the price they closed at have needed? */
@TradewindTest
@Transactional
class DiscountAuthorityReplayTests {

    @Autowired
    private Authorities authorities;

    @Autowired
    private People people;

    @Autowired
    private StandIns standIns;

    @Autowired
    private Products products;

    @Autowired
    private Customers customers;

    private final Map<String, Product> priceList = new HashMap<>();
    private final Map<String, String> classes = new HashMap<>();

    @Test
    void theWonDealsOfTheSampleWouldHaveAskedAManagerADirectorOrTheGeneralManager() throws IOException {
        ApprovalPlanner planner = new ApprovalPlanner(new Remembered(authorities), people, standIns);
        Map<String, Integer> askedInRole = new TreeMap<>();
        int won = 0;

        for (NamedCsvRecord deal : deals()) {
            if (!deal.getField("deal_stage").equals("Won")) {
                continue;
            }
            won++;
            List<PlannedApprover> approvers = planner.plan(asRequest(deal)).approvers();
            askedInRole.merge(approvers.isEmpty() ? "nobody" : approvers.get(0).role(), 1, Integer::sum);
            if (approvers.size() > 1) {
                askedInRole.merge("countersigned by " + approvers.get(1).role(), 1, Integer::sum);
            }
        }

        assertThat(won).isEqualTo(4238);
        assertThat(askedInRole)
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "nobody", 2897,
                        "sales-manager", 1249,
                        "sales-director", 86,
                        "general-manager", 6,
                        "countersigned by finance", 6));
    }

    private ApprovalRequest asRequest(NamedCsvRecord deal) {
        Product product = priceList.computeIfAbsent(deal.getField("product"), products::get);
        BigDecimal price = new BigDecimal(deal.getField("close_value"));
        BigDecimal discount = BigDecimal.ONE.subtract(price.divide(product.listPrice(), 12, RoundingMode.FLOOR));
        String customerClass = classes.computeIfAbsent(
                deal.getField("account"),
                name -> customers.byName(name).map(Customer::customerClass).orElse("C"));
        return new ApprovalRequest(
                "discount",
                deal.getField("opportunity_id"),
                1,
                deal.getField("sales_agent").toLowerCase(Locale.ROOT).replace(' ', '-'),
                "Replayed",
                Map.of(
                        "discount", discount.max(BigDecimal.ZERO),
                        "margin", price.subtract(product.unitCost()).divide(price, 12, RoundingMode.FLOOR),
                        "belowFloor", price.compareTo(product.floorPrice()) < 0 ? BigDecimal.ONE : BigDecimal.ZERO),
                Map.of("productSeries", List.of(product.series()), "customerClass", List.of(customerClass)),
                List.of(),
                null,
                product.currency(),
                null);
    }

    private static List<NamedCsvRecord> deals() throws IOException {
        try (CsvReader<NamedCsvRecord> rows = CsvReader.builder()
                .ofNamedCsvRecord(new InputStreamReader(
                        new ClassPathResource("samples/crm-sales-opportunities/sales_pipeline.csv").getInputStream(),
                        StandardCharsets.UTF_8))) {
            return rows.stream().toList();
        }
    }

    /** Asks the same question of the tables once. */
    private static final class Remembered implements Authorities {
        private final Authorities tables;
        private final Map<Object, Object> answers = new HashMap<>();

        Remembered(Authorities tables) {
            this.tables = tables;
        }

        @Override
        public Repeats repeats(ApprovalRequest request) {
            return tables.repeats(request);
        }

        @Override
        @SuppressWarnings("unchecked")
        public Optional<Authority> of(String role, ApprovalRequest request) {
            return (Optional<Authority>)
                    answers.computeIfAbsent(List.of(role, request.inputs()), key -> tables.of(role, request));
        }

        @Override
        @SuppressWarnings("unchecked")
        public List<Countersign> countersigns(ApprovalRequest request) {
            // the table draws its lines at whole percents, so a tenth of one is fine enough
            Object alike = List.of(
                    request.measures().get("belowFloor"),
                    request.measures().get("margin").setScale(3, RoundingMode.FLOOR));
            return (List<Countersign>) answers.computeIfAbsent(alike, key -> tables.countersigns(request));
        }

        @Override
        public Optional<String> fallbackRole(ApprovalRequest request) {
            return tables.fallbackRole(request);
        }
    }
}
