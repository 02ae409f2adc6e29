package org.duban.cli;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.duban.directory.Unit;
import org.duban.directory.UnitTree;
import org.duban.events.FieldProblem;
import tools.jackson.databind.json.JsonMapper;

/**
 * The assignment that the options describe.
 *
 * @param leadUnit the code of its lead unit, be there such a unit or not
 * @param data the data of its event, unchecked
 */
record Assignment(String leadUnit, Map<String, Object> data) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** The options by the fields of the event's data. */
    private static final Map<String, String> OPTIONS = Map.of(
            "leadUnit", "--lead-unit",
            "deadline", "--deadline",
            "policy", "--policy",
            "assistingUnits", "--assisting",
            "assignedAt", "--assigned-at",
            "urgency", "--urgency",
            "amounts", "--amounts");

    /** @throws UsageMistake if an option is missing or cannot be taken apart */
    static Assignment of(Arguments arguments, UnitTree units) {
        var missing = Stream.of("lead-unit", "deadline")
                .filter(option -> !arguments.has(option))
                .map(option -> "--" + option)
                .toList();
        if (!missing.isEmpty()) {
            throw new UsageMistake(String.join(" and ", missing) + (missing.size() > 1 ? " are" : " is")
                    + " missing; write plan --lead-unit=CODE --deadline=2026-12-31 (plan --help says more)");
        }
        var leadUnit = arguments.value("lead-unit").orElseThrow();
        var data = new LinkedHashMap<String, Object>();
        data.put("title", "plan");
        data.put("leadUnit", leadUnit);
        data.put("deadline", arguments.value("deadline").orElseThrow());
        arguments.value("policy").ifPresent(policy -> data.put("policy", policy));
        arguments.value("urgency").ifPresent(urgency -> data.put("urgency", urgency));
        arguments.value("assisting").ifPresent(codes -> data.put("assistingUnits", parts(codes)));
        arguments.value("amounts").ifPresent(amounts -> data.put("amounts", amounts(amounts)));
        arguments
                .value("assigned-at")
                .ifPresent(instant -> data.put("assignedAt", withOffset(instant, leadUnit, units)));
        return new Assignment(leadUnit, data);
    }

    byte[] json() {
        return JSON.writeValueAsBytes(data);
    }

    /** What is wrong, told of the option that its author typed. */
    static String asOption(FieldProblem flaw) {
        var field = flaw.field().split("[.\\[]", 2);
        var option = OPTIONS.getOrDefault(field[0], flaw.field());
        var step = option.equals("--amounts") && field.length > 1 ? ", " + field[1] : "";
        return option + step + ": " + flaw.problem() + "; " + flaw.cure();
    }

    private static List<String> parts(String list) {
        return Arrays.stream(list.split(",")).map(String::strip).toList();
    }

    private static Map<String, String> amounts(String list) {
        var amounts = new LinkedHashMap<String, String>();
        for (var part : parts(list)) {
            var colon = part.indexOf(':');
            if (colon <= 0 || colon == part.length() - 1) {
                throw new UsageMistake(
                        "--amounts: \"" + part + "\" is no step with its amount; write STEP:AMOUNT, such as"
                                + " three-days:5wd, with commas between several");
            }
            amounts.put(
                    part.substring(0, colon).strip(), part.substring(colon + 1).strip());
        }
        return amounts;
    }

    /** A time without an offset is meant where the lead unit sits. */
    private static String withOffset(String instant, String leadUnit, UnitTree units) {
        try {
            var zone = units.unit(leadUnit).map(Unit::zone).orElse(ZoneOffset.UTC);
            return LocalDateTime.parse(instant).atZone(zone).toOffsetDateTime().toString();
        } catch (DateTimeException e) {
            return instant;
        }
    }
}
