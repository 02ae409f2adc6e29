package org.duban.inbox.mime;

import java.util.regex.Pattern;

/** One text, in one form or in two. */
final class Wording {

    private static final Pattern IN_PLACE_OF_HTML = Pattern.compile(
            "支持\\s*+html|html\\s*+(?:格式|邮件|view|capable|format)|(?:not|n.t) (?:support|display|show|view).{0,20}html|in html|以\\s*+html",
            Pattern.CASE_INSENSITIVE);
    private static final int LONGEST_IN_PLACE = 300;

    private final StringBuilder plain = new StringBuilder();
    private final StringBuilder html = new StringBuilder();

    void add(String words, boolean isHtml) {
        (isHtml ? html : plain).append(words);
    }

    /** Plain text if there is any that is more than a hint to read the HTML, else that of the HTML. */
    String words() {
        var hint = plain.length() < LONGEST_IN_PLACE
                && IN_PLACE_OF_HTML.matcher(plain).find();
        return html.isEmpty() || !(plain.toString().isBlank() || hint)
                ? plain.toString()
                : HtmlText.of(html.toString());
    }
}
