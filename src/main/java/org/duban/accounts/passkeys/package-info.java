/** Passkeys (WebAuthn): keys on people's own devices with which they log in. */
@NullMarked
package org.duban.accounts.passkeys;

import org.jspecify.annotations.NullMarked;
