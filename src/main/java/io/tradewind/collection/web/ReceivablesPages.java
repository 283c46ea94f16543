package io.tradewind.collection.web;

import de.siegmar.fastcsv.writer.CsvWriter;
import io.tradewind.collection.OpenItem;
import io.tradewind.collection.Payments;
import io.tradewind.collection.Receivables;
import io.tradewind.customer.Customer;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Acting;
import io.tradewind.engine.variables.Shown;
import io.tradewind.engine.web.HomeLink;
import io.tradewind.intake.SafeCsv;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Who owes us how much for how long; from the sums down to the instalment. */
@Controller
class ReceivablesPages {

    private static final List<String> AGES = List.of("not due", "1–30", "31–60", "61–90", "> 90");

    private final Receivables receivables;
    private final ReceivablesSight sight;
    private final Customers customers;
    private final People people;
    private final Payments payments;
    private final Acting acting;

    ReceivablesPages(
            Receivables receivables,
            ReceivablesSight sight,
            Customers customers,
            People people,
            Payments payments,
            Acting acting) {
        this.receivables = receivables;
        this.sight = sight;
        this.customers = customers;
        this.people = people;
        this.payments = payments;
        this.acting = acting;
    }

    /**
     * A customer's or a rep's sums in one currency.
     *
     * @param sums one per age, then their total
     * @param onAccount what customers have left with us; empty where that cannot be told apart
     */
    record Line(String key, String name, String currency, List<String> sums, String onAccount) {}

    /** An instalment as the page shows it. */
    record Item(OpenItem item, String customer, String rep, String age, String amount, String open) {}

    @Bean
    static HomeLink receivablesLink() {
        return new HomeLink(
                40,
                "See who owes us money",
                "Receivables by age, per customer and rep, down to the instalment.",
                "/receivables",
                ReceivablesSight.ROLES);
    }

    @GetMapping("/receivables")
    String byAge(
            @RequestParam(defaultValue = "customer") String by,
            @RequestParam(required = false) @Nullable Long customer,
            @RequestParam(required = false) @Nullable String rep,
            Model model) {
        List<Item> items = items(customer, rep);
        boolean byRep = by.equals("rep");
        model.addAttribute("by", byRep ? "rep" : "customer");
        model.addAttribute("ages", AGES);
        Map<List<String>, BigDecimal> onAccount = byRep || rep != null ? Map.of() : onAccount(customer, items);
        model.addAttribute("lines", lines(items, byRep, onAccount));
        model.addAttribute("totals", totals(items, onAccount));
        model.addAttribute("showsOnAccount", !byRep && rep == null);
        model.addAttribute("writesOff", WriteOffPages.ASK.stream().anyMatch(acting::inGroup));
        model.addAttribute("customer", customer);
        model.addAttribute("rep", rep);
        model.addAttribute("items", customer == null && rep == null ? null : items);
        model.addAttribute(
                "chosen",
                customer != null
                        ? customers.find(customer).map(Customer::name).orElse("unknown customer")
                        : rep != null ? people.find(rep).map(Person::name).orElse(rep) : null);
        return "collection/receivables";
    }

    @GetMapping("/receivables.csv")
    void csv(
            @RequestParam(required = false) @Nullable Long customer,
            @RequestParam(required = false) @Nullable String rep,
            HttpServletResponse response)
            throws IOException {
        List<Item> items = items(customer, rep);
        response.setContentType("text/csv;charset=UTF-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"receivables.csv\"");
        try (CsvWriter csv = CsvWriter.builder().build(response.getOutputStream(), StandardCharsets.UTF_8)) {
            csv.writeRecord(List.of(
                    "customer",
                    "rep",
                    "order",
                    "invoice",
                    "instalment",
                    "due",
                    "daysOverdue",
                    "age",
                    "amount",
                    "open",
                    "currency",
                    "pause"));
            items.forEach(one -> csv.writeRecord(Stream.of(
                            one.customer(),
                            one.rep(),
                            one.item().orderNumber(),
                            one.item().invoiceNumber(),
                            one.item().instalment(),
                            one.item().dueOn().toString(),
                            String.valueOf(Math.max(0, one.item().daysOverdue())),
                            one.age(),
                            one.item().amount().toPlainString(),
                            one.item().open().toPlainString(),
                            one.item().currency(),
                            one.item().pause())
                    .map(SafeCsv::cell)
                    .toList()));
        }
    }

    private List<Item> items(@Nullable Long customer, @Nullable String rep) {
        Map<Long, String> customerNames =
                customers.all().stream().collect(Collectors.toMap(Customer::id, Customer::name));
        Map<String, String> repNames = people.all().stream().collect(Collectors.toMap(Person::userId, Person::name));
        return receivables.items().stream()
                .filter(sight.current())
                .filter(item -> customer == null || item.customerId() == customer)
                .filter(item -> rep == null || item.rep().equals(rep))
                .map(item -> new Item(
                        item,
                        customerNames.getOrDefault(item.customerId(), "customer " + item.customerId()),
                        repNames.getOrDefault(item.rep(), item.rep()),
                        AGES.get(item.age()),
                        Shown.money(item.amount()),
                        Shown.money(item.open())))
                .toList();
    }

    /** Who owes most first. */
    private static List<Line> lines(List<Item> items, boolean byRep, Map<List<String>, BigDecimal> onAccount) {
        Function<Item, String> key =
                item -> byRep ? item.item().rep() : String.valueOf(item.item().customerId());
        Function<Item, String> name = item -> byRep ? item.rep() : item.customer();
        return items.stream()
                .collect(Collectors.groupingBy(
                        item -> List.of(key.apply(item), item.item().currency()),
                        LinkedHashMap::new,
                        Collectors.toList()))
                .values()
                .stream()
                .sorted(Comparator.comparing(ReceivablesPages::total).reversed())
                .map(group -> new Line(
                        key.apply(group.get(0)),
                        name.apply(group.get(0)),
                        group.get(0).item().currency(),
                        sums(group),
                        shown(onAccount.get(List.of(
                                key.apply(group.get(0)), group.get(0).item().currency())))))
                .toList();
    }

    private static String shown(@Nullable BigDecimal amount) {
        return Shown.money(amount == null ? BigDecimal.ZERO : amount);
    }

    /** By customer and currency; of customers that owe something. */
    private Map<List<String>, BigDecimal> onAccount(@Nullable Long customer, List<Item> items) {
        Set<Long> owing = items.stream().map(item -> item.item().customerId()).collect(Collectors.toSet());
        return payments.onAccount().stream()
                .filter(left -> customer == null ? owing.contains(left.customerId()) : left.customerId() == customer)
                .collect(Collectors.groupingBy(
                        left -> List.of(String.valueOf(left.customerId()), left.currency()),
                        Collectors.reducing(BigDecimal.ZERO, Payments.OnAccount::left, BigDecimal::add)));
    }

    private static List<Line> totals(List<Item> items, Map<List<String>, BigDecimal> onAccount) {
        return items.stream()
                .collect(Collectors.groupingBy(item -> item.item().currency(), TreeMap::new, Collectors.toList()))
                .entrySet()
                .stream()
                .map(group -> new Line(
                        "",
                        "All",
                        group.getKey(),
                        sums(group.getValue()),
                        shown(onAccount.entrySet().stream()
                                .filter(left -> left.getKey().get(1).equals(group.getKey()))
                                .map(Map.Entry::getValue)
                                .reduce(BigDecimal.ZERO, BigDecimal::add))))
                .toList();
    }

    private static List<String> sums(List<Item> items) {
        List<BigDecimal> sums = new ArrayList<>(Collections.nCopies(AGES.size(), BigDecimal.ZERO));
        items.forEach(item -> sums.set(
                item.item().age(), sums.get(item.item().age()).add(item.item().open())));
        return Stream.concat(sums.stream(), Stream.of(total(items)))
                .map(Shown::money)
                .toList();
    }

    private static BigDecimal total(List<Item> items) {
        return items.stream().map(item -> item.item().open()).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
