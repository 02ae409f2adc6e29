/** The OIDC provider by whose page people log in: where to send them, who comes back, and whose login it has ended. */
@NullMarked
package org.duban.accounts.provider;

import org.jspecify.annotations.NullMarked;
