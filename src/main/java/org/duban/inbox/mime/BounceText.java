package org.duban.inbox.mime;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.duban.channel.FailureCause;

/**
 * Reads what mail servers and gateways say in plain words about a mail that they did not deliver, in the many forms that are
 * older than RFC 3464 or beside it.
 */
final class BounceText {

    private static final Pattern FAILED_SUBJECT =
            pattern("undeliver|returned (to sender|mail)|return(ed)? (e-?)?mail|delivery.{0,12}fail"
                    + "|failure (notice|notification|report)|fail(ed|ure).{0,12}deliver|mail (system )?(failure|error)|mail failed"
                    + "|delivery (error|problem|failure)|non.?deliver|not delivered|could not be delivered|message (was )?rejected"
                    + "|^rejected|bounce|unzustellbar|échec|non remis|退信|退回|拒收|(投递|发送|递送|传递|送达)失败|(无法|未能|不能)(投递|送达|递送|发送|传递)"
                    + "|未(投递|送达|送出)");
    private static final Pattern DELAYED_SUBJECT =
            pattern("delay|warning: (message|could not|e?mail)|will be retried|延迟|延误");
    /** Whoever answers or sends on repeats the subject of another mail. */
    private static final Pattern ANSWERS =
            pattern("^\\s*+(re|aw|sv|fwd?|wg|回[复覆復]|答[复覆復]|转发|轉寄|轉發)\\s*+([(\\[（]\\d{1,3}[)\\]）])?\\s*+[:：].*");

    private static final Pattern FAILED = pattern(
            "(not|n.t|unable to|cannot|can.t|failed to|never) (be |been )?(deliver|sen[dt]\\b|reach|relay|forward)"
                    + "|deliver.{0,60}fail|fail.{0,60}(recipient|deliver|address)|permanent(ly)?.{0,12}(error|fail|fatal)|giv(en|ing) up"
                    + "|(address|recipient)s?.{0,60}(fail|error|problem|reject)|(fatal|permanent) error|return(ed|ing).{0,30}sender"
                    + "|undeliver|was (automatically )?(rejected|refused|returned|blocked)|(rejected|refused) by|bounced"
                    + "|\\b5\\d\\d[ -](#?5\\.\\d|[A-Za-z<])"
                    + "|(无法|未能|不能)(被)?(投递|送达|递送|发送|传递)|(投递|发送|递送|传递|送达)失败|退信|被(对方)?(服务器)?(退回|拒收|拒绝)");
    private static final Pattern DELAYED =
            pattern("delayed|will (keep|continue)|will (be )?retr|will try|still (being )?(trying|retried|undelivered)"
                    + "|not yet been delivered|do not need to re|no need to re-?send|继续尝试|稍后重试|延迟");
    private static final Pattern GIVEN_UP =
            pattern("giv(en|ing) up|permanent|fatal error|final|returned to|could not be delivered|放弃|退信|失败");
    /** From here on it is the mail that is returned. */
    private static final Pattern COPY = Pattern.compile(
            "^[ >]*+(-{2,}+.{0,40}\\b(copy|unsent|original|returned|message follows|headers?)\\b|-{3,}+.{0,10}(原邮件|原始邮件|邮件原文)"
                    + "|return-path:|received: |message-id:|mime-version:|dkim-signature:).*",
            Pattern.CASE_INSENSITIVE);

    private static final Pattern ANSWER =
            pattern("(?<![\\d.])[45]\\d\\d[ -](?=\\S)|(?<![\\d.])5\\.\\d{1,3}\\.\\d{1,3}(?![\\d.])");
    private static final Pattern STATUS = Pattern.compile("(?<![\\d.])[45]\\.\\d{1,3}\\.\\d{1,3}(?![\\d.])");
    /** Chinese words and signs stand beside an address without a space. */
    private static final Pattern ADDRESS = Pattern.compile("(?:[A-Za-z0-9.!#$%&*+/=?^_`{|}~-]++|[\\p{IsHan}]++)@"
            + "(?:[A-Za-z0-9-]++(?:\\.[A-Za-z0-9-]++)++(?!\\.[\\p{L}\\p{N}])|[\\p{L}\\p{N}.-]*[\\p{L}\\p{N}])");

    private static final Pattern NOBODY = pattern("^(bounce\\+|reply\\+|mailer-daemon@|postmaster@)");
    private static final int MOST_LINES = 200;

    private BounceText() {}

    static boolean subjectSays(String subject) {
        return saysFailed(subject) || saysDelayed(subject);
    }

    private static boolean saysFailed(String subject) {
        return FAILED_SUBJECT.matcher(subject).find()
                && !ANSWERS.matcher(subject).matches();
    }

    /** What failed may have had such a word in its title. */
    private static boolean saysDelayed(String subject) {
        return DELAYED_SUBJECT.matcher(subject).find()
                && !FAILED_SUBJECT.matcher(subject).find()
                && !ANSWERS.matcher(subject).matches();
    }

    private static Pattern pattern(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /**
     * What a mail says about one that was not delivered; empty if it says nothing of the kind.
     *
     * @param failedRecipients as some servers name them in a header of their own; empty if it has none
     * @param byProgram whether something beside its words shows that a program wrote it: a person may write such words, too
     */
    static Optional<DeliveryReport> report(String subject, String failedRecipients, boolean byProgram, String text) {
        var lines = ownLines(text);
        var all = String.join(" ", lines);
        var subjectSays = saysFailed(subject);
        var textSays = FAILED.matcher(all).find() || blames(all);
        var delayed = saysDelayed(subject)
                || (DELAYED.matcher(all).find() && !GIVEN_UP.matcher(all).find());
        if (failedRecipients.isEmpty() && !subjectSays && !(byProgram && (textSays || delayed))) {
            return Optional.empty();
        }
        var diagnostic = diagnostic(lines);
        var status = STATUS.matcher(diagnostic);
        return Optional.of(new DeliveryReport(
                delayed ? "delayed" : "failed",
                status.find() ? status.group() : "",
                "",
                failedRecipients.isEmpty() ? recipient(lines) : first(failedRecipients),
                diagnostic));
    }

    private static List<String> ownLines(String text) {
        return text.lines()
                .limit(MOST_LINES)
                .takeWhile(line -> !COPY.matcher(line).matches())
                .map(line -> StorableText.line(line, 400))
                .toList();
    }

    private static boolean blames(String words) {
        var cause = FailureCause.of("", words);
        return cause == FailureCause.ADDRESS || cause == FailureCause.MAILBOX_FULL;
    }

    /** The words of the server that refused: from its code on, or the first line that names what was wrong. */
    private static String diagnostic(List<String> lines) {
        var at = indexOf(lines, ANSWER);
        for (var i = 0; at < 0 && i < lines.size(); i++) {
            at = blames(lines.get(i)) ? i : at;
        }
        if (at < 0) {
            at = indexOf(lines, FAILED);
        }
        if (at < 0) {
            return "";
        }
        var end = at;
        while (end < lines.size() && end < at + 4 && !lines.get(end).isEmpty()) {
            end++;
        }
        return StorableText.line(String.join(" ", lines.subList(at, end)), 400);
    }

    private static int indexOf(List<String> lines, Pattern pattern) {
        for (var i = 0; i < lines.size(); i++) {
            if (pattern.matcher(lines.get(i)).find()) {
                return i;
            }
        }
        return -1;
    }

    private static String recipient(List<String> lines) {
        return lines.stream()
                .map(BounceText::first)
                .filter(address -> !address.isEmpty())
                .findFirst()
                .orElse("");
    }

    private static String first(String words) {
        return ADDRESS.matcher(words)
                .results()
                .map(found -> found.group().toLowerCase(Locale.ROOT))
                .filter(address -> !NOBODY.matcher(address).find())
                .findFirst()
                .orElse("");
    }
}
