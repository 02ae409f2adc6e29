/** Sessions in the database, so that any node may be asked: opened, told apart, ended. */
@NullMarked
package org.duban.accounts.sessions;

import org.jspecify.annotations.NullMarked;
