package io.tradewind.company;

import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.engine.Refused;
import io.tradewind.engine.Texts;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

@Service
@Transactional
class CheckedPriceList implements PriceList {

    private static final int LONGEST = 100;
    private static final int INTEGER_DIGITS = 13;
    private static final Pattern CODE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");

    private final Products products;
    private final String currency;

    CheckedPriceList(Products products, @Value("${tradewind.company.currency}") String currency) {
        this.products = products;
        this.currency = currency;
    }

    @Override
    @Transactional(readOnly = true)
    public List<Product> all() {
        return products.all();
    }

    @Override
    public boolean enter(NewProduct said) {
        return enter(said, null);
    }

    @Override
    public boolean enter(NewProduct said, @Nullable String chosen) {
        products.lock();
        String name = text("name", "Say what the product is called.", said.name());
        BigDecimal listPrice = amount("listPrice", said.listPrice());
        String code = code(said.code(), name);
        BigDecimal floorPrice =
                said.floorPrice() == null ? presentFloor(code, listPrice) : amount("floorPrice", said.floorPrice());
        Product product = new Product(
                code,
                name,
                text("series", "Say to which series it belongs: products of one share discount limits.", said.series()),
                listPrice,
                floorPrice,
                amount("unitCost", said.unitCost()),
                inOurs(said.currency()));
        if (floorPrice.compareTo(listPrice) > 0) {
            throw new Refused("floorPrice", "The floor price must not be above the list price.");
        }
        List<Product> present = products.all();
        if (present.contains(product)) {
            return false;
        }
        present.stream()
                .filter(other -> chosen != null
                        && other.code().equals(product.code())
                        && !other.code().equals(chosen))
                .findAny()
                .ifPresent(other -> {
                    throw new Refused(
                            "code",
                            "'" + other.code() + "' is " + other.name()
                                    + ". Choose that name below to change it, or take" + " another code.");
                });
        present.stream()
                .filter(other -> !other.code().equals(product.code()) && alike(other, product))
                .findAny()
                .ifPresent(other -> {
                    throw new Refused(
                            "name",
                            "'" + other.name() + "' with the code " + other.code()
                                    + " is called nearly the same, by name or code, and nobody could tell them apart."
                                    + " Change that one, or take another name.");
                });
        products.save(product);
        return true;
    }

    /** Whether one could be taken for the other: both are asked for by code or name. */
    private static boolean alike(Product one, Product other) {
        List<String> keys = List.of(searchKey(other.name()), searchKey(other.code()));
        return keys.contains(searchKey(one.name())) || keys.contains(searchKey(one.code()));
    }

    /** The floor that is known stays as far as it fits; a new product has none below its list price. */
    private BigDecimal presentFloor(String code, BigDecimal listPrice) {
        return products.all().stream()
                .filter(product -> product.code().equals(code))
                .map(product -> product.floorPrice().min(listPrice))
                .findAny()
                .orElse(listPrice);
    }

    private static String inWords(String field) {
        return field.equals("listPrice") ? "List price" : field.equals("floorPrice") ? "Floor price" : "Cost";
    }

    private String inOurs(@Nullable String said) {
        if (said != null && !said.isBlank() && !said.strip().equalsIgnoreCase(currency)) {
            throw new Refused("currency", "Prices are in " + currency + ", the company's currency. Convert this one.");
        }
        return currency;
    }

    private static BigDecimal amount(String field, @Nullable BigDecimal said) {
        if (said == null) {
            throw new Refused(field, inWords(field) + ": give the amount per unit, like 550.00.");
        }
        BigDecimal plain = said.stripTrailingZeros();
        if (plain.signum() < 0 || plain.scale() > 2 || plain.precision() - plain.scale() > INTEGER_DIGITS) {
            throw new Refused(
                    field,
                    inWords(field)
                            + ": an amount is not negative, below 10,000,000,000,000, and has at most two decimals, like 550.00.");
        }
        return plain.setScale(2);
    }

    private static String text(String field, String ifMissing, @Nullable String said) {
        String text = said == null ? "" : said.strip();
        if (text.isEmpty()) {
            throw new Refused(field, ifMissing);
        }
        if (text.codePointCount(0, text.length()) > LONGEST
                || !Texts.clean(text)
                || text.lines().count() > 1) {
            throw new Refused(field, "Write it on one line of at most " + LONGEST + " characters.");
        }
        if (searchKey(text).isEmpty()) {
            throw new Refused(field, "It needs at least one letter or digit.");
        }
        return text;
    }

    private static String code(@Nullable String said, String name) {
        boolean given = said != null && !said.isBlank();
        String code = (given ? said : name).strip().toLowerCase(Locale.ROOT).replaceAll("[\\s_/.]+", "-");
        if (code.length() > LONGEST || !CODE.matcher(code).matches()) {
            throw new Refused(
                    "code",
                    given
                            ? "A code is letters from a to z, digits and single hyphens, like gtx-pro."
                            : "No code can be made from this name. Give one of letters from a to z, digits and single"
                                    + " hyphens, like gtx-pro.");
        }
        return code;
    }

    /** As products are looked up: case, blanks and hyphens aside. */
    private static String searchKey(String name) {
        return Normalizer.normalize(name, Normalizer.Form.NFC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{Nd}]", "");
    }
}
