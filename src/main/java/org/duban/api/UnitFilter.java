package org.duban.api;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.duban.access.PresentUser;
import org.duban.directory.Directory;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.files.NameSuggestions;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.rest.ApiProblem;
import org.duban.rest.ApiReason;
import org.duban.rest.Thing;
import org.springframework.stereotype.Component;

/**
 * Reads the parameters and paths that name a unit: a code that nobody has is a mistake to be told, not an empty list, and one that
 * the caller does not see is nobody's. One that was removed may still be asked for as long as there is something of it.
 */
@Component
@ConditionalOnRole(Role.DESK)
public final class UnitFilter {

    private final Directory directory;
    private final PresentUser user;

    UnitFilter(Directory directory, PresentUser user) {
        this.directory = directory;
        this.user = user;
    }

    /** The units that the caller sees. */
    public UnitTree tree() {
        return directory.tree().within(user.scope());
    }

    /**
     * The tree that the caller sees.
     *
     * @throws ApiProblem if the unit of this code is not in it
     */
    public UnitTree knowing(String code) {
        var tree = tree();
        if (tree.unit(code).isEmpty()) {
            throw ApiProblem.notFound(Thing.UNIT, code);
        }
        return tree;
    }

    /** The unit and all units below it, at whatever depth. */
    Set<String> tree(String parameter, String code, Predicate<String> hasLeftSomething) {
        var tree = tree();
        check(parameter, code, tree, hasLeftSomething);
        var codes = new HashSet<String>();
        codes.add(code);
        tree.below(code).forEach(unit -> codes.add(unit.code()));
        return codes;
    }

    /** The unit alone. */
    String unit(String parameter, String code, Predicate<String> hasLeftSomething) {
        check(parameter, code, tree(), hasLeftSomething);
        return code;
    }

    private static void check(String parameter, String code, UnitTree tree, Predicate<String> hasLeftSomething) {
        if (tree.unit(code).isEmpty() && !hasLeftSomething.test(code)) {
            var codes = tree.units().stream().map(Unit::code).sorted().toList();
            throw ApiProblem.field(
                    parameter, code, ApiReason.API_NO_SUCH_UNIT.with(new NameSuggestions(codes).cureFor(code)));
        }
    }
}
