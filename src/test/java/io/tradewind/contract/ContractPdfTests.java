package io.tradewind.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.pdfbox.text.TextPosition;
import org.junit.jupiter.api.Test;

/** A printed contract holds every word that was agreed, on its pages and nowhere else. */
class ContractPdfTests {

    private static final Instant DAY = Instant.parse("2026-05-04T10:00:00Z");
    private static final float MM = 72 / 25.4f;
    private static final float EDGE = 20 * MM;

    private final ContractPdf printer = new ContractPdf();

    @Test
    void theSameContractIsTheSameFile() {
        assertThat(printer.of(contract(), DAY))
                .isEqualTo(printer.of(contract(), DAY))
                .isEqualTo(new ContractPdf().of(contract(), DAY));
        Map<String, Object> other = contract();
        other.put("total", "1,000.01");
        assertThat(printer.of(other, DAY)).isNotEqualTo(printer.of(contract(), DAY));
    }

    @Test
    void everyPageSaysWhichItIsAndOfWhat() throws IOException {
        Map<String, Object> contract = contract();
        contract.put(
                "clauses",
                IntStream.range(0, 30)
                        .mapToObj(i -> clause("Clause " + i, sentence(i), "none"))
                        .toList());
        Printed printed = print(contract);
        assertThat(printed.pages()).hasSizeGreaterThan(2);
        for (int page = 0; page < printed.pages().size(); page++) {
            assertThat(printed.pages().get(page))
                    .contains("Page " + (page + 1) + " of " + printed.pages().size())
                    .contains("C-2026-000001, revision 3")
                    .contains("SHA-256 of the wording: e3b0c442");
        }
        for (int i = 0; i < 30; i++) {
            assertThat(printed.words())
                    .contains("6." + (i + 1) + " Clause " + i)
                    .contains(sentence(i));
        }
        assertThat(printed.title()).isEqualTo("Contract C-2026-000001");
    }

    @Test
    void aTableThatGoesOnRepeatsItsHead() throws IOException {
        Map<String, Object> contract = contract();
        contract.put(
                "lines",
                IntStream.rangeClosed(1, 90)
                        .mapToObj(i -> line(i, "Product number " + i))
                        .toList());
        Printed printed = print(contract);
        long with = printed.pages().stream()
                .filter(page -> page.contains("Product number") || page.contains("Total"))
                .count();
        assertThat(with).isGreaterThan(2);
        assertThat(printed.pages().stream().filter(page -> page.contains("Amount in USD")))
                .hasSize((int) with);
        for (int i = 1; i <= 90; i++) {
            assertThat(printed.words()).contains(i + " Product number " + i + " 2 " + i + ",000.00");
        }
    }

    @Test
    void nothingStandsBeyondTheEdge() throws IOException {
        Map<String, Object> contract = contract();
        String endless = "x".repeat(3000);
        contract.put("customer", "Y".repeat(200));
        contract.put("deliveryAddress", "Pier 4\n   third door\n\nLighthouse Bay " + "1".repeat(300));
        contract.put("lines", List.of(line(1, "W".repeat(400)), line(2, "Product ".repeat(1200))));
        contract.put("clauses", List.of(clause(endless, "A word, " + endless, "changed"), clause("T", "t", "added")));
        Printed printed = print(contract);
        assertThat(printed.letters()).allSatisfy(letter -> {
            assertThat(letter.getX()).isGreaterThan(EDGE - 1);
            assertThat(letter.getX() + letter.getWidth()).isLessThan(letter.getPageWidth() - EDGE + 1);
            assertThat(letter.getY()).isBetween(22 * MM, letter.getPageHeight() - 7 * MM);
        });
        String together =
                printed.words().replaceAll("(?:C-2026-000001, revision|SHA-256 of|Page \\d).*?(?=[xW]{20}|$)", "");
        assertThat(together.chars().filter(letter -> letter == 'x').count()).isGreaterThanOrEqualTo(6000);
        assertThat(together.chars().filter(letter -> letter == 'W').count()).isGreaterThanOrEqualTo(400);
        assertThat(printed.words().split("Product ", -1)).hasSizeGreaterThan(1200);
        assertThat(printed.words()).contains("Pier 4", "third door", "Lighthouse Bay", "(changed)", "6.2 T (added)");
    }

    @Test
    void lettersOfManyLanguagesAndNoWordIsAnElement() throws IOException {
        Map<String, Object> contract = contract();
        contract.put("customer", "北京 <h1>Größe</h1> & Сыновья \uD83D\uDE00 A\u00A0B");
        contract.put("deliveryAddress", "北京市朝阳区建国路".repeat(20) + "。");
        Printed printed = print(contract);
        assertThat(printed.words()).contains("北京 <h1>Größe</h1> & Сыновья # A");
        assertThat(printed.words().replace(" ", "")).contains("北京市朝阳区建国路".repeat(20) + "。");
    }

    private record Printed(List<String> pages, String words, String title, List<TextPosition> letters) {}

    private Printed print(Map<String, Object> contract) throws IOException {
        List<TextPosition> letters = new ArrayList<>();
        try (PDDocument document = Loader.loadPDF(printer.of(contract, DAY))) {
            PDFTextStripper reader = new PDFTextStripper() {
                @Override
                protected void processTextPosition(TextPosition text) {
                    if (!text.getUnicode().isBlank()) {
                        letters.add(text);
                    }
                    super.processTextPosition(text);
                }
            };
            List<String> pages = new ArrayList<>();
            for (int page = 1; page <= document.getNumberOfPages(); page++) {
                reader.setStartPage(page);
                reader.setEndPage(page);
                pages.add(reader.getText(document));
            }
            String words =
                    pages.stream().map(page -> page.replaceAll("\\s+", " ")).collect(Collectors.joining(" "));
            return new Printed(pages, words, document.getDocumentInformation().getTitle(), letters);
        }
    }

    private static String sentence(int i) {
        return "Sentence number " + i
                + " is said here once, and is long enough that it does not fit on one line of text.";
    }

    private static Map<String, Object> clause(String title, String text, String kind) {
        return Map.of("title", title, "text", text, "kind", kind);
    }

    private static Map<String, Object> line(int position, String product) {
        return Map.of("position", position, "product", product, "quantity", 2, "amount", position + ",000.00");
    }

    private static Map<String, Object> contract() {
        Map<String, Object> contract = new HashMap<>();
        contract.put("number", "C-2026-000001");
        contract.put("revision", 3);
        contract.put("fingerprint", "e3b0c442");
        contract.put("company", "Tradewind");
        contract.put("customer", "Acme");
        contract.put("customerNumber", "K-1");
        contract.put("currency", "USD");
        contract.put("total", "1,000.00");
        contract.put("paymentDays", 30);
        contract.put("deliveryAddress", "Pier 4");
        contract.put("startsOn", LocalDate.of(2026, 6, 1));
        contract.put("endsOn", LocalDate.of(2027, 5, 31));
        contract.put("renewalOn", LocalDate.of(2027, 5, 1));
        contract.put("noticeDays", 30);
        contract.put("lines", List.of(line(1, "GTX Pro")));
        contract.put("deviations", List.of());
        contract.put("clauses", List.of(clause("Delivery", "Dates are binding.", "none")));
        return contract;
    }
}
