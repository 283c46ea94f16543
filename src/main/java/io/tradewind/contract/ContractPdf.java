package io.tradewind.contract;

import io.tradewind.contract.SheetFonts.Face;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.springframework.stereotype.Component;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;

/**
 * Prints a contract from {@code contract/contract.html}. Nothing from outside is fetched, whatever stands in the contract:
 * all of it is text to the template.
 */
@Component
class ContractPdf {

    /** Latin, Greek and Cyrillic; small and quick. */
    private static final String LATIN = "/org/apache/pdfbox/resources/ttf/LiberationSans-Regular.ttf";

    /** Chinese as well; ten megabytes, read only where it is needed. */
    private static final String HAN = "/fonts/ttf/NotoSansSC/NotoSansSC-Regular.ttf";

    /** Where the scripts of East Asia begin. */
    private static final int FIRST_HAN = 0x2E80;

    private final SpringTemplateEngine templates = new SpringTemplateEngine();
    private final byte[] latin = bytes(LATIN);

    /** Each for one thread at a time, one contract after the other. */
    private final Queue<Face> idle = new ConcurrentLinkedQueue<>();

    ContractPdf() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("contract/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        templates.setTemplateResolver(resolver);
    }

    /**
     * The same model gives the same bytes.
     *
     * @param written stands in the file as the day of its making
     */
    byte[] of(Map<String, Object> model, Instant written) {
        String html = templates.process("contract", new Context(Locale.ROOT, model));
        Face face = Optional.ofNullable(idle.poll()).orElseGet(() -> new Face(parsed(latin)));
        byte[] printed = printed(html, face, written);
        idle.add(face);
        return printed;
    }

    private static byte[] printed(String html, Face face, Instant written) {
        List<Face> faces = new ArrayList<>(List.of(face));
        if (html.codePoints().anyMatch(point -> point >= FIRST_HAN)) {
            faces.add(new Face(parsed(bytes(HAN))));
        }
        Document words = Jsoup.parse(html);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (PDDocument document = new PDDocument()) {
            PrintedSheet sheet = new PrintedSheet(new SheetFonts(document, faces));
            sheet.print(words.body());
            sheet.writeTo(document);
            document.getDocumentInformation().setTitle(words.title());
            document.getDocumentCatalog().setLanguage("en");
            sameEachTime(document, html, written);
            document.save(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException("The contract cannot be printed", e);
        }
        return bytes.toByteArray();
    }

    private static void sameEachTime(PDDocument document, String html, Instant written) {
        Calendar day = Calendar.getInstance(TimeZone.getTimeZone("UTC"), Locale.ROOT);
        day.setTime(Date.from(written));
        PDDocumentInformation information = document.getDocumentInformation();
        information.setCreationDate(day);
        information.setModificationDate(day);
        information.setProducer("Tradewind");
        COSArray id = new COSArray();
        byte[] name = Sha256.of(html).substring(0, 32).getBytes(StandardCharsets.US_ASCII);
        id.add(new COSString(name));
        id.add(new COSString(name));
        document.getDocument().getTrailer().setItem(COSName.ID, id);
        document.setDocumentId(written.toEpochMilli());
    }

    /** Without ligatures: they take as long as everything else, and a text copied out of the file keeps its letters. */
    private static TrueTypeFont parsed(byte[] file) {
        try {
            TrueTypeFont font = new TTFParser().parse(new RandomAccessReadBuffer(file));
            font.setEnableGsub(false);
            return font;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] bytes(String name) {
        try (InputStream font = Objects.requireNonNull(ContractPdf.class.getResourceAsStream(name), name)) {
            return font.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
