package org.duban.trail;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.duban.audit.AuditEntry;
import org.duban.audit.AuditTrail;
import org.duban.audit.ChainVerdict;
import org.duban.words.Words;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Says entries of the audit trail as sentences. */
record Sentences(Words words, JsonMapper json, ZoneId zone) {

    private static final String NOT_LOGGED_IN = "not logged in";

    /** How the door of events writes what it was about where that is more than one. */
    private static final Pattern SEVERAL = Pattern.compile("(\\d{1,9}) tasks");

    private static final int MOST_DETAILS = 40;

    TrailPage.Row row(AuditEntry entry) {
        return new TrailPage.Row(
                words.number(entry.seq()),
                entry.at().toString(),
                words.time(entry.at().atZone(zone)),
                actor(entry),
                sentence(entry),
                details(entry));
    }

    private String actor(AuditEntry entry) {
        return switch (entry.actor()) {
            case AuditTrail.START -> words.say("trail.start");
            case NOT_LOGGED_IN -> words.say("trail.stranger");
            default -> entry.actor();
        };
    }

    /** What was done; the act's own name where a later version has written it. */
    String sentence(AuditEntry entry) {
        var key = "act." + entry.act();
        return words.knows(key) ? words.say(key, subject(entry.subject())) : entry.act() + " " + entry.subject();
    }

    private String subject(String subject) {
        if (subject.isEmpty()) {
            return words.say("trail.nobody");
        }
        var several = SEVERAL.matcher(subject);
        return several.matches() ? words.count("trail.tasks", Long.parseLong(several.group(1))) : subject;
    }

    String verdict(ChainVerdict chain) {
        var at = chain.lastAt();
        if (at == null) {
            return words.say("chain.empty");
        }
        return chain.broken() == null
                ? words.say(
                        "chain.whole",
                        chain.entries(),
                        chain.last(),
                        words.time(at.atZone(zone)),
                        Objects.requireNonNullElse(chain.lastHash(), ""))
                : words.say("chain.broken", chain.broken(), Math.max(0, chain.broken() - 1), chain.entries());
    }

    private List<String> details(AuditEntry entry) {
        var lines = new ArrayList<String>();
        flatten("", json.readTree(entry.detail()), lines);
        return lines.size() > MOST_DETAILS ? lines.subList(0, MOST_DETAILS) : lines;
    }

    private static void flatten(String path, JsonNode node, List<String> lines) {
        if (node.isObject()) {
            node.properties()
                    .forEach(each -> flatten(
                            path.isEmpty() ? each.getKey() : path + "." + each.getKey(), each.getValue(), lines));
        } else if (!path.isEmpty() && !text(node).isEmpty()) {
            lines.add(path + ": " + text(node));
        }
    }

    private static String text(JsonNode node) {
        return node.isArray()
                ? StreamSupport.stream(node.spliterator(), false)
                        .map(Sentences::text)
                        .collect(Collectors.joining(", "))
                : node.isObject() ? node.toString() : node.asString("");
    }
}
