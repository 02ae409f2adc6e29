package org.duban.numbers;

import java.util.Map;
import org.duban.process.BadSetting;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How numbers are written.
 *
 * @param task the numbers of tasks: n is counted for each office and year
 * @param notice the numbers of notices, in the same way
 * @param offices what offices are called in numbers (代字), by their codes; an office that is not named here is called by its Chinese name if
 *     that has at most ten characters, else by its code
 */
@ConfigurationProperties("duban.numbers")
@Validated
public record NumberProperties(
        @DefaultValue("{office}〔{year}〕{n}号") String task,
        @DefaultValue("{office}督办单〔{year}〕{n}号") String notice,
        @DefaultValue Map<String, String> offices) {

    private static final int LONGEST_NAME = 20;

    public NumberProperties {
        offices = Map.copyOf(offices);
        check("duban.numbers.task", task);
        check("duban.numbers.notice", notice);
        offices.forEach((code, name) -> BadSetting.unless(
                !name.isBlank()
                        && name.length() <= LONGEST_NAME
                        && name.codePoints().noneMatch(c -> Character.isISOControl(c) || c == '{' || c == '}'),
                "duban.numbers.offices." + code,
                name,
                "write one line of at most " + LONGEST_NAME + " characters without braces, like 市督办"));
    }

    private static void check(String name, String pattern) {
        new NumberPattern(pattern).mistake().ifPresent(cure -> {
            throw new BadSetting(name, pattern, cure);
        });
    }
}
