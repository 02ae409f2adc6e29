package org.duban.plan.oracle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Takes away from an example, piece by piece, what a disagreement does not need. */
final class Shrinker {

    private final Predicate<Example> fails;
    private int left = 4_000;

    private Shrinker(Predicate<Example> fails) {
        this.fails = fails;
    }

    /** An example that still fails and of which no single piece can be missed. */
    static Example smallest(Example example, Predicate<Example> fails) {
        return new Shrinker(fails).shrink(example);
    }

    private Example shrink(Example example) {
        for (var smaller = smaller(example); smaller.isPresent(); smaller = smaller(example)) {
            example = smaller.get();
        }
        return example;
    }

    private Optional<Example> smaller(Example example) {
        for (var candidate : without(example.text())) {
            var smaller = new Example(Example.map(candidate));
            if (left-- > 0 && stillFails(smaller)) {
                return Optional.of(smaller);
            }
        }
        return Optional.empty();
    }

    private boolean stillFails(Example example) {
        try {
            return fails.test(example);
        } catch (RuntimeException notAnExample) {
            return false;
        }
    }

    /** The value with one piece taken away, for each piece in it. */
    private static List<Object> without(Object value) {
        var smaller = new ArrayList<>();
        if (value instanceof Map<?, ?> map) {
            for (var key : map.keySet()) {
                var copy = new LinkedHashMap<Object, Object>(map);
                copy.remove(key);
                smaller.add(copy);
            }
            map.forEach((key, part) -> without(part).forEach(less -> {
                var copy = new LinkedHashMap<Object, Object>(map);
                copy.put(key, less);
                smaller.add(copy);
            }));
        } else if (value instanceof List<?> list) {
            for (var i = 0; i < list.size(); i++) {
                var copy = new ArrayList<Object>(list);
                copy.remove(i);
                smaller.add(copy);
            }
            for (var i = 0; i < list.size(); i++) {
                for (var less : without(list.get(i))) {
                    var copy = new ArrayList<Object>(list);
                    copy.set(i, less);
                    smaller.add(copy);
                }
            }
        }
        return smaller;
    }
}
