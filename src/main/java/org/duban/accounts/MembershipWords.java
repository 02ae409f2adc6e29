package org.duban.accounts;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duban.access.Membership;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.words.Words;

/** Says what somebody is at which unit, and reads which unit is meant. Pure. */
record MembershipWords(Words words, UnitTree tree) {

    private static final Pattern WITH_CODE = Pattern.compile(".*[(（]\\s*([\\p{L}\\p{N}._-]+)\\s*[)）]\\s*");

    /** In words, such as "Office of Gyangzê County: office staff". */
    String say(Membership membership) {
        var unit = membership.unit();
        return unit == null ? words.say("role." + membership.role()) : words.say("at." + membership.role(), name(unit));
    }

    /** By its name; by its code where it is not seen, or is not there any more. */
    String name(String code) {
        return tree.unit(code).map(this::name).orElse(code);
    }

    private String name(Unit unit) {
        return words.name(unit.nameZh(), unit.nameEn());
    }

    /** As it is proposed: its name, which people know, with its code, which is clear. */
    String proposed(Unit unit) {
        return words.say("unit.proposed", name(unit), unit.code());
    }

    String proposed(String code) {
        return tree.unit(code).map(this::proposed).orElse(code);
    }

    /** The code of the unit that is meant, by its code, by what is proposed, or by its name if that is clear; else what was typed. */
    String code(String typed) {
        var text = typed.strip();
        if (text.isEmpty() || tree.unit(text).isPresent()) {
            return text;
        }
        var within = WITH_CODE.matcher(text);
        if (within.matches() && tree.unit(within.group(1)).isPresent()) {
            return within.group(1);
        }
        var lower = text.toLowerCase(Locale.ROOT);
        var called = tree.units().stream()
                .filter(unit -> Stream.of(unit.nameZh(), unit.nameEn())
                        .anyMatch(name -> name.toLowerCase(Locale.ROOT).equals(lower)))
                .toList();
        return Optional.of(called)
                .filter(one -> one.size() == 1)
                .map(one -> one.get(0).code())
                .orElse(text);
    }
}
