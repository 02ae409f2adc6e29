/** Users over REST: accounts, their list as a file, API tokens, and what one is oneself. */
@NullMarked
package org.duban.api.users;

import org.jspecify.annotations.NullMarked;
