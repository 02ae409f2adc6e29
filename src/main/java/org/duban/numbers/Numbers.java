package org.duban.numbers;

import java.time.Instant;
import java.util.List;
import org.duban.directory.UnitTree;

/** Numbers such as {@code 江孜督办〔2026〕12号}: none is given twice, whatever crashes; some may be left out. */
public interface Numbers {

    /**
     * The next number of the office of each of these units, in the same order: of the nearest office above it, or itself where there is
     * none. They are given when the caller's transaction is committed; until then others wait who want one of the same office and
     * year, so this comes late in it.
     *
     * @param units codes, be they of units that are gone
     * @param at when they are given: the year is that of the office's clock
     */
    List<String> give(NumberKind kind, List<String> units, UnitTree tree, Instant at);
}
