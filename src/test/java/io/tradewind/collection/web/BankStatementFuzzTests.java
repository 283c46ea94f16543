package io.tradewind.collection.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tradewind.collection.IssuedInvoices;
import io.tradewind.customer.Customers;
import io.tradewind.customer.NewCustomer;
import io.tradewind.engine.Refused;
import io.tradewind.intake.ImportJob;
import io.tradewind.intake.ImportJobs;
import io.tradewind.support.TradewindTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A good statement with something broken in it. However it is broken: the import ends with a sentence, a statement that
 * cannot be read is not taken in part, and no line is booked in part. A file is repeated with {@code -Dbank.seed=<seed>}.
 */
@TradewindTest
class BankStatementFuzzTests {

    private static final int FILES = 150;
    private static final Map<String, Integer> ENDED = new TreeMap<>();

    private static final List<String> ODD = List.of(
            "",
            " ",
            "-",
            "0",
            "-1.00",
            "1e5",
            "NaN",
            "99999999999999999999",
            "0.001",
            "<",
            "&",
            "&#0;",
            "&xxe;",
            "\u0000",
            "\u202e",
            "<Ntry>",
            "</Ntry>",
            "</Stmt>",
            "<![CDATA[",
            "]]>",
            "<!DOCTYPE x>",
            "CRDT",
            "DBIT",
            "true",
            "2026-02-30",
            "9999-12-31",
            "EUR",
            "' OR 1=1 --",
            "🙂",
            "\ud800");

    @Autowired
    private ImportJobs imports;

    @Autowired
    private Customers customers;

    @Autowired
    private JdbcClient jdbc;

    /** Always the same files, and one that nobody has seen yet. */
    static LongStream seeds() {
        String stated = System.getProperty("bank.seed");
        return stated != null
                ? LongStream.of(Long.parseLong(stated))
                : LongStream.concat(LongStream.rangeClosed(1, FILES), LongStream.of(System.nanoTime()));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void whateverIsBrokenNothingIsBookedInPart(long seed) throws IOException {
        Random random = new Random(seed);
        IssuedInvoices issued = new IssuedInvoices(jdbc);
        long customer = customers
                .register(NewCustomer.named("Fuzz " + UUID.randomUUID()))
                .id();
        String order = issued.newOrder(customer);
        Statement statement = Statement.any();
        for (int i = 0; i < 4; i++) {
            String bankNumber = UUID.randomUUID().toString();
            String amount = (10 + i) + ".00";
            statement.credit(bankNumber, amount, issued.issue(order, customer, "100.00", Statement.DAY.plusDays(9)));
        }
        byte[] file = broken(statement.xml(), random);
        long before = payments();

        UUID id;
        try {
            id = imports.accept("payments", "bank.xml", new ByteArrayInputStream(file), null, "finance");
        } catch (Refused refused) {
            ENDED.merge("refused", 1, Integer::sum);
            assertThat(refused.getMessage()).isNotBlank();
            assertThat(payments()).as("not in part; " + refused.getMessage()).isEqualTo(before);
            return;
        }
        imports.runWaiting();
        ImportJob job = imports.find(id, "finance").orElseThrow();

        String told = job.state() + ": " + job.message();
        ENDED.merge(job.state(), 1, Integer::sum);
        assertThat(job.state()).as(told).isEqualTo(ImportJob.DONE);
        assertThat(payments() - before).as(told).isEqualTo(job.done() - job.alreadyKnown());
        assertThat(jdbc.sql(
                                """
                                SELECT count(*) FROM payment p
                                 WHERE p.state = 'matched' AND p.kind = 'payment' AND p.customer_id = ?
                                   AND p.amount <> (SELECT coalesce(sum(a.amount), 0) FROM payment_allocation a
                                                     WHERE a.payment_id = p.id)
                                """)
                        .param(customer)
                        .query(Long.class)
                        .single())
                .as("each line whole; " + told)
                .isZero();
    }

    /** Files that all fail, or all succeed, prove nothing. */
    @AfterAll
    static void bothHappened() {
        if (System.getProperty("bank.seed") == null) {
            assertThat(ENDED).as("how they ended").hasSizeGreaterThan(1);
        }
    }

    private long payments() {
        return jdbc.sql("SELECT count(*) FROM payment").query(Long.class).single();
    }

    /** One to three things: bytes changed, a piece cut out, doubled or moved, a text made odd. */
    private static byte[] broken(String xml, Random random) {
        String text = xml;
        for (int n = random.nextInt(3); n >= 0; n--) {
            int at = random.nextInt(text.length());
            int length = Math.min(text.length() - at, 1 + random.nextInt(120));
            String piece = text.substring(at, at + length);
            String odd = ODD.get(random.nextInt(ODD.size()));
            text = switch (random.nextInt(7)) {
                case 0 -> text.substring(0, at) + text.substring(at + length);
                case 1 -> text.substring(0, at) + piece + text.substring(at);
                case 2 -> text.substring(0, at);
                case 3 -> text.substring(0, at) + odd + text.substring(at);
                default -> {
                    int open = text.indexOf('>', at);
                    int close = open < 0 ? -1 : text.indexOf('<', open);
                    yield close < 0 ? text : text.substring(0, open + 1) + odd + text.substring(close);
                }
            };
            if (text.isEmpty()) {
                return new byte[0];
            }
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(6) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
        }
        return bytes;
    }
}
