package org.duban.inbox.mime;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** What a reader sees of HTML, line by line; what is quoted is marked as in plain text. Nothing in it is fetched or run. */
final class HtmlText {

    private static final String UNSEEN = "head, script, style, title, template, .moz-cite-prefix";
    private static final String QUOTED = "blockquote, .gmail_quote";

    private HtmlText() {}

    static String of(String html) {
        var body = Jsoup.parse(html).body();
        body.select(UNSEEN).remove();
        var lines = new Lines();
        body.traverse(lines);
        return lines.out.toString();
    }

    private static final class Lines implements NodeVisitor {

        private final StringBuilder out = new StringBuilder();
        private int quotations;

        @Override
        public void head(Node node, int depth) {
            if (node instanceof TextNode text) {
                write(text.text().replace('\u00A0', ' '));
            } else if (node.nameIs("br") || node.nameIs("hr")) {
                out.append('\n');
            } else if (node instanceof Element element) {
                newLine(element);
                quotations += element.is(QUOTED) ? 1 : 0;
            }
        }

        @Override
        public void tail(Node node, int depth) {
            if (node instanceof Element element) {
                newLine(element);
                quotations -= element.is(QUOTED) ? 1 : 0;
            }
        }

        private void write(String text) {
            if (quotations > 0 && atLineStart() && !text.isBlank()) {
                out.append("> ");
            }
            out.append(text);
        }

        private void newLine(Element element) {
            if ((element.isBlock() || element.is(QUOTED)) && !atLineStart()) {
                out.append('\n');
            }
        }

        private boolean atLineStart() {
            return out.isEmpty() || out.charAt(out.length() - 1) == '\n';
        }
    }
}
