package io.tradewind.service.process;

import static io.tradewind.service.process.ServiceCaseVariables.MEASURE_OWNERS;

import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import io.tradewind.organization.Roles;
import java.util.Map;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/** Who may be asked to see to a measure: everybody but the reps, who have their own work. */
@Component("offerMeasureOwnersListener")
class OfferMeasureOwnersListener implements ExecutionListener {

    private final People people;

    OfferMeasureOwnersListener(People people) {
        this.people = people;
    }

    @Override
    public void notify(DelegateExecution execution) {
        MEASURE_OWNERS.set(
                execution,
                people.all().stream()
                        .filter(Person::active)
                        .filter(person -> !person.role().equals(Roles.SALES_REP))
                        .map(person ->
                                Map.of("label", person.name() + " (" + person.role() + ")", "value", person.userId()))
                        .toList());
    }
}
