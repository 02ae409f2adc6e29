package org.duban.letter;

import java.util.Optional;
import java.util.UUID;
import org.duban.answers.links.SignedAddresses;
import org.duban.answers.links.SignedAddresses.Purpose;
import org.jspecify.annotations.Nullable;

/** Where mails about a notice come back to: sealed addresses where an inbox is read, else none. */
public final class ReturnAddresses {

    /** Nobody reads what comes back. */
    public static final ReturnAddresses NONE = new ReturnAddresses(null, "");

    private final @Nullable SignedAddresses sealed;
    private final String domain;

    public ReturnAddresses(@Nullable SignedAddresses sealed, String domain) {
        this.sealed = sealed;
        this.domain = domain;
    }

    /** Whether somebody reads what comes back. */
    public boolean read() {
        return sealed != null;
    }

    /** The envelope sender of a notice's mail. */
    public Optional<String> ofBounces(UUID notice) {
        return address(Purpose.BOUNCE, notice);
    }

    /** The Reply-To of a notice's mail. */
    public Optional<String> ofReplies(UUID notice) {
        return address(Purpose.REPLY, notice);
    }

    private Optional<String> address(Purpose purpose, UUID notice) {
        return Optional.ofNullable(sealed).map(addresses -> addresses.localPart(purpose, notice) + "@" + domain);
    }
}
