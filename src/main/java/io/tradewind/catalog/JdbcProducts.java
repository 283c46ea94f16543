package io.tradewind.catalog;

import io.tradewind.engine.ChangedBy;
import io.tradewind.engine.OncePerTransaction;
import io.tradewind.engine.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcProducts implements Products {

    private static final String SELECT =
            """
            SELECT code, name, series, list_price, floor_price, unit_cost, currency
              FROM product
            """;

    private static final String UPSERT =
            """
            INSERT INTO product (code, name, search_key, series, list_price, floor_price, unit_cost, currency)
            VALUES (:code, :name, :searchKey, :series, :listPrice, :floorPrice, :unitCost, :currency)
            ON CONFLICT (code) DO UPDATE
               SET name = excluded.name, search_key = excluded.search_key, series = excluded.series,
                   list_price = excluded.list_price, floor_price = excluded.floor_price,
                   unit_cost = excluded.unit_cost, currency = excluded.currency
            """;

    private final JdbcClient jdbc;
    private final ChangedBy changedBy;
    private final OncePerTransaction<String, Optional<Product>> known = new OncePerTransaction<>();

    JdbcProducts(JdbcClient jdbc, ChangedBy changedBy) {
        this.jdbc = jdbc;
        this.changedBy = changedBy;
    }

    @Override
    public List<Product> all() {
        return jdbc.sql(SELECT + " ORDER BY series, name")
                .query(JdbcProducts::product)
                .list();
    }

    @Override
    public Optional<Product> find(String codeOrName) {
        return known.get(codeOrName, said -> jdbc.sql(
                        SELECT + " WHERE code = :said OR search_key = :key ORDER BY code <> :said LIMIT 1")
                .param("said", said)
                .param("key", searchKey(said))
                .query(JdbcProducts::product)
                .optional());
    }

    @Override
    public Product get(String codeOrName) {
        return find(codeOrName)
                .orElseThrow(() -> new Refused(
                        "product", "There is no product '" + codeOrName + "'; choose one of the price list."));
    }

    @Override
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock() {
        jdbc.sql("LOCK TABLE product IN SHARE ROW EXCLUSIVE MODE").update();
        known.forget();
    }

    @Override
    public void save(Product product) {
        if (product.listPrice().signum() < 0 || product.floorPrice().compareTo(product.listPrice()) > 0) {
            throw new Refused(
                    "listPrice",
                    "The list price of " + product.name() + " must not be negative nor below its floor price.");
        }
        changedBy.whoIsActing();
        jdbc.sql(UPSERT)
                .param("code", product.code())
                .param("name", product.name())
                .param("searchKey", searchKey(product.name()))
                .param("series", product.series())
                .param("listPrice", product.listPrice())
                .param("floorPrice", product.floorPrice())
                .param("unitCost", product.unitCost())
                .param("currency", product.currency())
                .update();
        known.forget();
    }

    private static Product product(ResultSet row, int n) throws SQLException {
        return new Product(
                row.getString("code"),
                row.getString("name"),
                row.getString("series"),
                row.getBigDecimal("list_price"),
                row.getBigDecimal("floor_price"),
                row.getBigDecimal("unit_cost"),
                row.getString("currency"));
    }

    private static String searchKey(String codeOrName) {
        return codeOrName.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{Nd}]", "");
    }
}
