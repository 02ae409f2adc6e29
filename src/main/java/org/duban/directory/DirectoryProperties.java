package org.duban.directory;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where the units come from.
 *
 * @param units the CSV of units, loaded at a start when it says something else than the one loaded last: a path, a file: or a
 *     classpath: location; without it, the units are those in the database
 */
@ConfigurationProperties("duban")
record DirectoryProperties(@Nullable String units) {}
