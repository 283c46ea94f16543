package io.tradewind.customer;

import io.tradewind.engine.OncePerTransaction;
import io.tradewind.engine.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcCustomers implements Customers {

    private static final String SELECT =
            """
            SELECT id, number, name, email, phone, tax_number, sector, country, region, owner, customer_class, parent_id
              FROM customer
            """;

    /**
     * Trigram similarity from which two names are worth a person's look; 0.45 keeps "Acme" and "Akme" together. The index is
     * told of it too, with the name that is looked for: by its own 0.3 it would hand over, to be read and dropped, every
     * company whose name shares a common word.
     */
    private static final String MATCHES =
            """
            WITH asked AS MATERIALIZED (
              SELECT :name || left(set_config('pg_trgm.similarity_threshold', '0.45', true), 0) AS name)
            SELECT customer.id, number, customer.name, email, phone, tax_number, sector, country, region, owner,
                   customer_class, parent_id,
                   CASE WHEN tax_number_normalised = :tax THEN 'same tax number'
                        WHEN name_normalised = :name THEN 'same name'
                        WHEN lower(email) = lower(:email) THEN 'same e-mail'
                        WHEN phone_normalised = :phone THEN 'same phone'
                        WHEN split_part(lower(email), '@', 2) = split_part(lower(:email), '@', 2)
                         AND NOT split_part(lower(:email), '@', 2) = ANY(:publicMail) THEN 'same mail domain'
                        ELSE 'similar name' END AS why,
                   (tax_number_normalised = :tax OR name_normalised = :name) IS TRUE AS exact
              FROM asked, customer
             WHERE name_normalised = :name
                OR tax_number_normalised = :tax
                OR lower(email) = lower(:email)
                OR phone_normalised = :phone
                -- nothing to look for where the domain is public: those who have it are not even read
                OR split_part(lower(email), '@', 2) = CASE WHEN split_part(lower(:email), '@', 2) <> ALL(:publicMail)
                                                           THEN split_part(lower(:email), '@', 2) END
                OR name_normalised % asked.name
             ORDER BY exact DESC, similarity(name_normalised, :name) DESC, customer.id
             LIMIT 10
            """;

    private static final String[] PUBLIC_MAIL = {
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "yahoo.com",
        "qq.com",
        "163.com",
        "126.com",
        "mail.ru",
        "yandex.ru",
        "icloud.com",
        "gmx.de",
        "web.de"
    };

    private static final String INSERT =
            """
            INSERT INTO customer (number, name, name_normalised, email, phone, phone_normalised, tax_number,
                                  tax_number_normalised, sector, country, region, owner, customer_class)
            VALUES ('K-' || lpad(nextval('customer_number')::text, 6, '0'), :name, :nameNormalised, :email, :phone,
                    :phoneNormalised, :taxNumber, :taxNumberNormalised, :sector, :country, :region, :owner, :class)
            RETURNING id
            """;

    private static final String ASSIGN_PARENT =
            """
            UPDATE customer SET parent_id = :parent, version = version + 1
             WHERE id = :id AND parent_id IS DISTINCT FROM :parent
            """;

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;
    private final OncePerTransaction<Long, Optional<Customer>> known = new OncePerTransaction<>();

    JdbcCustomers(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    @Override
    public Optional<Customer> find(long id) {
        return known.get(id, key -> jdbc.sql(SELECT + " WHERE id = :id")
                .param("id", key)
                .query(JdbcCustomers::customer)
                .optional());
    }

    @Override
    public Customer get(long id) {
        return find(id).orElseThrow(
                        () -> new Refused("customerId", "There is no customer " + id + "; choose one of the list."));
    }

    @Override
    public Map<Long, String> names(Collection<Long> ids) {
        Map<Long, String> names = new HashMap<>();
        if (!ids.isEmpty()) {
            jdbc.sql("SELECT id, name FROM customer WHERE id = ANY(:ids)")
                    .param("ids", ids.toArray(Long[]::new))
                    .query(row -> {
                        names.put(row.getLong("id"), row.getString("name"));
                    });
        }
        return names;
    }

    @Override
    public Optional<Customer> byName(String name) {
        return jdbc.sql(SELECT + " WHERE name_normalised = :name ORDER BY id LIMIT 1")
                .param("name", CompanyNames.normalised(name))
                .query(JdbcCustomers::customer)
                .optional();
    }

    @Override
    public Optional<Customer> byNumber(String number) {
        return jdbc.sql(SELECT + " WHERE number = upper(:number)")
                .param("number", number.strip())
                .query(JdbcCustomers::customer)
                .optional();
    }

    @Override
    public List<CustomerMatch> matches(CustomerFacts facts) {
        return jdbc.sql(MATCHES)
                .param("name", CompanyNames.normalised(facts.name()))
                .param("tax", CompanyNames.normalisedTaxNumber(facts.taxNumber()))
                .param("email", facts.email())
                .param("phone", CompanyNames.normalisedPhone(facts.phone()))
                .param("publicMail", PUBLIC_MAIL)
                .query((row, number) -> new CustomerMatch(
                        customer(row, number),
                        row.getBoolean("exact") ? CustomerMatch.Kind.EXACT : CustomerMatch.Kind.NEAR,
                        row.getString("why")))
                .list();
    }

    @Override
    public Customer register(NewCustomer customer) {
        if (customer.name().isBlank()) {
            throw new Refused("name", "A customer needs a name.");
        }
        long id = jdbc.sql(INSERT)
                .param("name", customer.name().trim())
                .param("nameNormalised", CompanyNames.normalised(customer.name()))
                .param("email", customer.email())
                .param("phone", customer.phone())
                .param("phoneNormalised", CompanyNames.normalisedPhone(customer.phone()))
                .param("taxNumber", customer.taxNumber())
                .param("taxNumberNormalised", CompanyNames.normalisedTaxNumber(customer.taxNumber()))
                .param("sector", customer.sector())
                .param("country", customer.country())
                .param("region", customer.region())
                .param("owner", customer.owner())
                .param("class", customer.customerClass() == null ? "C" : customer.customerClass())
                .query(Long.class)
                .single();
        if (customer.contactName() != null) {
            jdbc.sql("INSERT INTO contact (customer_id, name, email, phone) VALUES (:id, :name, :email, :phone)")
                    .param("id", id)
                    .param("name", customer.contactName())
                    .param("email", customer.email())
                    .param("phone", customer.phone())
                    .update();
        }
        known.forget();
        return get(id);
    }

    @Override
    public void assignOwner(long id, String userId) {
        jdbc.sql("UPDATE customer SET owner = :owner, version = version + 1 WHERE id = :id")
                .param("owner", userId)
                .param("id", id)
                .update();
        known.forget();
    }

    @Override
    public void assignParent(long id, @Nullable Long parentId) {
        Set<Long> concerned = new TreeSet<>(group(id));
        int changed = jdbc.sql(ASSIGN_PARENT)
                .param("parent", parentId, Types.BIGINT)
                .param("id", id)
                .update();
        known.forget();
        if (changed > 0) {
            concerned.addAll(group(id));
            events.publishEvent(new GroupChanged(List.copyOf(concerned)));
        }
    }

    @Override
    public void classify(long id, String customerClass) {
        jdbc.sql(
                        "UPDATE customer SET customer_class = :class, version = version + 1 WHERE id = :id AND customer_class <> :class")
                .param("class", customerClass)
                .param("id", id)
                .update();
        known.forget();
    }

    @Override
    public List<Customer> next(long afterId, int count) {
        return jdbc.sql(SELECT + " WHERE id > :after ORDER BY id LIMIT :count")
                .param("after", afterId)
                .param("count", count)
                .query(JdbcCustomers::customer)
                .list();
    }

    @Override
    public List<Customer> all() {
        return jdbc.sql(SELECT + " ORDER BY name")
                .query(JdbcCustomers::customer)
                .list();
    }

    @Override
    public List<Long> group(long id) {
        return jdbc.sql(
                        """
                        WITH head AS (SELECT coalesce(parent_id, id) AS id FROM customer WHERE id = :id)
                        SELECT c.id FROM customer c, head WHERE c.id = head.id OR c.parent_id = head.id ORDER BY c.id
                        """)
                .param("id", id)
                .query(Long.class)
                .list();
    }

    private static Customer customer(ResultSet row, int number) throws SQLException {
        return new Customer(
                row.getLong("id"),
                row.getString("number"),
                row.getString("name"),
                row.getString("email"),
                row.getString("phone"),
                row.getString("tax_number"),
                row.getString("sector"),
                row.getString("country"),
                row.getString("region"),
                row.getString("owner"),
                row.getString("customer_class"),
                row.getObject("parent_id", Long.class));
    }
}
