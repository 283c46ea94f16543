package io.tradewind.engine.examination;

import java.util.List;

/** One thing that every model must hold. */
public interface Rule {

    /** Everything that is wrong in these models, all at once. */
    List<Finding> findings(Models models);
}
