package io.tradewind.lead;

import io.tradewind.calendar.WorkingTime;
import io.tradewind.catalog.Product;
import io.tradewind.catalog.Products;
import io.tradewind.customer.CompanyNames;
import io.tradewind.engine.EmailAddresses;
import io.tradewind.engine.Refused;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.Currency;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/** What a lead must be before it is kept. The answer is the same lead, trimmed and in our own terms. */
@Component
class NewLeadCheck {

    /** Larger amounts have so far always been a slip of the keyboard. */
    private static final BigDecimal LARGEST_VALUE = new BigDecimal("1000000000");

    private static final LocalDate EARLIEST_DAY = LocalDate.of(1990, 1, 1);

    private final People people;
    private final Products products;
    private final WorkingTime workingTime;
    private final String companyCurrency;

    NewLeadCheck(
            People people,
            Products products,
            WorkingTime workingTime,
            @Value("${tradewind.company.currency}") String companyCurrency) {
        this.people = people;
        this.products = products;
        this.workingTime = workingTime;
        this.companyCurrency = companyCurrency;
    }

    NewLead check(NewLead lead) {
        BigDecimal value = value(lead.expectedValue());
        return new NewLead(
                companyName(lead.companyName()),
                line("contactName", lead.contactName(), 120),
                email(lead.email()),
                phone(lead.phone()),
                line("taxNumber", lead.taxNumber(), 40),
                region(line("region", lead.region(), 60)),
                source(line("source", lead.source(), 60)),
                line("campaign", lead.campaign(), 100),
                product(line("product", lead.product(), 60)),
                value,
                currency(line("currency", lead.currency(), 3), value),
                receivedOn(lead.receivedOn()),
                line("externalId", lead.externalId(), 100),
                text("note", lead.note(), 2000));
    }

    private static String companyName(@Nullable String given) {
        String name = line("companyName", given, 200);
        if (name == null) {
            throw new Refused("companyName", "Please give the company's name.");
        }
        if (CompanyNames.normalised(name).isEmpty()) {
            throw new Refused("companyName", "A company's name has at least one letter or digit.");
        }
        return name;
    }

    private static @Nullable String email(@Nullable String given) {
        String email = line("email", given, 254);
        if (email != null && !EmailAddresses.isPlausible(email)) {
            throw new Refused("email", "'" + email + "' is not an e-mail address; one looks like name@company.com.");
        }
        return email;
    }

    private static @Nullable String phone(@Nullable String given) {
        String phone = line("phone", given, 40);
        if (phone != null && phone.chars().filter(Character::isDigit).count() < 5) {
            throw new Refused("phone", "'" + phone + "' is not a phone number; it needs at least five digits.");
        }
        return phone;
    }

    /** The regions in which somebody works, each with what people call it. */
    Map<String, String> regions() {
        Map<String, String> regions = new TreeMap<>();
        people.all().stream()
                .map(Person::region)
                .filter(Objects::nonNull)
                .forEach(region -> regions.put(region, called(region)));
        return regions;
    }

    /** What people call a region: {@code region-north-east} is North East. */
    static String called(String region) {
        return Stream.of(region.replaceFirst("^region-", "").split("-"))
                .map(StringUtils::capitalize)
                .collect(Collectors.joining(" "));
    }

    private @Nullable String region(@Nullable String given) {
        if (given == null) {
            return null;
        }
        Set<String> known = regions().keySet();
        String wanted = given.toLowerCase(Locale.ROOT).replace(' ', '-');
        return known.stream()
                .filter(region -> region.equals(wanted) || region.equals("region-" + wanted))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        "region",
                        "There is no region '" + given + "'; choose one of "
                                + known.stream()
                                        .map(region -> region.replaceFirst("^region-", ""))
                                        .collect(Collectors.joining(", "))
                                + "."));
    }

    /** One spelling per source, or no figure by source would be right: {@code Trade fair} is {@code trade-fair}. */
    private static @Nullable String source(@Nullable String given) {
        return given == null ? null : given.toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", "-");
    }

    private @Nullable String product(@Nullable String given) {
        if (given == null) {
            return null;
        }
        return products.find(given)
                .map(Product::code)
                .orElseThrow(() -> new Refused(
                        "product",
                        "There is no product '" + given + "'; choose one of "
                                + products.all().stream().map(Product::name).collect(Collectors.joining(", ")) + "."));
    }

    private static @Nullable BigDecimal value(@Nullable BigDecimal given) {
        if (given == null) {
            return null;
        }
        if (given.signum() < 0) {
            throw new Refused("expectedValue", "The expected value cannot be negative.");
        }
        if (given.compareTo(LARGEST_VALUE) > 0) {
            throw new Refused("expectedValue", "The expected value is larger than 1,000,000,000; please check it.");
        }
        if (given.stripTrailingZeros().scale() > 2) {
            throw new Refused("expectedValue", "The expected value has more than two decimals.");
        }
        // a zero of a billion decimals is short to write and endless to compute with
        return given.stripTrailingZeros().setScale(2, RoundingMode.UNNECESSARY);
    }

    private @Nullable String currency(@Nullable String given, @Nullable BigDecimal value) {
        if (value == null) {
            if (given != null) {
                known(given);
            }
            return null;
        }
        return given == null ? companyCurrency : known(given);
    }

    private static String known(String given) {
        try {
            Currency currency = Currency.getInstance(given.toUpperCase(Locale.ROOT));
            // the standard also lists metals and test codes, which nobody pays in
            if (currency.getDefaultFractionDigits() >= 0) {
                return currency.getCurrencyCode();
            }
        } catch (IllegalArgumentException e) {
            // said below
        }
        throw new Refused("currency", "'" + given + "' is not a currency; give its ISO 4217 code, e.g. USD.");
    }

    private LocalDate receivedOn(@Nullable LocalDate given) {
        LocalDate today = workingTime.today();
        if (given == null) {
            return today;
        }
        // a day of grace: it may be tomorrow already where the lead was taken
        if (given.isAfter(today.plusDays(1))) {
            throw new Refused("receivedOn", "A lead cannot have been received in the future (" + given + ").");
        }
        if (given.isBefore(EARLIEST_DAY)) {
            throw new Refused("receivedOn", "The day " + given + " is too long ago; please check the year.");
        }
        return given;
    }

    private static @Nullable String line(String field, @Nullable String given, int longest) {
        String text = text(field, given, longest);
        if (text != null && text.chars().anyMatch(c -> c == '\n' || c == '\r' || c == '\t')) {
            throw new Refused(field, "The field " + field + " must be a single line.");
        }
        return text;
    }

    /** Trimmed; null if nothing is left. What no database and no mail can carry is refused here. */
    private static @Nullable String text(String field, @Nullable String given, int longest) {
        if (given == null || given.isBlank()) {
            return null;
        }
        String text = given.strip();
        if (text.length() > longest) {
            throw new Refused(field, "The field " + field + " takes at most " + longest + " characters.");
        }
        boolean unprintable = text.codePoints()
                .anyMatch(c -> Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t'
                        || Character.getType(c) == Character.SURROGATE);
        if (unprintable) {
            throw new Refused(field, "The field " + field + " holds characters that cannot be printed.");
        }
        return text;
    }
}
