package io.tradewind.kpi.web;

import java.util.Optional;

/** One chart of the board; the board shows every bean of this type, in their order. */
interface BoardPanel {

    /** Its name in addresses. */
    String id();

    /** Empty where it would tell this viewer nothing. */
    Optional<Panel> build(BoardView view);
}
