package org.duban.accounts.provider;

/** The provider does not answer now, or not as one does; whoever has a password here can still log in. */
public final class ProviderAway extends RuntimeException {

    ProviderAway(String provider, Exception cause) {
        super("the provider " + provider + " does not answer: " + cause.getMessage(), cause);
    }
}
