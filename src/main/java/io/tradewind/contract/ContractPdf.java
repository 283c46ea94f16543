package io.tradewind.contract;

import com.openhtmltopdf.pdfboxout.PDFontSupplier;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Calendar;
import java.util.Date;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.TimeZone;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.cos.COSArray;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.cos.COSString;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.apache.pdfbox.pdmodel.font.PDType0Font;
import org.jsoup.Jsoup;
import org.jsoup.helper.W3CDom;
import org.springframework.stereotype.Component;
import org.springframework.util.function.SingletonSupplier;
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
    private final SingletonSupplier<byte[]> latin = SingletonSupplier.of(ContractPdf::prepared);
    private final Queue<Press> idle = new ConcurrentLinkedQueue<>();

    ContractPdf() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("contract/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        templates.setTemplateResolver(resolver);
    }

    /** With the first contract: most nodes print none for hours, and the printer is some hundred classes. */
    private static byte[] prepared() {
        byte[] latin = bytes(LATIN);
        FontMappers.set(new OurFonts(parsed(latin)));
        com.openhtmltopdf.util.XRLog.listRegisteredLoggers()
                .forEach(logger -> com.openhtmltopdf.util.XRLog.setLevel(logger, Level.WARNING));
        return latin;
    }

    /**
     * The same model gives the same bytes.
     *
     * @param written stands in the file as the day of its making
     */
    byte[] of(Map<String, Object> model, Instant written) {
        String html = templates.process("contract", new Context(Locale.ROOT, model));
        byte[] font = latin.obtain();
        Press press = Optional.ofNullable(idle.poll()).orElseGet(() -> new Press(parsed(font), new W3CDom()));
        byte[] printed = printed(html, press, written);
        idle.add(press);
        return printed;
    }

    private static byte[] printed(String html, Press press, Instant written) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        builder.useFastMode();
        builder.useUriResolver((base, uri) -> null);
        builder.withW3cDocument(press.reader().fromJsoup(Jsoup.parse(html)), null);
        builder.toStream(bytes);
        try (PDDocument document = new PDDocument()) {
            builder.usePDDocument(document);
            builder.useFont(new PDFontSupplier(font(document, press.latin())), "Latin");
            if (html.codePoints().anyMatch(point -> point >= FIRST_HAN)) {
                builder.useFont(new PDFontSupplier(font(document, parsed(bytes(HAN)))), "Han");
            }
            try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
                renderer.layout();
                renderer.createPDFWithoutClosing();
                sameEachTime(document, html, written);
                document.save(bytes);
            }
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

    private static PDFont font(PDDocument document, TrueTypeFont font) throws IOException {
        return PDType0Font.load(document, font, true);
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

    /** What one contract after the other is printed with, each by one thread at a time. */
    private record Press(TrueTypeFont latin, W3CDom reader) {}

    /**
     * The printer prepares PDF's own fonts for each document, which needs none of them, and would look for each on this
     * machine; here all of them are ours.
     */
    private record OurFonts(TrueTypeFont latin) implements FontMapper {

        @Override
        public FontMapping<TrueTypeFont> getTrueTypeFont(String name, PDFontDescriptor descriptor) {
            return new FontMapping<>(latin, false);
        }

        @Override
        public FontMapping<FontBoxFont> getFontBoxFont(String name, PDFontDescriptor descriptor) {
            return new FontMapping<>(latin, false);
        }

        @Override
        public CIDFontMapping getCIDFont(String name, PDFontDescriptor descriptor, PDCIDSystemInfo system) {
            return new CIDFontMapping(null, latin, false);
        }
    }
}
