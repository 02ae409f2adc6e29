package org.duban.ledger;

import java.util.List;
import java.util.Optional;
import org.duban.directory.Directory;
import org.duban.directory.UnitTree;
import org.duban.reasons.Reason;
import org.duban.task.Act;
import org.duban.task.KnownPolicies;
import org.duban.task.Names;
import org.springframework.stereotype.Component;

/** Tells before an event is written whether the units and the policy that it names are known. */
@Component
public final class NameCheck {

    private final Directory directory;
    private final KnownPolicies policies;

    public NameCheck(Directory directory, KnownPolicies policies) {
        this.directory = directory;
        this.policies = policies;
    }

    /** For each act, in the same order, what the ledger would refuse it for whatever the state of its task. */
    public List<Optional<Reason>> objections(List<Act> acts) {
        var names = now();
        return acts.stream().map(act -> Optional.ofNullable(act.unknown(names))).toList();
    }

    /** What an act would be refused for if these were all units. */
    public Optional<Reason> objection(Act act, UnitTree units) {
        return Optional.ofNullable(act.unknown(new Names(units, policies)));
    }

    /** The names as they stay until the caller's transaction ends: no unit leaves meanwhile. */
    Names held() {
        directory.holdCodes();
        return now();
    }

    Names now() {
        return new Names(directory.tree(), policies);
    }
}
