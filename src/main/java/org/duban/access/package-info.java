/**
 * Who may come in and do what: users, their passwords and how often they may be tried, tokens, and the one table of rights. No
 * type of it is public: the other rooms ask Spring Security.
 */
@NullMarked
@ApplicationModule(allowedDependencies = {"gate", "words"})
package org.duban.access;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
