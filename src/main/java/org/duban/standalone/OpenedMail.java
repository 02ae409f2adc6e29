package org.duban.standalone;

import java.util.List;

/**
 * A mail taken apart.
 *
 * @param headers all header fields in their order, decoded
 * @param text the plain text, empty if there is none
 * @param html the HTML as sent, empty if there is none; not to be shown outside a sandbox
 * @param parts the other parts
 */
record OpenedMail(MailSummary mail, List<Header> headers, String text, String html, List<Part> parts) {

    OpenedMail {
        headers = List.copyOf(headers);
        parts = List.copyOf(parts);
    }

    /** A header field. */
    record Header(String name, String value) {}

    /**
     * A part that is neither the text nor the HTML.
     *
     * @param index its number, from 0
     * @param size bytes after decoding
     */
    record Part(int index, String name, String type, int size) {}
}
