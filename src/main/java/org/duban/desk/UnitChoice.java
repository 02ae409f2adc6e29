package org.duban.desk;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;

/**
 * Which unit somebody means who has typed its code, its name in either language, or a part of that.
 *
 * @param candidates one where it is clear; none where there is none
 */
public record UnitChoice(List<Unit> candidates) {

    public static final int MOST = 10;

    public static UnitChoice of(String typed, UnitTree tree) {
        var text = typed.toLowerCase(Locale.ROOT);
        var exact = found(tree, unit -> unit.code().equals(typed) || named(unit, text::equals));
        return new UnitChoice(exact.isEmpty() ? found(tree, unit -> named(unit, name -> name.contains(text))) : exact);
    }

    private static List<Unit> found(UnitTree tree, Predicate<Unit> fits) {
        return tree.units().stream()
                .filter(fits)
                .sorted((one, other) -> one.code().compareTo(other.code()))
                .toList();
    }

    private static boolean named(Unit unit, Predicate<String> fits) {
        return fits.test(unit.nameZh().toLowerCase(Locale.ROOT))
                || fits.test(unit.nameEn().toLowerCase(Locale.ROOT));
    }

    public boolean clear() {
        return candidates.size() == 1;
    }

    /** The codes of the unit and of all below it; none where it is not clear. */
    public Set<String> codes(UnitTree tree) {
        var codes = new HashSet<String>();
        if (clear()) {
            var code = candidates.get(0).code();
            codes.add(code);
            tree.below(code).forEach(unit -> codes.add(unit.code()));
        }
        return codes;
    }
}
