package io.tradewind.lead;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.customer.CompanyNames;
import io.tradewind.customer.Customer;
import io.tradewind.customer.CustomerFacts;
import io.tradewind.customer.Customers;
import io.tradewind.support.TradewindTest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * However the search goes to work, it finds what every pair compared by itself would find: for the sample's companies, and
 * for what people make of their names.
 */
@TradewindTest
class TwinSearchTests {

    /** Each customer looked at by itself; no index is asked. */
    private static final String CUSTOMERS_ONE_BY_ONE =
            """
            SELECT number
              FROM customer
             WHERE name_normalised = :name
                OR tax_number_normalised = :tax
                OR lower(email) = lower(:email)
                OR phone_normalised = :phone
                OR (split_part(lower(email), '@', 2) = split_part(lower(:email), '@', 2)
                    AND NOT split_part(lower(:email), '@', 2) = ANY(ARRAY['gmail.com', 'yahoo.com']))
                OR similarity(name_normalised, :name) >= 0.45
             ORDER BY (tax_number_normalised = :tax OR name_normalised = :name) IS TRUE DESC,
                      similarity(name_normalised, :name) DESC, id
             LIMIT 10
            """;

    private static final String LEADS_ONE_BY_ONE =
            """
            SELECT other.number
              FROM lead this JOIN lead other ON other.id <> this.id
             WHERE this.number = :number
               AND other.state IN ('new', 'assigned', 'contacted', 'nurturing')
               AND (other.id < this.id OR other.owner IS NOT NULL)
               AND (other.tax_number_normalised = this.tax_number_normalised
                    OR lower(other.email) = lower(this.email)
                    OR other.phone_normalised = this.phone_normalised
                    OR similarity(other.company_name_normalised, this.company_name_normalised) >= 0.6)
             ORDER BY similarity(other.company_name_normalised, this.company_name_normalised) DESC, other.id
             LIMIT 10
            """;

    private static final List<UnaryOperator<String>> NOISE = List.of(
            name -> name,
            name -> name.toUpperCase(java.util.Locale.ROOT) + ", Inc.",
            name -> name + " Europe",
            name -> name + " Technologies",
            name -> "The " + name + " Group",
            name -> name.substring(1),
            name -> name.substring(0, name.length() - 1),
            name -> name.charAt(1) + name.substring(0, 1) + name.substring(2),
            name -> name.replace('a', 'e'),
            name -> name.substring(0, name.length() / 2) + " " + name.substring(name.length() / 2));

    @Autowired
    private Customers customers;

    @Autowired
    private JdbcLeads leads;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private PlatformTransactionManager transactions;

    private final Random random = new Random(4);

    @Test
    void customersAreFoundAsIfEachWereComparedByItself() {
        Set<String> found = new HashSet<>();
        for (Customer customer : sample()) {
            for (UnaryOperator<String> noise : NOISE) {
                String name = noise.apply(customer.name());
                String email = random.nextInt(3) == 0
                        ? oneOf("x@gmail.com", "jo@" + domain(customer), "jo@acme.example")
                        : null;
                String phone = random.nextInt(5) == 0 ? customer.phone() : null;
                List<String> expected = jdbc.sql(CUSTOMERS_ONE_BY_ONE)
                        .param("name", CompanyNames.normalised(name))
                        .param("tax", CompanyNames.normalisedTaxNumber(customer.taxNumber()))
                        .param("email", email)
                        .param("phone", CompanyNames.normalisedPhone(phone))
                        .query(String.class)
                        .list();

                for (boolean once : List.of(true, false)) {
                    assertThat(
                                    planned(
                                            once, () -> customers
                                                    .matches(
                                                            new CustomerFacts(name, email, phone, customer.taxNumber()))
                                                    .stream()
                                                    .map(match ->
                                                            match.customer().number())
                                                    .toList()))
                            .as("%s, %s, %s", name, email, phone)
                            .isEqualTo(expected);
                }
                found.addAll(expected);
            }
        }
        assertThat(found).hasSizeGreaterThan(80);
    }

    @Test
    void leadsAreFoundAsIfEachWereComparedByItself() {
        new TransactionTemplate(transactions).executeWithoutResult(status -> {
            List<String> numbers = leadsOfTheSample();
            int found = 0;
            for (String number : numbers) {
                List<String> expected = jdbc.sql(LEADS_ONE_BY_ONE)
                        .param("number", number)
                        .query(String.class)
                        .list();

                for (boolean once : List.of(true, false)) {
                    assertThat(planned(once, () -> leads.like(number).stream()
                                    .map(twin -> twin.lead().number())
                                    .toList()))
                            .as(leads.get(number).companyName())
                            .isEqualTo(expected);
                }
                found += expected.size();
            }
            assertThat(found).isGreaterThan(numbers.size());
            status.setRollbackOnly();
        });
    }

    private List<String> leadsOfTheSample() {
        List<String> numbers = new ArrayList<>();
        for (Customer customer : sample()) {
            for (UnaryOperator<String> noise : NOISE) {
                String name = noise.apply(customer.name());
                numbers.add(jdbc.sql(
                                """
                                INSERT INTO lead (number, company_name, company_name_normalised, email, phone_normalised,
                                                  owner, received_on, created_by, content_hash, created_at, changed_at)
                                VALUES (:number, :name, :normalised, :email, :phone, :owner, '2026-01-05', 'marketing', '',
                                        now(), now())
                                RETURNING number
                                """)
                        .param("number", UUID.randomUUID().toString())
                        .param("name", name)
                        .param("normalised", CompanyNames.normalised(name))
                        .param("email", random.nextInt(4) == 0 ? random.nextInt(40) + "@Leads.example" : null)
                        .param("phone", random.nextInt(6) == 0 ? "55590" + random.nextInt(1000) : null)
                        .param("owner", random.nextInt(3) == 0 ? "zane-levy" : null)
                        .query(String.class)
                        .single());
            }
        }
        return numbers;
    }

    /** As a step of a process asks, or as anybody else; another measure of similarity was said before. */
    private List<String> planned(boolean once, Supplier<List<String>> search) {
        return Objects.requireNonNull(new TransactionTemplate(transactions).execute(status -> {
            jdbc.sql(
                            """
                            SELECT set_config('pg_trgm.similarity_threshold', :similarity, true),
                                   set_config('plan_cache_mode', :plans, true), set_config('enable_seqscan', :whole, true)
                            """)
                    .param("similarity", once ? "0.9" : "0.3")
                    .param("plans", once ? "force_generic_plan" : "auto")
                    .param("whole", once ? "off" : "on")
                    .query()
                    .listOfRows();
            return search.get();
        }));
    }

    private List<Customer> sample() {
        List<Customer> sample = customers.next(0, 85);
        assertThat(sample).extracting(Customer::name).contains("Acme Corporation", "Isdom");
        return sample;
    }

    private static String domain(Customer customer) {
        String email = customer.email();
        return email == null ? "nowhere.example" : email.substring(email.indexOf('@') + 1);
    }

    private @Nullable String oneOf(String... all) {
        return all[random.nextInt(all.length)];
    }
}
