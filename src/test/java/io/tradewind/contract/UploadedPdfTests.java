package io.tradewind.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tradewind.engine.Refused;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.DeflaterOutputStream;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.interactive.action.PDActionJavaScript;
import org.junit.jupiter.api.Test;

class UploadedPdfTests {

    @Test
    void aSignedCopyIsTaken() {
        assertThatCode(() -> UploadedPdf.check(SignedCopies.of("C-2026-000001")))
                .doesNotThrowAnyException();
    }

    @Test
    void aFileThatUnpacksWithoutBoundIsRefused() throws IOException {
        byte[] bomb = withObjects(packed(new byte[UploadedPdf.MOST_UNPACKED + 1]));

        assertThatThrownBy(() -> UploadedPdf.check(bomb))
                .isInstanceOf(Refused.class)
                .hasMessageContaining("unpacks to far more");
    }

    @Test
    void manyStreamsCountTogether() throws IOException {
        byte[] half = packed(new byte[UploadedPdf.MOST_UNPACKED / 2 + 1]);

        assertThatThrownBy(() -> UploadedPdf.check(withObjects(half, half)))
                .hasMessageContaining("unpacks to far more");
        assertThatThrownBy(() -> UploadedPdf.check(withObjects(half))).hasMessageContaining("damaged");
    }

    @Test
    void aProgramInTheFileIsFoundPackedOrNot() throws IOException {
        try (PDDocument document = new PDDocument();
                ByteArrayOutputStream packed = new ByteArrayOutputStream()) {
            document.addPage(new PDPage());
            document.getDocumentCatalog().setOpenAction(new PDActionJavaScript("app.alert(1)"));
            document.save(packed);
            byte[] pdf = packed.toByteArray();

            assertThatThrownBy(() -> UploadedPdf.check(pdf)).hasMessageContaining("holds a program");
        }
        byte[] plain = "%PDF-1.7\n1 0 obj <</S/Launch/Type/Page>> endobj\nstartxref\n0\n%%EOF"
                .getBytes(StandardCharsets.US_ASCII);
        assertThatThrownBy(() -> UploadedPdf.check(plain)).hasMessageContaining("holds a program");
    }

    @Test
    void whatIsCutOffOrLockedIsRefused() {
        byte[] whole = SignedCopies.of("C-2026-000001");

        assertThatThrownBy(() -> UploadedPdf.check(java.util.Arrays.copyOf(whole, whole.length / 2)))
                .hasMessageContaining("damaged");
        assertThatThrownBy(() -> UploadedPdf.check("%PDF-1.7\n<</Type/Page>><</Encrypt 5 0 R>>\nstartxref\n0\n%%EOF"
                        .getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("locked");
        assertThatThrownBy(() -> UploadedPdf.check(" %PDF-1.7".getBytes(StandardCharsets.US_ASCII)))
                .hasMessageContaining("must be a PDF");
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DeflaterOutputStream deflater = new DeflaterOutputStream(bytes)) {
            deflater.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] withObjects(byte[]... streams) throws IOException {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        pdf.write("%PDF-1.7\n".getBytes(StandardCharsets.US_ASCII));
        for (byte[] stream : streams) {
            pdf.write("2 0 obj <</Type /ObjStm /N 1 /First 4 /Filter /FlateDecode>>\nstream\n"
                    .getBytes(StandardCharsets.US_ASCII));
            pdf.write(stream);
            pdf.write("\nendstream endobj\n".getBytes(StandardCharsets.US_ASCII));
        }
        pdf.write("startxref\n0\n%%EOF".getBytes(StandardCharsets.US_ASCII));
        return pdf.toByteArray();
    }
}
