package io.tradewind.scenario;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Tuple;

/** What nobody sends who means well: values, objects of them and cells of a file; the same ones for the same seed. */
final class OddValues {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Random random;

    OddValues(long seed) {
        this.random = new Random(seed);
    }

    /** One cell of a file; a third of them such as a file really has. */
    String cell() {
        JsonNode value;
        try {
            value = JSON.readTree(value());
        } catch (JsonProcessingException e) {
            return "";
        }
        return random.nextInt(3) == 0
                ? oneOf("Acme", "2026-03-03", "12.50", "USD", "GTX Basic", "darcel-schlecht", "won", "selling")
                : value.isTextual() ? value.asText() : value.toString();
    }

    /** One JSON value, most of them such as nobody sends who means well. */
    String value() {
        Arbitrary<String> texts = Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.strings().all().ofMaxLength(30)),
                Tuple.of(1, Arbitraries.strings().withChars('a', '<', '\'', '=').ofLength(20_000)),
                Tuple.of(
                        6,
                        Arbitraries.of(
                                "",
                                " ",
                                "\u0000",
                                "\ud800",
                                "\u202e",
                                "'; DROP TABLE deal;--",
                                "${1+1}",
                                "#{execution}",
                                "=1+1",
                                "NaN",
                                "1e400",
                                "-0",
                                "2026-02-30",
                                "+999999999-12-31",
                                "2026-11-22",
                                "T25:00",
                                "yes",
                                "approve",
                                "10",
                                "0.5",
                                "USD",
                                "../../x",
                                "<script>",
                                "darcel-schlecht",
                                "D-2026-000001")));
        Arbitrary<String> numbers = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.bigDecimals().map(BigDecimal::toString)),
                Tuple.of(2, Arbitraries.bigIntegers().map(BigInteger::toString)),
                Tuple.of(
                        3,
                        Arbitraries.of(
                                "0", "-1", "1", "1e308", "1e400", "-1e-400", "9223372036854775808", "0.00000001")));
        Arbitrary<String> others = Arbitraries.of(
                "null",
                "true",
                "false",
                "[]",
                "{}",
                "[null]",
                "[[[[1]]]]",
                "{\"a\":{\"b\":[1,\"x\",null]}}",
                "[\"a\",\"a\"]",
                "\"\\ud800\"");
        Arbitrary<String> any = Arbitraries.frequencyOf(
                Tuple.of(4, texts.map(OddValues::quoted)), Tuple.of(3, numbers), Tuple.of(2, others));
        return any.generator(1000).next(random).value();
    }

    private static String quoted(String text) {
        try {
            return JSON.writeValueAsString(text);
        } catch (JsonProcessingException e) {
            return "\"\\ud800\""; // half a character, which no encoder writes
        }
    }

    /** Some of these names and sometimes another, each with a value, as they stand between the braces of an object. */
    String pairs(List<String> names, Supplier<String> value) {
        Map<String, String> chosen = new LinkedHashMap<>();
        names.stream().filter(name -> random.nextInt(4) > 0).forEach(name -> chosen.put(name, value.get()));
        if (random.nextInt(3) == 0) {
            chosen.put("nobodyAskedForThis", value.get());
        }
        return String.join(
                ",",
                chosen.entrySet().stream()
                        .map(pair -> quoted(pair.getKey()) + ": " + pair.getValue())
                        .toList());
    }

    String oneOf(String... all) {
        return all[random.nextInt(all.length)];
    }

    /** True so seldom: once in so many times. */
    boolean onceIn(int times) {
        return random.nextInt(times) == 0;
    }
}
