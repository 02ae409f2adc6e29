package org.duban.access;

import java.util.Set;
import org.duban.task.ActRule;
import org.duban.task.ActRule.Party;

/**
 * As which units somebody acts: reports are those of whoever is of the unit or office, decisions of whoever is of the office.
 *
 * @param reporting the units as which he may report
 * @param deciding the offices as which he may decide
 */
record ActingUnits(Set<String> reporting, Set<String> deciding) {

    Set<String> of(ActRule rule) {
        return rule.who().contains(Party.OFFICE) ? deciding : reporting;
    }
}
