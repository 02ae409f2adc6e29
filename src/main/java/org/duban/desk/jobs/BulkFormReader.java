package org.duban.desk.jobs;

import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.duban.access.PresentUser;
import org.duban.desk.UnitChoice;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.files.Blank;
import org.duban.jobs.BulkField;
import org.duban.jobs.BulkOrder;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.task.KnownPolicies;
import org.duban.words.Words;
import org.springframework.stereotype.Component;

/** Reads what was written once for many tasks: units by their names, as far as whoever acts sees them. */
@Component
@ConditionalOnRole(Role.DESK)
final class BulkFormReader {

    private final PresentUser user;
    private final Directory directory;
    private final KnownPolicies policies;
    private final InstantSource clock;

    BulkFormReader(PresentUser user, Directory directory, KnownPolicies policies, InstantSource clock) {
        this.user = user;
        this.directory = directory;
        this.policies = policies;
        this.clock = clock;
    }

    /** @param mistakes what is wrong with it whatever the tasks, in words */
    record Written(BulkOrder order, Map<BulkField, String> mistakes) {}

    Written read(BulkForm form, Words words) {
        var reach = reach();
        var values = new EnumMap<>(form.values());
        var units = units(values.getOrDefault(BulkField.UNIT, ""), reach);
        if (units.size() == 1) {
            values.put(BulkField.UNIT, units.get(0).code());
        }
        var order = new BulkOrder(form.act(), values);
        var today = clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
        var mistakes = new EnumMap<BulkField, String>(BulkField.class);
        order.mistakes(today, reach, policies())
                .forEach((field, mistake) -> mistakes.put(field, words.say("bulk.mistake." + mistake)));
        if (mistakes.containsKey(BulkField.UNIT) && units.size() > 1) {
            mistakes.put(BulkField.UNIT, words.say("bulk.mistake.SEVERAL_UNITS"));
        }
        return new Written(order, mistakes);
    }

    private static List<Unit> units(String typed, UnitTree reach) {
        return Blank.isBlank(typed)
                ? List.of()
                : UnitChoice.of(Blank.strip(typed), reach).candidates();
    }

    UnitTree reach() {
        return directory.tree().within(user.scope());
    }

    Set<String> policies() {
        return policies.names();
    }
}
