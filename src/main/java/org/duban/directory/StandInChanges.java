package org.duban.directory;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.duban.audit.AuditTrail;
import org.duban.audit.AuditedAct;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/** Saves stand-ins and takes them back, each in one transaction with its entry in the audit trail. */
@Component
public final class StandInChanges {

    private final StandIns standIns;
    private final AuditTrail audit;
    private final TransactionOperations transactions;

    StandInChanges(StandIns standIns, AuditTrail audit, TransactionOperations transactions) {
        this.standIns = standIns;
        this.audit = audit;
        this.transactions = transactions;
    }

    /**
     * @param standIn as it was saved
     * @param added false: it replaced the one of its name
     */
    public record Saved(StandIn standIn, boolean added) {}

    /**
     * @param user who does it
     * @throws StandInRefused if it cannot be so; nothing is saved
     */
    public Saved save(StandIn asked, String user) {
        var before = of(asked.unit(), asked.name());
        return Objects.requireNonNull(transactions.execute(transaction -> {
            var saved = standIns.save(asked);
            var detail = new HashMap<String, Object>(Map.of("standIn", saved.name(), "after", auditable(saved)));
            before.ifPresent(old -> detail.put("before", auditable(old)));
            audit.write(user, AuditedAct.STAND_IN_SAVED, saved.unit(), detail);
            return new Saved(saved, before.isEmpty());
        }));
    }

    /**
     * @param user who does it
     * @return false if there is none of this name
     */
    public boolean remove(String unit, String name, String user) {
        var before = of(unit, name);
        return before.isPresent()
                && Boolean.TRUE.equals(transactions.execute(transaction -> {
                    var removed = standIns.remove(unit, name);
                    if (removed) {
                        var detail = Map.of("standIn", name, "before", auditable(before.get()));
                        audit.write(user, AuditedAct.STAND_IN_REMOVED, unit, detail);
                    }
                    return removed;
                }));
    }

    private Optional<StandIn> of(String unit, String name) {
        return standIns.of(unit).stream()
                .filter(standIn -> standIn.name().equals(name))
                .findFirst();
    }

    private static Map<String, String> auditable(StandIn standIn) {
        return Map.of(
                "contact", standIn.contact(),
                "deputy", standIn.deputy(),
                "deputyName", standIn.deputyName(),
                "from", standIn.from().toString(),
                "to", standIn.to().toString());
    }
}
