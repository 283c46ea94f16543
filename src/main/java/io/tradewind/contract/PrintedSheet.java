package io.tradewind.contract;

import java.io.IOException;
import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.common.PDRectangle;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jspecify.annotations.Nullable;

/**
 * Headings, paragraphs and tables, set on pages of A4 one below the other. A contract has no more, and a printer of any web
 * page took ten times as long for it.
 */
final class PrintedSheet {

    private static final float MM = 72 / 25.4f;
    private static final float LEFT = 20 * MM;
    private static final float RIGHT = PDRectangle.A4.getWidth() - 20 * MM;
    private static final float TOP = 22 * MM;
    private static final float BOTTOM = PDRectangle.A4.getHeight() - 24 * MM;
    private static final float HAIR = .2f * MM;
    private static final float PAD = 1.2f * MM;
    private static final float AFTER_CELL = 2 * MM;
    private static final float BEFORE_NUMBER = 3 * MM;
    private static final float LEADING = 1.45f;

    /** Where a letter stands in its line, from the line's top. */
    private static final float BASELINE = .5f * LEADING + .35f;

    private static final int INK = 0x1c2b36;
    private static final int PALE = 0x55656f;
    private static final int TITLE = 0x0b4f6c;
    private static final int MARK = 0x8a5a00;
    private static final int BAR = 0xf2b134;
    private static final int LINE = 0xd6dfe4;

    private static final Style BODY = new Style(10, INK);
    private static final Style SMALL = new Style(8, PALE);

    private final List<List<Drawn>> pages = new ArrayList<>();
    private final SheetFonts fonts;
    private final BreakIterator breaks = BreakIterator.getLineInstance(Locale.ROOT);

    /** From the top of the page. */
    private float y;

    /** The margin below what was set last; of two that meet the larger counts. */
    private float margin;

    PrintedSheet(SheetFonts fonts) {
        this.fonts = fonts;
        newPage();
    }

    private record Style(float size, int color) {

        float leading() {
            return size * LEADING;
        }

        Style of(Element element) {
            return switch (element.normalName()) {
                case "h1" -> new Style(18, TITLE);
                case "h2" -> new Style(12, TITLE);
                case "h3" -> new Style(10.5f, TITLE);
                case "th" -> new Style(size, PALE);
                case "tr" -> element.hasClass("total") ? new Style(11, color) : this;
                default ->
                    element.hasClass("mark") || element.hasClass("line")
                            ? new Style(8.5f, element.hasClass("mark") ? MARK : PALE)
                            : this;
            };
        }
    }

    /** A text in one style, or a filled box where there is no text. */
    private record Drawn(float x, float y, float width, float height, int color, @Nullable Piece piece) {}

    private record Piece(String text, Style style, float width) {}

    private record Line(List<Piece> pieces, float width, float leading) {}

    /** All that stands in the body but the footer, which stands below every page. */
    void print(Element body) {
        blocks(body, LEFT, BODY);
        Element footer = body.selectFirst(".footer");
        for (int page = 0; page < pages.size(); page++) {
            List<Drawn> below = pages.get(page);
            String number = "Page " + (page + 1) + " of " + pages.size();
            float width = fonts.width(number, SMALL.size());
            float from = BOTTOM + 3 * MM;
            if (footer != null) {
                float at = from;
                for (Line line : lines(footer, SMALL, RIGHT - LEFT - width - 5 * MM)) {
                    draw(below, line, LEFT, at);
                    at += line.leading();
                }
            }
            below.add(new Drawn(RIGHT - width, from, width, 0, PALE, new Piece(number, SMALL, width)));
        }
    }

    private void blocks(Element parent, float left, Style style) {
        for (Element block : parent.children()) {
            switch (block.normalName()) {
                case "table" -> table(block, style);
                case "div" -> {
                    if (!block.hasClass("footer")) {
                        division(block, left, style);
                    }
                }
                default -> paragraph(block, left, style);
            }
        }
    }

    private void division(Element block, float left, Style style) {
        if (block.children().stream().noneMatch(child -> isBlock(child.normalName()))) {
            paragraph(block, left, style);
            return;
        }
        int page = pages.size();
        float from = y + margin;
        blocks(block, left, style);
        if (block.hasClass("marked")) {
            for (int i = page; i <= pages.size(); i++) {
                float top = i == page ? from : TOP;
                float bottom = i == pages.size() ? y : BOTTOM;
                if (bottom > top) {
                    pages.get(i - 1).add(new Drawn(left - 4 * MM, top, MM, bottom - top, BAR, null));
                }
            }
        }
    }

    private static boolean isBlock(String name) {
        return switch (name) {
            case "p", "div", "table", "h1", "h2", "h3" -> true;
            default -> false;
        };
    }

    private void paragraph(Element block, float parentLeft, Style around) {
        Style style = around.of(block);
        boolean heading = block.normalName().startsWith("h");
        float left = block.hasClass("address") ? parentLeft + 6 * MM : parentLeft;
        List<Line> lines = lines(block, style, RIGHT - left);
        if (lines.isEmpty()) {
            return;
        }
        margin = Math.max(margin, above(block.normalName()));
        float height = (float) lines.stream().mapToDouble(Line::leading).sum();
        // a heading never stands alone at the end of a page
        room(heading ? height + 2 * BODY.leading() : 0);
        y += margin;
        margin = 0;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            int ahead = lines.size() - i;
            // no single line at the end of a page or at the head of the next
            boolean two = ahead > 1 && (i == 0 || ahead == 2);
            room(two ? 2 * line.leading() : line.leading());
            draw(page(), line, left, y);
            y += line.leading();
        }
        margin = below(block.normalName());
    }

    private static float above(String name) {
        return switch (name) {
            case "h2" -> 7 * MM;
            case "h3" -> 4 * MM;
            default -> 0;
        };
    }

    private static float below(String name) {
        return switch (name) {
            case "h1" -> 2 * MM;
            case "h3" -> .5f * MM;
            default -> 1.5f * MM;
        };
    }

    private void table(Element table, Style style) {
        boolean signatures = table.hasClass("sign");
        List<Element> rows = table.select("tr");
        if (rows.isEmpty()) {
            return;
        }
        float[] widths = signatures ? equal(rows.get(0).childrenSize()) : widths(rows, style);
        margin = Math.max(margin, signatures ? 18 * MM : 0);
        Element head = table.selectFirst("thead tr");
        for (Element row : rows) {
            List<Cell> cells = cells(row, widths, style);
            float height =
                    (float) cells.stream().mapToDouble(Cell::height).max().orElse(0);
            int page = pages.size();
            room(height + 2 * PAD);
            if (pages.size() > page && head != null && row != head) {
                draw(cells(head, widths, style), true);
            }
            y += margin;
            margin = 0;
            draw(cells, !signatures && !row.hasClass("total"));
        }
    }

    /** What stands in it is at this place of its row; a line for a signature is above it. */
    private record Cell(float left, float width, boolean right, boolean signed, List<Line> lines) {

        double height() {
            return lines.stream().mapToDouble(Line::leading).sum();
        }

        @Nullable
        Line line(int index) {
            return index < lines.size() ? lines.get(index) : null;
        }
    }

    private List<Cell> cells(Element row, float[] widths, Style style) {
        Style ofRow = style.of(row);
        List<Cell> cells = new ArrayList<>();
        float left = LEFT;
        for (int i = 0; i < Math.min(widths.length, row.childrenSize()); i++) {
            Element cell = row.child(i);
            Element signature = cell.selectFirst(".line");
            boolean number = cell.hasClass("number");
            float width = widths[i] - (number ? BEFORE_NUMBER : signature == null ? AFTER_CELL : 10 * MM);
            List<Line> lines = lines(cell, ofRow.of(signature == null ? cell : signature), width);
            cells.add(new Cell(left, widths[i], number, signature != null, lines));
            left += widths[i];
        }
        return cells;
    }

    /** Line by line, since a row may be longer than a page. */
    private void draw(List<Cell> cells, boolean ruled) {
        y += PAD;
        for (Cell cell : cells) {
            if (cell.signed()) {
                page().add(new Drawn(cell.left(), y - MM, cell.width() - 10 * MM, HAIR, INK, null));
            }
        }
        int most = cells.stream().mapToInt(cell -> cell.lines().size()).max().orElse(0);
        for (int n = 0; n < most; n++) {
            float leading = 0;
            for (Cell cell : cells) {
                Line line = cell.line(n);
                leading = line == null ? leading : Math.max(leading, line.leading());
            }
            room(leading);
            for (Cell cell : cells) {
                Line line = cell.line(n);
                if (line != null) {
                    draw(page(), line, cell.right() ? cell.left() + cell.width() - line.width() : cell.left(), y);
                }
            }
            y += leading;
        }
        y += PAD;
        if (ruled) {
            page().add(new Drawn(LEFT, y - HAIR, RIGHT - LEFT, HAIR, LINE, null));
        }
    }

    private static float[] equal(int columns) {
        float[] widths = new float[columns];
        Arrays.fill(widths, (RIGHT - LEFT) / columns);
        return widths;
    }

    /** Each as wide as its longest line and a share of what is left; where they do not fit, numbers come first. */
    private float[] widths(List<Element> rows, Style style) {
        int columns = rows.stream().mapToInt(Element::childrenSize).max().orElse(1);
        float[] widths = new float[columns];
        boolean[] numbers = new boolean[columns];
        for (Element row : rows) {
            for (int i = 0; i < row.childrenSize(); i++) {
                Element cell = row.child(i);
                numbers[i] |= cell.hasClass("number");
                float padding = cell.hasClass("number") ? BEFORE_NUMBER : AFTER_CELL;
                for (Line line : lines(cell, style.of(row).of(cell), Float.MAX_VALUE)) {
                    widths[i] = Math.max(widths[i], line.width() + padding + .1f);
                }
            }
        }
        float fixed = 0;
        float free = 0;
        for (int i = 0; i < columns; i++) {
            fixed += numbers[i] ? widths[i] : 0;
            free += numbers[i] ? 0 : widths[i];
        }
        float all = RIGHT - LEFT;
        boolean fits = fixed + free <= all;
        for (int i = 0; i < columns; i++) {
            if (fits) {
                widths[i] *= all / (fixed + free);
            } else if (!numbers[i]) {
                widths[i] *= Math.max(all - fixed, all / 4) / free;
            } else if (fixed > all * 3 / 4) {
                widths[i] *= all * 3 / 4 / fixed;
            }
        }
        return widths;
    }

    /** What stands in an element, broken where a line is full; in a piece for each style. */
    private List<Line> lines(Element element, Style style, float width) {
        StringBuilder text = new StringBuilder();
        List<Style> styles = new ArrayList<>();
        boolean asTyped = element.hasClass("text") || element.hasClass("address");
        collect(element, style, asTyped, text, styles);
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        String whole = text.substring(0, end);
        List<Line> lines = new ArrayList<>();
        Row row = new Row(style.leading());
        breaks.setText(whole);
        int from = 0;
        for (int to = breaks.next(); to != BreakIterator.DONE; to = breaks.next()) {
            boolean last = whole.charAt(to - 1) == '\n';
            int shown = to;
            while (shown > from && Character.isWhitespace(whole.charAt(shown - 1))) {
                shown--;
            }
            if (row.used > 0 && row.used + width(whole, styles, from, shown) > width) {
                lines.add(row.done());
                row = new Row(style.leading());
            }
            int at = from;
            while (at < shown && row.used + width(whole, styles, at, shown) > width) {
                // a word longer than a line
                int cut = whole.offsetByCodePoints(at, 1);
                float used = row.used + width(whole, styles, at, cut);
                while (cut < shown) {
                    int next = whole.offsetByCodePoints(cut, 1);
                    used += width(whole, styles, cut, next);
                    if (used > width) {
                        break;
                    }
                    cut = next;
                }
                row.add(whole, styles, at, cut);
                at = cut;
                if (at < shown) {
                    lines.add(row.done());
                    row = new Row(style.leading());
                }
            }
            row.add(whole, styles, at, last ? shown : to);
            if (last) {
                lines.add(row.done());
                row = new Row(style.leading());
            }
            from = to;
        }
        if (!row.pieces.isEmpty()) {
            lines.add(row.done());
        }
        return lines;
    }

    /** Spaces and line breaks are one space, unless they are to be as typed. */
    private static void collect(Element element, Style style, boolean asTyped, StringBuilder text, List<Style> styles) {
        for (Node node : element.childNodes()) {
            if (node instanceof TextNode words) {
                String said = asTyped ? words.getWholeText() : words.text();
                for (int i = 0; i < said.length(); i++) {
                    char letter = said.charAt(i) == '\t' ? ' ' : said.charAt(i);
                    boolean again = letter == ' ' && (text.isEmpty() || text.charAt(text.length() - 1) <= ' ');
                    if (asTyped || !again) {
                        text.append(letter);
                        styles.add(style);
                    }
                }
            } else if (node instanceof Element inner && inner.normalName().equals("br")) {
                text.append('\n');
                styles.add(style);
            } else if (node instanceof Element inner) {
                collect(inner, style.of(inner), asTyped, text, styles);
            }
        }
    }

    private float width(String text, List<Style> styles, int from, int to) {
        float width = 0;
        for (int i = from; i < to; i += Character.charCount(text.codePointAt(i))) {
            width += fonts.width(text.codePointAt(i), styles.get(i).size());
        }
        return width;
    }

    /** A line that is being filled. */
    private final class Row {

        private final List<Piece> pieces = new ArrayList<>();
        private final float leading;
        private float used;

        Row(float leading) {
            this.leading = leading;
        }

        void add(String text, List<Style> styles, int from, int to) {
            int begun = from;
            for (int i = from; i < to; i++) {
                if (i + 1 == to || !styles.get(i + 1).equals(styles.get(i))) {
                    float width = width(text, styles, begun, i + 1);
                    Piece last = pieces.isEmpty() ? null : pieces.get(pieces.size() - 1);
                    String more = text.substring(begun, i + 1);
                    if (last != null && last.style().equals(styles.get(i))) {
                        pieces.set(
                                pieces.size() - 1, new Piece(last.text() + more, last.style(), last.width() + width));
                    } else {
                        pieces.add(new Piece(more, styles.get(i), width));
                    }
                    used += width;
                    begun = i + 1;
                }
            }
        }

        /** Without the spaces at its end. */
        Line done() {
            if (!pieces.isEmpty()) {
                Piece last = pieces.remove(pieces.size() - 1);
                String text = last.text().stripTrailing();
                float width = fonts.width(text, last.style().size());
                used += width - last.width();
                pieces.add(new Piece(text, last.style(), width));
            }
            return new Line(List.copyOf(pieces), used, leading);
        }
    }

    private static void draw(List<Drawn> page, Line line, float left, float top) {
        float x = left;
        for (Piece piece : line.pieces()) {
            if (!piece.text().isEmpty()) {
                page.add(new Drawn(
                        x, top, piece.width(), line.leading(), piece.style().color(), piece));
            }
            x += piece.width();
        }
    }

    private List<Drawn> page() {
        return pages.get(pages.size() - 1);
    }

    private void room(float height) {
        if (y + margin + height > BOTTOM && y > TOP) {
            newPage();
        }
    }

    private void newPage() {
        pages.add(new ArrayList<>());
        y = TOP;
        margin = 0;
    }

    void writeTo(PDDocument document) throws IOException {
        for (List<Drawn> drawn : pages) {
            PDPage page = new PDPage(PDRectangle.A4);
            document.addPage(page);
            try (PDPageContentStream content = new PDPageContentStream(document, page)) {
                int color = -1;
                for (Drawn one : drawn) {
                    if (one.color() != color) {
                        color = one.color();
                        content.setNonStrokingColor(
                                (color >> 16) / 255f, (color >> 8 & 0xff) / 255f, (color & 0xff) / 255f);
                    }
                    Piece piece = one.piece();
                    if (piece == null) {
                        content.addRect(
                                one.x(),
                                PDRectangle.A4.getHeight() - one.y() - one.height(),
                                one.width(),
                                one.height());
                        content.fill();
                    } else {
                        content.beginText();
                        content.newLineAtOffset(
                                one.x(),
                                PDRectangle.A4.getHeight()
                                        - one.y()
                                        - piece.style().size() * BASELINE);
                        fonts.show(content, piece.text(), piece.style().size());
                        content.endText();
                    }
                }
            }
        }
    }
}
