package org.duban.rulebook;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where policies and calendars come from. What has changed in these files since a process last read them comes into force
 * when one starts; all processes share what is in force.
 *
 * @param policies the YAML file of policies: a path, a file: or a classpath: location; the built-in ones if it is left out
 * @param calendars a directory of YAML files, one for each calendar and year: a path, a file: or a classpath: location; they
 *     come on top of the built-in ones and replace those of the same calendar and year
 */
@ConfigurationProperties("duban")
record PolicyProperties(@Nullable String policies, @Nullable String calendars) {}
