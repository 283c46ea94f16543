package io.tradewind.order;

import com.fasterxml.jackson.databind.JsonNode;
import io.tradewind.calendar.WorkingTime;
import io.tradewind.customer.Customers;
import io.tradewind.engine.Acting;
import io.tradewind.engine.Refused;
import io.tradewind.engine.variables.Shown;
import io.tradewind.notification.Mail;
import io.tradewind.notification.Mails;
import io.tradewind.notification.Recipient;
import io.tradewind.order.GoodsReturn.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

@Repository
@Transactional
class JdbcReturns implements Returns, ReturnWork {

    private static final int LONGEST_REASON = 500;
    private static final int LONGEST_KEY = 200;

    private static final String SELECT =
            """
            SELECT number, delivery_number, order_number, reason, state, announced_on, decided_why, credit_note_number
              FROM goods_return
            """;

    private static final String LINES =
            """
            SELECT g.position, o.product, o.product_name, g.announced, g.received, g.fit
              FROM goods_return_line g
              JOIN goods_return r ON r.number = g.return_number
              JOIN order_line o ON o.order_number = r.order_number AND o.position = g.position
             WHERE g.return_number = :number
             ORDER BY g.position
            """;

    /** Per line of a delivery, the pieces that are not back and not announced by another return. */
    private static final String RETURNABLE =
            """
            SELECT l.position, l.quantity - coalesce(
                     (SELECT sum(coalesce(g.received, g.announced))
                        FROM goods_return r JOIN goods_return_line g ON g.return_number = r.number
                       WHERE r.delivery_number = l.delivery_number AND g.position = l.position
                         AND r.state IN ('announced', 'examined', 'accepted') AND r.number <> :except), 0) AS pieces
              FROM delivery_line l
             WHERE l.delivery_number = :delivery
            """;

    private static final String INSERT =
            """
            INSERT INTO goods_return (number, announce_key, delivery_number, order_number, reason, announced_by,
                                      announced_on, request_hash)
            VALUES ('R-' || :year || '-' || lpad(nextval('return_number')::text, 6, '0'), :key, :delivery, :order, :reason,
                    :by, :today, :hash)
            RETURNING number
            """;

    private static final String INSERT_LINE =
            "INSERT INTO goods_return_line (return_number, position, announced) VALUES (:number, :position, :announced)";

    private static final String EXAMINE_LINE =
            """
            INSERT INTO goods_return_line (return_number, position, announced, received, fit)
            VALUES (:number, :position, 0, :received, :fit)
            ON CONFLICT (return_number, position) DO UPDATE SET received = excluded.received, fit = excluded.fit
            """;

    private static final String MOVE =
            """
            UPDATE goods_return
               SET state = :to, examined_by = coalesce(:examinedBy, examined_by), decided_why = :why,
                   credit_note_number = :creditNote, version = version + 1
             WHERE number = :number AND state = :from
            """;

    private record Pieces(int position, int pieces) {}

    private final JdbcClient jdbc;
    private final JdbcOrders orders;
    private final JdbcDeliveries deliveries;
    private final JdbcInvoices invoices;
    private final CreditNotes creditNotes;
    private final JdbcStocks stocks;
    private final ReturnProcess process;
    private final Customers customers;
    private final Mails mails;
    private final WorkingTime workingTime;
    private final Acting acting;

    JdbcReturns(
            JdbcClient jdbc,
            JdbcOrders orders,
            JdbcDeliveries deliveries,
            JdbcInvoices invoices,
            CreditNotes creditNotes,
            JdbcStocks stocks,
            ReturnProcess process,
            Customers customers,
            Mails mails,
            WorkingTime workingTime,
            Acting acting) {
        this.jdbc = jdbc;
        this.orders = orders;
        this.deliveries = deliveries;
        this.invoices = invoices;
        this.creditNotes = creditNotes;
        this.stocks = stocks;
        this.process = process;
        this.customers = customers;
        this.mails = mails;
        this.workingTime = workingTime;
        this.acting = acting;
    }

    @Override
    public Optional<GoodsReturn> find(String number) {
        return select(" WHERE number = :key", number).stream().findFirst();
    }

    @Override
    public GoodsReturn get(String number) {
        return find(number).orElseThrow(() -> new Refused("returnNumber", "There is no return " + number + "."));
    }

    @Override
    public List<GoodsReturn> ofOrder(String orderNumber) {
        return select(" WHERE order_number = :key ORDER BY number", orderNumber);
    }

    @Override
    public GoodsReturn announce(
            String deliveryNumber, @Nullable String key, Map<Integer, Integer> quantities, @Nullable String reason) {
        Delivery delivery = deliveries
                .find(deliveryNumber)
                .orElseThrow(() -> new Refused("deliveryNumber", "There is no delivery " + deliveryNumber + "."));
        if (key != null && (key.isBlank() || key.length() > LONGEST_KEY)) {
            throw new Refused("Idempotency-Key", "The key has 1 to " + LONGEST_KEY + " characters.");
        }
        SalesOrder order = orders.locked(delivery.orderNumber());
        String hash = RequestHash.of(reason == null ? "" : reason, quantities);
        if (key != null) {
            Optional<GoodsReturn> known =
                    select(" WHERE announce_key = :key", key).stream().findFirst();
            if (known.isPresent()) {
                RequestHash.same(jdbc, "goods_return", known.get().number(), hash);
                return known.get();
            }
        }
        if (!delivery.received()) {
            throw new Refused(
                    "deliveryNumber", "Delivery " + deliveryNumber + " has not arrived; nothing can come back of it.");
        }
        String why = checked("reason", reason, "Say why the customer sends it back");
        if (quantities.isEmpty()) {
            throw new Refused("lines", "Say how many pieces come back, by line.");
        }
        Map<Integer, Integer> returnable = returnable(deliveryNumber, "");
        quantities.forEach((position, pieces) -> checkBound(returnable, position, pieces, 1));
        LocalDate today = workingTime.today();
        String number = jdbc.sql(INSERT)
                .param("year", String.valueOf(today.getYear()))
                .param("key", key, Types.VARCHAR)
                .param("hash", hash)
                .param("delivery", deliveryNumber)
                .param("order", order.number())
                .param("reason", why)
                .param("by", acting.user().orElse(null), Types.VARCHAR)
                .param("today", today)
                .query(String.class)
                .single();
        quantities.forEach((position, pieces) -> jdbc.sql(INSERT_LINE)
                .param("number", number)
                .param("position", position)
                .param("announced", pieces)
                .update());
        GoodsReturn announced = get(number);
        process.returnAnnounced(announced, order);
        return announced;
    }

    @Override
    public void examine(String returnNumber, JsonNode lines) {
        GoodsReturn announced = locked(returnNumber);
        Map<Integer, Integer> returnable = returnable(announced.deliveryNumber(), returnNumber);
        if (!lines.isArray() || lines.isEmpty()) {
            throw new Refused("examinedLines", "Say what came, line by line.");
        }
        Map<Integer, JsonNode> seen = new LinkedHashMap<>();
        int total = 0;
        for (JsonNode line : lines) {
            int position = whole(line, "position", "A line has no number.");
            int received = whole(line, "received", "Line " + position + ": say how many pieces came, or 0.");
            int fit = whole(line, "fit", "Line " + position + ": say how many are fit to be sold again, or 0.");
            if (seen.put(position, line) != null) {
                throw new Refused("examinedLines", "Line " + position + " is there twice.");
            }
            checkBound(returnable, position, received, 0);
            if (fit > received) {
                throw new Refused(
                        "examinedLines", "Line " + position + ": " + received + " came, so " + fit + " cannot be fit.");
            }
            total = Math.addExact(total, received);
            jdbc.sql(EXAMINE_LINE)
                    .param("number", returnNumber)
                    .param("position", position)
                    .param("received", received)
                    .param("fit", fit)
                    .update();
        }
        for (GoodsReturn.Line line : announced.lines()) {
            if (!seen.containsKey(line.position())) {
                throw new Refused("examinedLines", "Line " + line.position() + " is missing.");
            }
        }
        if (total == 0) {
            throw new Refused("examinedLines", "Nothing came: answer that the goods did not come.");
        }
        move(returnNumber, State.ANNOUNCED, State.EXAMINED, acting.user().orElse(null), null, null);
    }

    private static int whole(JsonNode line, String name, String problem) {
        JsonNode value = line.path(name);
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            throw new Refused("examinedLines", problem);
        }
        return value.intValue();
    }

    @Override
    public void lapse(String returnNumber) {
        locked(returnNumber);
        move(returnNumber, State.ANNOUNCED, State.LAPSED, null, null, null);
    }

    @Override
    public GoodsReturn accept(String returnNumber) {
        GoodsReturn examined = locked(returnNumber);
        if (examined.state() != State.EXAMINED) {
            return examined;
        }
        Map<Integer, Integer> back = new LinkedHashMap<>();
        for (GoodsReturn.Line line : examined.lines()) {
            if (line.received() != null && line.received() > 0) {
                back.put(line.position(), line.received());
            }
            if (line.fit() != null && line.fit() > 0) {
                stocks.put(line.product(), line.fit());
            }
        }
        String creditNote = invoices.ofDelivery(examined.deliveryNumber())
                .map(invoice -> creditNotes.issue(
                        "return:" + returnNumber,
                        CreditNote.Kind.RETURN,
                        invoice.number(),
                        "Return " + returnNumber + ": " + examined.reason(),
                        back))
                .map(CreditNote::number)
                .orElse(null);
        move(returnNumber, State.EXAMINED, State.ACCEPTED, null, null, creditNote);
        tellRep(get(returnNumber));
        return get(returnNumber);
    }

    @Override
    public void refuse(String returnNumber, @Nullable String why) {
        GoodsReturn examined = locked(returnNumber);
        if (examined.state() != State.EXAMINED) {
            return;
        }
        move(
                returnNumber,
                State.EXAMINED,
                State.REFUSED,
                null,
                checked("refusedWhy", why, "Say why it is refused"),
                null);
        tellRep(get(returnNumber));
    }

    private void tellRep(GoodsReturn done) {
        SalesOrder order = orders.get(done.orderNumber());
        String credited = done.creditNoteNumber() == null
                ? ""
                : creditNotes
                        .find(done.creditNoteNumber())
                        .map(note -> note.number() + " over " + Shown.money(note.amount()) + " " + note.currency())
                        .orElse("");
        mails.write(new Mail(
                "return-decided:" + done.number(),
                "return-decided",
                Recipient.user(order.rep()),
                Map.of(
                        "number",
                        done.number(),
                        "orderNumber",
                        done.orderNumber(),
                        "customer",
                        customers.get(order.customerId()).name(),
                        "accepted",
                        done.state() == State.ACCEPTED,
                        "creditNote",
                        credited,
                        "why",
                        done.decidedWhy() == null ? "" : done.decidedWhy()),
                order.customerId(),
                done.orderNumber()));
    }

    private static String checked(String field, @Nullable String words, String what) {
        if (words == null || words.isBlank() || words.length() > LONGEST_REASON) {
            throw new Refused(field, what + ", in at most " + LONGEST_REASON + " characters.");
        }
        return words.strip();
    }

    private static void checkBound(Map<Integer, Integer> returnable, int position, int pieces, int least) {
        Integer most = returnable.get(position);
        if (most == null) {
            throw new Refused("lines", "The delivery has no line " + position + ".");
        }
        if (pieces < least || pieces > most) {
            throw new Refused(
                    "lines",
                    "Line " + position + ": at most " + most + " can come back; the others were not delivered, or are"
                            + " back or announced already.");
        }
    }

    private Map<Integer, Integer> returnable(String deliveryNumber, String exceptReturn) {
        Map<Integer, Integer> pieces = new LinkedHashMap<>();
        jdbc.sql(RETURNABLE)
                .param("delivery", deliveryNumber)
                .param("except", exceptReturn)
                .query(Pieces.class)
                .list()
                .forEach(line -> pieces.put(line.position(), line.pieces()));
        return pieces;
    }

    /** The return, whose order nobody else changes until the end of the transaction. */
    private GoodsReturn locked(String number) {
        orders.locked(get(number).orderNumber());
        return get(number);
    }

    private void move(
            String number,
            State from,
            State to,
            @Nullable String examinedBy,
            @Nullable String why,
            @Nullable String creditNote) {
        jdbc.sql(MOVE)
                .param("number", number)
                .param("from", from.code())
                .param("to", to.code())
                .param("examinedBy", examinedBy, Types.VARCHAR)
                .param("why", why, Types.VARCHAR)
                .param("creditNote", creditNote, Types.VARCHAR)
                .update();
    }

    private List<GoodsReturn> select(String where, String key) {
        return jdbc.sql(SELECT + where)
                .param("key", key)
                .query(this::goodsReturn)
                .list();
    }

    private GoodsReturn goodsReturn(ResultSet row, int index) throws SQLException {
        String number = row.getString("number");
        return new GoodsReturn(
                number,
                row.getString("delivery_number"),
                row.getString("order_number"),
                row.getString("reason"),
                State.of(row.getString("state")),
                row.getObject("announced_on", LocalDate.class),
                row.getString("decided_why"),
                row.getString("credit_note_number"),
                jdbc.sql(LINES)
                        .param("number", number)
                        .query(GoodsReturn.Line.class)
                        .list());
    }
}
