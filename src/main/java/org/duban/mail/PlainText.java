package org.duban.mail;

import org.duban.mail.LetterPage.Item;

/** Sets a letter as plain text, complete by itself. */
final class PlainText {

    private PlainText() {}

    static String of(LetterPage page) {
        var text = new StringBuilder(1024);
        text.append(page.levelName()).append(" · ").append(page.heading()).append("\n\n");
        text.append(page.greeting()).append("\n\n");
        text.append(page.lead()).append('\n');
        for (var group : page.groups()) {
            if (!page.single()) {
                text.append("\n=== ").append(group.heading()).append(" ===\n");
            }
            group.items().forEach(item -> add(text, page, item));
        }
        text.append("\n-- \n").append(page.date()).append('\n');
        page.footer().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private static void add(StringBuilder text, LetterPage page, Item item) {
        text.append('\n');
        if (!page.single()) {
            text.append(item.number()).append(". ");
        }
        text.append('[').append(item.badge()).append("] ").append(item.title()).append('\n');
        if (item.forUnit() != null) {
            text.append("   ").append(item.forUnit()).append('\n');
        }
        text.append("   ").append(item.ask()).append('\n');
        var colon = page.lang().equals("en") ? ": " : "：";
        item.facts().forEach(fact -> add(text, fact.label() + colon + fact.value()));
        item.links().forEach(link -> add(text, link.label() + colon + link.url()));
    }

    private static void add(StringBuilder text, String line) {
        text.append("   ").append(line).append('\n');
    }
}
