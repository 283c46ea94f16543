package io.tradewind.notification;

import io.tradewind.organization.Absence;
import io.tradewind.organization.AbsenceSaid;
import io.tradewind.organization.People;
import io.tradewind.organization.Person;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Who stands in for somebody learns of it, and so does who is away when others say it for them. */
@Component
class AbsenceMails {

    private final Mails mails;
    private final People people;

    AbsenceMails(Mails mails, People people) {
        this.mails = mails;
        this.people = people;
    }

    @EventListener
    void on(AbsenceSaid said) {
        Absence absence = said.absence();
        Set<String> told = new LinkedHashSet<>();
        if (absence.delegate() != null) {
            told.add(absence.delegate());
        }
        told.add(absence.userId());
        told.remove(said.by());
        for (String userId : told) {
            mails.write(new Mail(
                    "absence:" + said.recordId() + ":" + userId,
                    "absence-said",
                    Recipient.user(userId),
                    Map.of(
                            "name", absence.name(),
                            "by", people.find(said.by()).map(Person::name).orElse(said.by()),
                            "act", words(said.act()),
                            "from", absence.from().toString(),
                            "to", absence.to().toString(),
                            "standIn", absence.delegateName() == null ? "" : absence.delegateName(),
                            "scope", String.join(", ", absence.scope()),
                            "cap",
                                    absence.cap() == null
                                            ? ""
                                            : absence.cap().toPlainString() + " " + absence.capCurrency(),
                            "over", said.act().equals("ended") || said.act().equals("removed")),
                    null,
                    null));
        }
    }

    private static String words(String act) {
        return switch (act) {
            case "changed" -> "has changed";
            case "ended", "removed" -> "has ended";
            default -> "has entered";
        };
    }
}
