package org.duban.policy;

import jakarta.validation.constraints.NotBlank;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where policies and calendars come from.
 *
 * @param policies the YAML file of policies: a path, a file: or a classpath: location
 * @param calendars a directory of YAML files, one for each calendar and year: a path, a file: or a classpath: location; they
 *     come on top of the built-in ones and replace those of the same calendar and year
 */
@ConfigurationProperties("duban")
@Validated
record PolicyProperties(
        @NotBlank @DefaultValue("classpath:policies.yaml") String policies,
        @Nullable String calendars) {}
