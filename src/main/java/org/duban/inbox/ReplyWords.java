package org.duban.inbox;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.duban.answers.Answer;

/**
 * Understands a reply by the words at its start, Chinese or English; strictly, as what was not meant would stand in the
 * ledger, while what is not understood only costs the office a look.
 */
final class ReplyWords {

    private static final int LONGEST_NOTE = 1_900;
    /** A sentence that goes on without a pause may say the contrary. */
    private static final String PAUSE = "(?:了)?(?:\\s*[,.;:!、。~(](?<rest>.*)|\\s+[-—]+\\s+(?<more>.*)|\\s*)";

    private static final Pattern PROGRESS = Pattern.compile(
            "(?:目前|办理|工作|完成|总体)?(?:进展|进度|進展|進度|已完成|完成|progress|completed?|done)"
                    + "(?:情况)?\\s*[:是为達达到已约約]*\\s*(?:百分之(?<words>\\d{1,4})|(?<percent>\\d{1,4})\\s*(?:%|percent\\b))(?<rest>.*)",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern RECEIVED = Pattern.compile(
            "(?:已收到|收到|已签收|签收|已簽收|簽收|已收悉|收悉|received|acknowledged)" + "(?:\\s+(?:with thanks|thanks|thank you|谢谢|感谢))?"
                    + PAUSE,
            Pattern.CASE_INSENSITIVE);
    private static final Pattern DONE = Pattern.compile(
            "(?:已完成|完成|已办结|办结|已辦結|辦結|已报结|报结|已办理完毕|done|completed?|finished)" + PAUSE, Pattern.CASE_INSENSITIVE);
    private static final Pattern PERCENTAGE = Pattern.compile("\\d\\s*%|百分之");

    private static final String OPENING = "^[\\s\"'“”‘’【\\[(（]+";

    private ReplyWords() {}

    /**
     * What a reply means.
     *
     * @param text what was written, quotations and all
     * @param tasks the tasks of the notice that is answered
     */
    static ReplyMeaning meaning(String text, List<String> tasks) {
        var lines = ReplyText.of(text);
        if (lines.isEmpty()) {
            return new ReplyMeaning.Unclear(InboxReason.NOTHING_WRITTEN.with());
        }
        var named = tasks.stream()
                .filter(task -> names(String.join("\n", lines), task))
                .toList();
        if (named.size() > 1) {
            return new ReplyMeaning.Unclear(InboxReason.SEVERAL_NAMED.with(listed(named)));
        }
        if (tasks.isEmpty()) {
            return new ReplyMeaning.Unclear(InboxReason.NO_TASK_ANY_MORE.with());
        }
        if (named.isEmpty() && tasks.size() > 1) {
            return new ReplyMeaning.Unclear(InboxReason.NONE_NAMED.with(String.valueOf(tasks.size()), listed(tasks)));
        }
        var task = named.isEmpty() ? tasks.get(0) : named.get(0);
        return meaning(lines, task);
    }

    private static ReplyMeaning meaning(List<String> lines, String task) {
        var written = without(lines.get(0), task).replaceFirst(OPENING, "").strip();
        var first = narrow(written);
        var more = String.join("\n", lines.subList(1, lines.size()));
        var progress = PROGRESS.matcher(first);
        if (progress.matches()) {
            var percent = progress.group("percent") == null ? progress.group("words") : progress.group("percent");
            return new ReplyMeaning.Says(Answer.PROGRESSED, task, percent, note(rest(progress, written, "rest"), more));
        }
        var received = RECEIVED.matcher(first);
        if (received.matches()) {
            return new ReplyMeaning.Says(Answer.RECEIVED, task, "", note(afterPause(received, written), more));
        }
        var done = DONE.matcher(first);
        if (done.matches()) {
            return PERCENTAGE.matcher(first).find()
                    ? new ReplyMeaning.Unclear(InboxReason.DONE_AND_PERCENTAGE.with())
                    : new ReplyMeaning.Says(Answer.SUBMITTED, task, "", note(afterPause(done, written), more));
        }
        return new ReplyMeaning.Unclear(InboxReason.OTHER_WORDS.with());
    }

    private static String afterPause(Matcher matched, String written) {
        return matched.group("more") == null ? rest(matched, written, "rest") : rest(matched, written, "more");
    }

    private static String rest(Matcher matched, String written, String group) {
        return matched.group(group) == null ? "" : written.substring(matched.start(group), matched.end(group));
    }

    private static String note(String rest, String more) {
        var start = rest.replaceFirst("^[\\s,.;:!、。，；：！]+", "").strip();
        return StorableText.lines(start.isEmpty() ? more : start + "\n" + more, LONGEST_NOTE);
    }

    /** Wide digits, letters and signs as narrow ones, one for one: only to compare. */
    private static String narrow(String text) {
        var out = new StringBuilder(text.length());
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            out.append(c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - 0xFEE0) : Character.isSpaceChar(c) ? ' ' : c);
        }
        return out.toString();
    }

    private static Matcher find(String task, String text) {
        var token = "[\\[【(]?(?<![A-Za-z0-9._-])" + Pattern.quote(narrow(task))
                + "(?![A-Za-z0-9_-]|\\.[A-Za-z0-9])[\\]】)]?\\s*[:,]?";
        return Pattern.compile(token, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)
                .matcher(narrow(text));
    }

    private static boolean names(String text, String task) {
        return find(task, text).find();
    }

    private static String without(String line, String task) {
        var found = find(task, line);
        return found.find() ? line.substring(0, found.start()) + " " + line.substring(found.end()) : line;
    }

    private static String listed(List<String> tasks) {
        var most = tasks.stream().limit(10).toList();
        return String.join(", ", most) + (tasks.size() > most.size() ? ", …" : "");
    }
}
