/**
 * What a process of Duban is told: its roles, its address and topics, a command to carry out, and what is wrong with settings;
 * and its threads that do one thing again and again. Every room may import it.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"files"})
package org.duban.process;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
