package org.duban.notice;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.duban.content.ForwardedMail;
import org.duban.content.NoticeLine;

/** What notices say that forward mails; each mail is forwarded to the same reader once. */
public interface ForwardedMails {

    /** @param lines what the office can do about the tasks that the mail is about; may be empty */
    record Content(ForwardedMail mail, List<NoticeLine> lines) {
        public Content {
            lines = List.copyOf(lines);
        }
    }

    /** Where there never is any. */
    ForwardedMails NONE = new ForwardedMails() {
        @Override
        public boolean add(UUID notice, String address, Content content) {
            throw new IllegalStateException("no mail is forwarded here");
        }

        @Override
        public Map<UUID, Content> of(Collection<UUID> notices) {
            return Map.of();
        }

        @Override
        public Set<String> readersOf(long number) {
            return Set.of();
        }
    };

    /**
     * Keeps what a notice says that is about to be written.
     *
     * @return false if this reader has had the mail before: then there is to be no such notice
     */
    boolean add(UUID notice, String address, Content content);

    /** By notice, as far as they forward a mail. */
    Map<UUID, Content> of(Collection<UUID> notices);

    /** The addresses to which a mail of the inbox has been forwarded. */
    Set<String> readersOf(long number);
}
