package org.duban.inbox;

import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.jsoup.nodes.Node;
import org.jsoup.nodes.TextNode;
import org.jsoup.select.NodeVisitor;

/** What a reader sees of HTML, line by line, without what is quoted. Nothing in it is fetched or run. */
final class HtmlText {

    private static final String UNSEEN =
            "head, script, style, title, template, blockquote, .gmail_quote, .moz-cite-prefix";

    private HtmlText() {}

    static String of(String html) {
        var body = Jsoup.parse(html).body();
        body.select(UNSEEN).remove();
        var out = new StringBuilder();
        body.traverse(new NodeVisitor() {
            @Override
            public void head(Node node, int depth) {
                if (node instanceof TextNode text) {
                    out.append(text.text().replace('\u00A0', ' '));
                } else if (node.nameIs("br") || node.nameIs("hr")) {
                    out.append('\n');
                } else {
                    newLine(node);
                }
            }

            @Override
            public void tail(Node node, int depth) {
                newLine(node);
            }

            private void newLine(Node node) {
                if (node instanceof Element element
                        && element.isBlock()
                        && !out.isEmpty()
                        && out.charAt(out.length() - 1) != '\n') {
                    out.append('\n');
                }
            }
        });
        return out.toString();
    }
}
