/** Who the users are: accounts and those who manage them, passwords and how often they may be tried, API tokens. */
@NullMarked
@NamedInterface("users")
package org.duban.access.users;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.NamedInterface;
