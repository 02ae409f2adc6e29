package org.duban.inbox;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What the writer of a reply wrote, without what mail readers add: quotations, greetings alone on a line, signatures. */
final class ReplyText {

    private static final Pattern QUOTED = Pattern.compile("\\s*[>＞|].*");

    /** From the first of these on, everything is the mail that is answered. */
    private static final List<Pattern> QUOTATION_BEGINS = List.of(
            Pattern.compile(
                    "\\s*-{2,}\\s*(original message|original|forwarded message|原始邮件|原邮件|原始郵件|转发邮件|回复的原邮件)\\s*-{2,}.*",
                    Pattern.CASE_INSENSITIVE),
            Pattern.compile("\\s*(发件人|寄件者|發件人|发件时间|发送时间)\\s*[:：].*"),
            Pattern.compile("\\s*\\*?(from|sent)\\*?\\s*:\\s.*", Pattern.CASE_INSENSITIVE),
            Pattern.compile("\\s*on\\s.{4,200}\\swrote\\s*:\\s*", Pattern.CASE_INSENSITIVE),
            Pattern.compile("\\s*[在于於]?\\s*\\d{4}\\s*[-年/.].{4,200}(写道|寫道)\\s*[:：]\\s*"),
            Pattern.compile(".{0,200}(写道|寫道)\\s*[:：]\\s*"),
            Pattern.compile("_{10,}\\s*"),
            Pattern.compile("-{10,}\\s*"));

    private static final Pattern OPENS_A_LONG_ONE = Pattern.compile("\\s*on\\s.{4,200}", Pattern.CASE_INSENSITIVE);
    private static final Pattern CLOSES_IT = Pattern.compile(".{0,200}\\bwrote\\s*:\\s*", Pattern.CASE_INSENSITIVE);
    private static final Pattern SIGNATURE = Pattern.compile("--\\s*");
    private static final Pattern DEVICE =
            Pattern.compile("\\s*(发自我的|來自我的|sent from my )\\S.{0,60}", Pattern.CASE_INSENSITIVE);
    private static final Pattern GREETING = Pattern.compile(
            "\\s*(您好|你好|各位好|领导好|hello|hi|dear (all|sir|madam|sir or madam))\\s*[,，.。!！:：]*\\s*",
            Pattern.CASE_INSENSITIVE);

    private ReplyText() {}

    /** The lines that count, none of them blank at the beginning or the end. */
    static List<String> of(String text) {
        var lines = text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("\\h", " ")
                .split("\n", -1);
        var own = new ArrayList<String>();
        for (var i = 0; i < lines.length; i++) {
            var line = lines[i];
            if (quotationBegins(line) || SIGNATURE.matcher(line).matches() || longOneBegins(lines, i)) {
                break;
            }
            var counts =
                    !QUOTED.matcher(line).matches() && !DEVICE.matcher(line).matches();
            var atStart =
                    own.isEmpty() && (line.isBlank() || GREETING.matcher(line).matches());
            if (counts && !atStart) {
                own.add(line.strip());
            }
        }
        while (!own.isEmpty() && own.get(own.size() - 1).isEmpty()) {
            own.remove(own.size() - 1);
        }
        return own;
    }

    private static boolean quotationBegins(String line) {
        return QUOTATION_BEGINS.stream().anyMatch(begins -> begins.matcher(line).matches());
    }

    /** Mail readers break "On … wrote:" in two. */
    private static boolean longOneBegins(String[] lines, int at) {
        return at + 1 < lines.length
                && OPENS_A_LONG_ONE.matcher(lines[at]).matches()
                && CLOSES_IT.matcher(lines[at + 1]).matches();
    }
}
