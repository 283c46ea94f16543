package io.tradewind.demo;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.engine.OnDemo;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationStartedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Loads the demo company once, into an empty database. */
@Component
@OnDemo
class DemoCompany {

    private static final Logger log = LoggerFactory.getLogger(DemoCompany.class);
    private static final String PASSWORD = "demo";

    /** What the sample does not tell: below 70 % of the list price finance must agree, and making it costs 55 %. */
    private static final BigDecimal FLOOR_SHARE = new BigDecimal("0.70");

    private static final BigDecimal COST_SHARE = new BigDecimal("0.55");

    private final People people;
    private final Products products;
    private final Customers customers;
    private final DemoMarks marks;
    private final String currency;

    DemoCompany(
            People people,
            Products products,
            Customers customers,
            DemoMarks marks,
            @Value("${tradewind.company.currency}") String currency) {
        this.people = people;
        this.products = products;
        this.customers = customers;
        this.marks = marks;
        this.currency = currency;
    }

    @EventListener(ApplicationStartedEvent.class)
    @Order(0)
    @Transactional
    public void load() {
        if (!marks.setOnce("company")) {
            return;
        }
        loadPeople();
        loadProducts();
        loadCustomers();
        log.info(
                "Demo company loaded: {} people, {} products, {} customers; everybody's password is '{}'",
                people.all().size(),
                products.all().size(),
                customers.all().size(),
                PASSWORD);
    }

    private void loadPeople() {
        hire("gm", "Gene Morgan", Roles.GENERAL_MANAGER, null);
        hire("director", "Dana Reeves", Roles.SALES_DIRECTOR, "gm");
        hire("support", "Sam Porter", Roles.SALES_SUPPORT, "director");
        hire("finance", "Fiona Hale", Roles.FINANCE, "gm");
        hire("legal", "Lee Garrison", Roles.LEGAL, "gm");
        hire("logistics", "Logan Tate", Roles.LOGISTICS, "gm");
        hire("service", "Sidney Vance", Roles.SERVICE, "director");
        hire("marketing", "Marta King", Roles.MARKETING, "director");
        hire("product", "Paula Dorn", Roles.PRODUCT, "gm");
        hire("hr", "Harper Reid", Roles.HR, "gm");
        hire("auditor", "Audrey Stone", Roles.AUDITOR, "gm");
        hire("owner", "Owen Perez", Roles.PROCESS_OWNER, "director");
        hire("admin", "Ada Minor", Roles.ADMIN, "gm");
        for (NamedCsvRecord row : SampleFiles.rows("sales_teams.csv")) {
            String manager = userId(row.getField("manager"));
            String team = "team-" + manager;
            String region = "region-" + row.getField("regional_office").toLowerCase(Locale.ROOT);
            if (people.find(manager).isEmpty()) {
                hire(manager, row.getField("manager"), Roles.SALES_MANAGER, "director", team, region);
            }
            String rep = row.getField("sales_agent");
            hire(userId(rep), rep, Roles.SALES_REP, manager, team, region);
        }
    }

    private void loadProducts() {
        for (NamedCsvRecord row : SampleFiles.rows("products.csv")) {
            String name = row.getField("product");
            BigDecimal listPrice = new BigDecimal(row.getField("sales_price"));
            products.save(new Product(
                    userId(name),
                    name,
                    row.getField("series"),
                    listPrice,
                    listPrice.multiply(FLOOR_SHARE).setScale(2, RoundingMode.HALF_UP),
                    listPrice.multiply(COST_SHARE).setScale(2, RoundingMode.HALF_UP),
                    currency));
        }
    }

    private void loadCustomers() {
        Map<String, String> owners = mostFrequentRep();
        Map<String, Long> ids = new HashMap<>();
        List<NamedCsvRecord> accounts = SampleFiles.rows("accounts.csv");
        for (NamedCsvRecord row : accounts) {
            Optional<Person> owner = Optional.ofNullable(owners.get(row.getField("account")))
                    .map(this::userId)
                    .flatMap(people::find);
            Customer customer = customers.register(new NewCustomer(
                    row.getField("account"),
                    null,
                    null,
                    null,
                    sector(row.getField("sector")),
                    country(row.getField("office_location")),
                    owner.map(Person::region).orElse(null),
                    owner.map(Person::userId).orElse(null),
                    customerClass(new BigDecimal(row.getField("revenue"))),
                    null));
            ids.put(row.getField("account"), customer.id());
        }
        for (NamedCsvRecord row : accounts) {
            Long parent = ids.get(row.getField("subsidiary_of"));
            if (parent != null) {
                customers.assignParent(ids.get(row.getField("account")), parent);
            }
        }
    }

    /** The customer belongs to the rep who handled most of its deals. */
    private static Map<String, String> mostFrequentRep() {
        Map<String, Map<String, Long>> deals = SampleFiles.rows("sales_pipeline.csv").stream()
                .filter(row -> !row.getField("account").isBlank())
                .collect(groupingBy(
                        row -> row.getField("account"), groupingBy(row -> row.getField("sales_agent"), counting())));
        Map<String, String> owners = new HashMap<>();
        deals.forEach((account, reps) -> reps.entrySet().stream()
                .max(Map.Entry.<String, Long>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .ifPresent(most -> owners.put(account, most.getKey())));
        return owners;
    }

    /** Yearly revenue of the account in millions: from 4,000 class A, from 1,500 class B. */
    private static String customerClass(BigDecimal revenueInMillions) {
        if (revenueInMillions.compareTo(new BigDecimal("4000")) >= 0) {
            return "A";
        }
        return revenueInMillions.compareTo(new BigDecimal("1500")) >= 0 ? "B" : "C";
    }

    /** The sample's slips of the pen. */
    private static String sector(String sector) {
        return sector.equals("technolgy") ? "technology" : sector;
    }

    private static String country(String country) {
        return country.equals("Philipines") ? "Philippines" : country;
    }

    private String userId(String name) {
        return name.toLowerCase(Locale.ROOT).replace(' ', '-');
    }

    private void hire(String userId, String name, String role, @Nullable String manager) {
        hire(userId, name, role, manager, null, null);
    }

    private void hire(
            String userId,
            String name,
            String role,
            @Nullable String manager,
            @Nullable String team,
            @Nullable String region) {
        people.register(
                new Person(userId, name, userId + "@tradewind.example", role, manager, team, region, "en", true),
                PASSWORD);
    }
}
