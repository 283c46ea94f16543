package io.tradewind.intake;

import io.tradewind.engine.Refused;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Every importer of the application, by kind. */
@Component
class Importers {

    /** Looked up late: importers stand above this module and may need what needs it. */
    private final ObjectProvider<RowImporter> importers;

    Importers(ObjectProvider<RowImporter> importers) {
        this.importers = importers;
    }

    List<RowImporter> all() {
        return importers.stream().toList();
    }

    RowImporter get(String kind) {
        return importers.stream()
                .filter(importer -> importer.kind().equals(kind))
                .findFirst()
                .orElseThrow(() -> new Refused(
                        "kind",
                        "'" + Values.shown(kind) + "' cannot be imported; what can is "
                                + all().stream().map(RowImporter::kind).sorted().toList() + "."));
    }
}
