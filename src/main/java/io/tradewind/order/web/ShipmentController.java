package io.tradewind.order.web;

import io.tradewind.engine.Acting;
import io.tradewind.order.Delivery;
import io.tradewind.order.ShipmentEvent;
import io.tradewind.order.Shipments;
import io.tradewind.organization.Roles;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

@RestController
@RequestMapping("/api/shipments/{number}")
class ShipmentController {

    private final Shipments shipments;
    private final Acting acting;

    ShipmentController(Shipments shipments, Acting acting) {
        this.shipments = shipments;
        this.acting = acting;
    }

    /** A carrier's report. The same report again gives the same state and does nothing more. */
    @PostMapping("/events")
    Answer take(@PathVariable String number, @RequestBody ShipmentEvent event) {
        readable(number);
        Shipments.Effect effect = shipments.take(number, event);
        return Answer.of(readable(number), effect);
    }

    /** To whoever has nothing to do with shipping, no delivery exists. */
    private Delivery readable(String number) {
        if (!acting.inGroup(Roles.LOGISTICS) && !acting.inGroup(Roles.ADMIN)) {
            throw notFound(number);
        }
        return shipments.find(number).orElseThrow(() -> notFound(number));
    }

    private static ResponseStatusException notFound(String number) {
        return new ResponseStatusException(HttpStatus.NOT_FOUND, "There is no delivery '" + number + "'.");
    }

    /** How the delivery stands after the report, and what the report did. */
    record Answer(
            String number,
            String state,
            @Nullable LocalDate receivedOn,
            @Nullable String receivedBy,
            String result,
            String message) {

        static Answer of(Delivery delivery, Shipments.Effect effect) {
            return new Answer(
                    delivery.number(),
                    delivery.ended() != null ? delivery.ended() : delivery.received() ? "delivered" : "under-way",
                    delivery.receivedOn(),
                    delivery.receivedBy(),
                    effect.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                    switch (effect) {
                        case RECORDED -> "Taken in.";
                        case ALREADY_KNOWN -> "This report was here before; nothing was done.";
                        case OUT_OF_ORDER -> "Older than what is known already; kept, but it changes nothing.";
                        case TOO_LATE ->
                            "The delivery was confirmed, recalled or written off before; the report is kept, and changes nothing.";
                    });
        }
    }
}
