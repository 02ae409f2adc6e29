package org.duban.directory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a file is about to change.
 *
 * @param changed the units that differ from what is there, as the file has them
 * @param tree what is there
 * @param notOfAFile those that are there and were saved last by something else than a file
 * @param former those that are not there any more because they were removed
 */
record FileChanges(Collection<Unit> changed, UnitTree tree, Set<String> notOfAFile, Set<String> former) {

    private static final int MOST_TOLD = 200;

    /** What somebody did since a file was loaded last, and this file undoes: a line for each unit, without its addresses. */
    List<String> undone() {
        var undone = new ArrayList<String>();
        for (var unit : changed) {
            if (notOfAFile.contains(unit.code())) {
                undone.add("unit \"" + unit.code() + "\" changes back: " + String.join(", ", differences(unit)));
            } else if (former.contains(unit.code())) {
                var successor = tree.successor(unit.code())
                        .map(code -> ", merged into \"" + code + "\"")
                        .orElse("");
                undone.add("unit \"" + unit.code() + "\" comes back, which was removed" + successor);
            }
        }
        return undone.size() <= MOST_TOLD
                ? undone
                : List.of(undone.size() + " units change back or come back; the audit trail has them all");
    }

    private List<String> differences(Unit unit) {
        var before = tree.unit(unit.code()).orElseThrow().fields();
        return unit.fields().entrySet().stream()
                .filter(field -> !Objects.equals(before.get(field.getKey()), field.getValue()))
                .map(field -> field.getKey().equals("emails")
                        ? "emails"
                        : field.getKey() + " \"" + before.get(field.getKey()) + "\" → \"" + field.getValue() + "\"")
                .toList();
    }

    /** By their codes, the changed units as they are, as far as they are there, for the audit trail. */
    Map<String, Object> before() {
        var before = new TreeMap<String, Object>();
        for (var unit : changed) {
            tree.unit(unit.code()).ifPresent(there -> before.put(there.code(), there.fields()));
        }
        return before;
    }
}
