package io.tradewind.contract;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.pdmodel.font.PDType0Font;

/** The fonts of one document: each letter is of the first that has it, and {@code #} where none does. */
final class SheetFonts {

    private static final int UNKNOWN = '#';

    private final PDDocument document;
    private final List<Face> faces;
    private final List<PDFont> embedded = new ArrayList<>();

    SheetFonts(PDDocument document, List<Face> faces) {
        this.document = document;
        this.faces = faces;
        faces.forEach(face -> embedded.add(null));
    }

    /** A font that was read; serves one document after the other. */
    static final class Face {

        private static final int REMEMBERED = 0x600;

        private final TrueTypeFont font;
        private final CmapLookup glyphs;
        private final float[] widths = new float[REMEMBERED];

        Face(TrueTypeFont font) {
            try {
                this.font = font;
                this.glyphs = font.getUnicodeCmapLookup();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            Arrays.fill(widths, Float.NaN);
        }

        boolean has(int letter) {
            return glyphs.getGlyphId(letter) != 0;
        }

        /** Of a letter of size 1. */
        float width(int letter) {
            if (letter >= REMEMBERED) {
                return measured(letter);
            }
            if (Float.isNaN(widths[letter])) {
                widths[letter] = measured(letter);
            }
            return widths[letter];
        }

        private float measured(int letter) {
            try {
                return (float) font.getAdvanceWidth(glyphs.getGlyphId(letter)) / font.getUnitsPerEm();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    float width(String text, float size) {
        float width = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            width += width(text.codePointAt(i), size);
        }
        return width;
    }

    float width(int letter, float size) {
        int face = face(letter);
        return face < 0 ? faces.get(0).width(UNKNOWN) * size : faces.get(face).width(letter) * size;
    }

    private int face(int letter) {
        for (int i = 0; i < faces.size(); i++) {
            if (faces.get(i).has(letter)) {
                return i;
            }
        }
        return -1;
    }

    void show(PDPageContentStream content, String text, float size) throws IOException {
        StringBuilder run = new StringBuilder();
        int of = 0;
        for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            int letter = text.codePointAt(i);
            int face = face(letter);
            if (Math.max(face, 0) != of) {
                show(content, run, of, size);
                of = Math.max(face, 0);
            }
            run.appendCodePoint(face < 0 ? UNKNOWN : letter);
        }
        show(content, run, of, size);
    }

    private void show(PDPageContentStream content, StringBuilder run, int face, float size) throws IOException {
        if (!run.isEmpty()) {
            PDFont font = embedded.get(face);
            if (font == null) {
                font = PDType0Font.load(document, faces.get(face).font, true);
                embedded.set(face, font);
            }
            content.setFont(font, size);
            content.showText(run.toString());
            run.setLength(0);
        }
    }
}
