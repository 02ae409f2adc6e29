package org.duban.letter;

import org.duban.letter.LetterPage.Forwarded;
import org.duban.letter.LetterPage.Item;
import org.jspecify.annotations.Nullable;

/** Sets a letter as plain text, complete by itself. */
final class PlainText {

    private static final String INDENT = "   ";

    private PlainText() {}

    static String of(LetterPage page) {
        var text = new StringBuilder(1024);
        text.append(page.levelName()).append(" · ").append(page.heading()).append("\n\n");
        text.append(page.greeting()).append("\n\n");
        text.append(page.lead()).append('\n');
        if (page.reply() != null && !page.single()) {
            text.append(page.reply()).append('\n');
        }
        addForwarded(text, page.forwarded());
        addAsks(text, page);
        var all = page.all();
        if (all != null) {
            text.append('\n').append(all.text()).append('\n');
        }
        for (var group : page.groups()) {
            if (!page.single()) {
                text.append("\n=== ").append(group.heading()).append(" ===\n");
            }
            group.items().forEach(item -> add(text, page, item));
        }
        text.append("\n-- \n");
        page.footer().forEach(line -> text.append(line).append('\n'));
        return text.toString();
    }

    private static void addForwarded(StringBuilder text, @Nullable Forwarded mail) {
        if (mail == null) {
            return;
        }
        text.append('\n');
        mail.facts().forEach(fact -> text.append(fact.text()).append('\n'));
        text.append('\n').append(mail.label()).append('\n');
        mail.words().forEach(line -> text.append(("> " + line).strip()).append('\n'));
        text.append('\n').append(mail.asked()).append('\n');
        for (var step : mail.steps()) {
            text.append(" - ").append(step.text()).append('\n');
            if (step.link() != null) {
                add(text, step.link().url());
            }
        }
    }

    private static void addAsks(StringBuilder text, LetterPage page) {
        var told = page.told();
        if (!page.asks().isEmpty()) {
            text.append('\n').append(page.asked()).append('\n');
            page.asks().forEach(ask -> text.append(" - ").append(ask).append('\n'));
        }
        if (told != null) {
            text.append('\n').append(told.text()).append('\n');
        }
    }

    private static void add(StringBuilder text, LetterPage page, Item item) {
        text.append('\n');
        if (!page.single()) {
            text.append(item.number()).append(". ");
        }
        text.append('[').append(item.badge()).append("] ").append(item.title()).append('\n');
        for (var quote : item.quotes()) {
            add(text, quote.label());
            quote.words().forEach(line -> add(text, ("> " + line).strip()));
        }
        if (item.ask() != null) {
            text.append(INDENT).append(item.ask()).append('\n');
        }
        item.first().forEach(fact -> add(text, fact.text()));
        if (item.evidence() != null) {
            add(text, item.evidence().label());
            item.evidence()
                    .proofs()
                    .forEach(proof -> add(text, INDENT + (proof.url() == null ? proof.text() : proof.url())));
        }
        item.next().forEach(fact -> add(text, fact.text()));
        item.facts().forEach(fact -> add(text, fact));
        item.links().forEach(link -> add(text, link.text()));
        if (page.reply() != null && page.single()) {
            add(text, page.reply());
        }
    }

    private static void add(StringBuilder text, LetterPage.Fact fact) {
        add(text, fact.text());
        if (fact.all() != null) {
            add(text, INDENT + fact.all().text());
        }
    }

    private static void add(StringBuilder text, String line) {
        text.append(INDENT).append(line).append('\n');
    }
}
