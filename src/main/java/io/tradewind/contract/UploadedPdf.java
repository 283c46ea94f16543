package io.tradewind.contract;

import io.tradewind.engine.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Judges a PDF from outside without building it up in memory: a few megabytes can unpack to gigabytes. Only the streams
 * that hold the document's structure are unpacked, piece by piece and up to a bound; pages and pictures never are.
 */
final class UploadedPdf {

    /** Structure only; that of a contract takes some hundred kilobytes. */
    static final int MOST_UNPACKED = 32 * 1024 * 1024;

    private static final byte[] MAGIC = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final int TAIL = 2048;
    private static final int LONGEST_HEAD = 4096;
    private static final int PIECE = 64 * 1024;
    private static final String OBJECTS = "/ObjStm";
    private static final String STREAM = "stream";

    /** What acts by itself when somebody opens the file. */
    private static final List<String> ACTING = List.of("/JavaScript", "/Launch");

    /** No word looked for is longer. */
    private static final int OVERLAP = 16;

    private final byte[] pdf;
    private final String text;
    private final byte[] piece = new byte[PIECE];
    private int unpacked;
    private boolean pages;

    private UploadedPdf(byte[] pdf) {
        this.pdf = pdf;
        this.text = new String(pdf, StandardCharsets.ISO_8859_1);
    }

    /** @throws Refused saying what is wrong with the file */
    static void check(byte[] pdf) {
        if (pdf.length > ContractDocuments.LARGEST_COPY) {
            throw refused("The file is larger than " + ContractDocuments.LARGEST_COPY / 1024 / 1024
                    + " MB. Scan it smaller.");
        }
        for (int i = 0; i < MAGIC.length; i++) {
            if (pdf.length <= MAGIC.length || pdf[i] != MAGIC[i]) {
                throw refused("The signed copy must be a PDF file.");
            }
        }
        new UploadedPdf(pdf).check();
    }

    private void check() {
        String tail = text.substring(Math.max(0, text.length() - TAIL));
        if (!tail.contains("%%EOF") || !tail.contains("startxref") || text.contains("/Encrypt")) {
            throw damaged();
        }
        look(text);
        unpackObjects();
        if (!pages) {
            throw damaged();
        }
    }

    /** One pass: what was unpacked is never looked at again. */
    private void unpackObjects() {
        int objects = text.indexOf(OBJECTS);
        while (objects >= 0) {
            int stream = text.indexOf(STREAM, objects);
            if (stream < 0) {
                return;
            }
            int after = stream + STREAM.length();
            if (stream - objects <= LONGEST_HEAD) {
                after += text.startsWith("\r\n", after) ? 2 : 1;
                after += unpack(Math.min(after, pdf.length));
            }
            objects = text.indexOf(OBJECTS, after);
        }
    }

    /** @return how many bytes were taken in */
    private int unpack(int from) {
        Inflater inflater = new Inflater();
        try {
            inflater.setInput(pdf, from, pdf.length - from);
            String before = "";
            int length = inflater.inflate(piece);
            while (length > 0) {
                unpacked += length;
                if (unpacked > MOST_UNPACKED) {
                    throw refused("The PDF unpacks to far more than a signed contract needs. Scan the paper anew.");
                }
                String now = before + new String(piece, 0, length, StandardCharsets.ISO_8859_1);
                look(now);
                before = now.substring(Math.max(0, now.length() - OVERLAP));
                length = inflater.inflate(piece);
            }
            return inflater.getTotalIn();
        } catch (DataFormatException packedOtherwise) {
            return inflater.getTotalIn();
        } finally {
            inflater.end();
        }
    }

    private void look(String words) {
        for (String acting : ACTING) {
            if (words.contains(acting)) {
                throw refused("The PDF holds a program. Print it, sign it and upload the scan.");
            }
        }
        pages = pages || words.contains("/Page");
    }

    private static Refused damaged() {
        return refused("The PDF is damaged or locked with a password: it cannot be read.");
    }

    private static Refused refused(String why) {
        return new Refused("signedCopy", why);
    }
}
