package org.duban.accounts.passkeys;

/** What a browser has brought is no answer of a passkey to what it was asked, or of none that is known. */
public final class PasskeyRefused extends RuntimeException {

    PasskeyRefused(String message, Exception cause) {
        super(message, cause);
    }
}
