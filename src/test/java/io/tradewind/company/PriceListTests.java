package io.tradewind.company;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.audit.AuditTrail;
import io.tradewind.support.TradewindTest;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Transactional;

@TradewindTest
@Transactional
class PriceListTests {

    @Autowired
    private PriceList prices;

    @Autowired
    private Products products;

    @Autowired
    private Acting acting;

    @Autowired
    private AuditTrail trail;

    @Autowired
    private JdbcClient jdbc;

    @Test
    void aProductIsFoundAndSoldAtItsPrice() {
        assertThat(prices.enter(said("floorPrice", null))).isTrue();

        assertThat(products.get("new mill 300"))
                .isEqualTo(new Product(
                        "new-mill-300",
                        "New Mill 300",
                        "Mills",
                        new BigDecimal("900.00"),
                        new BigDecimal("900.00"),
                        new BigDecimal("400.50"),
                        "USD"));
        assertThat(prices.enter(said("floorPrice", "900"))).as("the same again").isFalse();
        assertThat(prices.enter(said("floorPrice", "800"))).as("another floor").isTrue();
        assertThat(products.get("New Mill 300").floorPrice()).isEqualByComparingTo("800");
    }

    @Test
    void aRenamedProductIsStillMeantByItsCode() {
        Product gtx = products.get("GTX Pro");
        prices.enter(
                new NewProduct(gtx.code(), "Millennium", gtx.series(), gtx.listPrice(), null, gtx.unitCost(), null));

        assertThat(products.get(gtx.code()).name()).isEqualTo("Millennium");
        assertThat(products.get(gtx.code()).floorPrice()).isEqualTo(gtx.floorPrice());
        assertThatThrownBy(() -> prices.enter(said("code", "gtxpro")))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("is called nearly the same");
        assertThatThrownBy(() -> prices.enter(new NewProduct(
                        "cheap", "GTX Pro", "GTX", new BigDecimal("1"), null, new BigDecimal("1"), null)))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("with the code " + gtx.code());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "name, none, what the product is called",
                "name, '---', at least one letter",
                "name, G T X-Pro, is called nearly the same",
                "code, 'mill 300!', A code is letters",
                "series, none, to which series",
                "listPrice, none, give the amount",
                "listPrice, -1, not negative",
                "listPrice, 10.005, at most two decimals",
                "floorPrice, 900.01, must not be above",
                "unitCost, none, give the amount",
                "currency, EUR, 'Prices are in USD'"
            })
    void whatCannotBeTakenIsRefusedByItsField(String field, @Nullable String value, String why) {
        assertThatThrownBy(() -> prices.enter(said(field, value)))
                .isInstanceOfSatisfying(
                        Refused.class, refused -> assertThat(refused.field()).isEqualTo(field))
                .hasMessageContaining(why);
    }

    @Test
    void theTrailNamesWhoChangedAPriceAndNobodyForAChangePastUs() {
        acting.asPerson("finance", () -> prices.enter(said("floorPrice", "800")));
        jdbc.sql("SELECT set_config('tradewind.person', '', true)")
                .query(String.class)
                .single();
        jdbc.sql("UPDATE product SET list_price = 901 WHERE code = 'new-mill-300'")
                .update();

        assertThat(trail.find(new AuditTrail.Search("price", null, "new-mill-300", null, null), null, 5))
                .extracting(entry -> entry.act() + " by " + entry.person())
                .containsExactly("changed by null", "made by finance");
    }

    private static NewProduct said(String field, @Nullable String value) {
        return new NewProduct(
                field.equals("code") ? value : null,
                field.equals("name") ? value : "New Mill 300",
                field.equals("series") ? value : "Mills",
                field.equals("listPrice") ? amount(value) : new BigDecimal("900"),
                field.equals("floorPrice") ? amount(value) : new BigDecimal("700"),
                field.equals("unitCost") ? amount(value) : new BigDecimal("400.5"),
                field.equals("currency") ? value : null);
    }

    private static @Nullable BigDecimal amount(@Nullable String value) {
        return value == null ? null : new BigDecimal(value);
    }
}
