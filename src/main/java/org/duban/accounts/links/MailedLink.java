package org.duban.accounts.links;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A link that was or is to be mailed, without its secret.
 *
 * @param address where it is mailed to
 * @param language in which its letter is written, as a tag; null: nobody has said
 */
public record MailedLink(
        UUID id, String account, String address, @Nullable String language, LinkPurpose purpose) {

    @Override
    public String toString() {
        return purpose + " of " + account;
    }
}
