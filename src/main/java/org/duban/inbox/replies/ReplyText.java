package org.duban.inbox.replies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * What the writer of a reply wrote, without what mail readers add: quotations, greetings alone on a line, signatures. That is
 * what stands above the quotation, or below one whose every line is marked. A line is as long as its writer likes: no part of a
 * pattern that may be repeated without end gives back what it took, so that reading takes no longer than the line is.
 */
public final class ReplyText {

    private static final Pattern QUOTED = pattern("\\s*+[>＞|].*");

    /** From one of these on, everything is the mail that is answered, unless each of its lines is marked. */
    private static final List<Pattern> QUOTATION_BEGINS = List.of(
            pattern(
                    "\\s*+-{2,}+\\s*+(original message|original|forwarded message|replied message|reply message|原始邮件|原邮件|原始郵件"
                            + "|转发邮件|轉寄郵件|回复的原邮件|原始邮件信息|邮件原件|转发的邮件)\\s*+-{2,}.*"),
            pattern("\\s*+-{3,}+.{0,200}(wrote|写道|寫道|写)\\s*+[:：]\\s*+-{3,}+\\s*+"),
            pattern("\\s*+(on|at|le|am)\\s.{4,200}(wrote|écrit|schrieb)\\s*+[:：]\\s*+"),
            pattern("\\s*+([在于於]\\s*+)?\\d{4}\\s*+[-年/.].{4,200}(写道|寫道|wrote)\\s*+[:：]\\s*+"),
            pattern(".{0,200}(写道|寫道|编写|编写道|的原始邮件)\\s*+[:：]\\s*+"),
            pattern("[^@]{1,100}+@.{1,100}\\s\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}\\s.{0,40}(写道|wrote).*"));

    /** The same, if what stands beside it is one, too: a person may begin a line like that. */
    private static final Pattern HEADER =
            pattern("[*_|\\s]*+((发件人|寄件者|寄件人|發件人|发件时间|发送时间|發送時間|寄件日期|收件人|日期|主题|抄送)([*_\\s]*+\\||[*_\\s|]*+[:：])"
                    + "|(from|sent|von|to|date|subject|cc)[*_\\s]*+[:：|]\\s*+\\S).*");

    private static final Pattern FIRST_HEADER =
            pattern("[*_|\\s]*+((发件人|寄件者|寄件人|發件人|发件时间|发送时间|發送時間|寄件日期)([*_\\s]*+\\||[*_\\s|]*+[:：])"
                    + "|(from|sent|von)[*_\\s]*+[:：|]\\s*+\\S).*");

    /** What mail readers draw above a quotation, and people between two parts of what they write. */
    private static final Pattern RULE = pattern("\\s*+(_{10,}+|-{10,}+)\\s*+");

    private static final Pattern OPENS_A_LONG_ONE = pattern("\\s*+((on|at)\\s|([在于於]\\s*+)?\\d{4}\\s*+[-年/.]).{4,200}");
    private static final Pattern CLOSES_IT = pattern(".{0,200}(\\bwrote|写道|寫道)\\s*+[:：]\\s*+");
    /** As RFC 3676 has it. */
    private static final String SIGNATURE_BEGINS = "-- ";

    /** Two dashes, or the empty box that NetEase draws around a name. */
    private static final Pattern SIGNATURE = pattern("--\\s*+|\\s*+\\|\\s*+(\\|\\s*+)?|\\s*+签名由.{0,20}定制\\s*+");

    private static final Pattern DEVICE =
            pattern("\\s*+((发自|来自|來自|從|从|由)\\s*+(我的|.{0,4}(网易|QQ|新浪|阿里|华为|小米|Foxmail|Outlook))\\S?.{0,60}"
                    + "|sent from (my |mail for |outlook|yahoo|netease|foxmail|qq).{0,60}|(获取|下载|get) outlook for .{0,40}"
                    + "|发送自\\s*+.{0,40}(邮件|mail|outlook).{0,20})");

    private static final Pattern GREETING = pattern("\\s*+((尊敬的|敬爱的|各位)[^收完办签进结]{0,20}[:：,，]?"
            + "|[\\p{IsHan}&&[^完已未没不非]]{2,20}(办公室|局|委|厅|政府|小组|室|办|部|处|中心|院)\\s*+[:：]|[^收完办签进结,，]{0,12}[:：,，]?\\s*+(您好|你好|您们好|你们好|大家好|各位好|领导好|上午好|下午好|早上好|晚上好)"
            + "|(领导|同志|老师|科长|主任|局长|处长|同事)们?[:：,，]?"
            + "|hello|hi|(?:hello|hi)(?: (?-i:[A-Z])[a-z.]{0,20}){1,3}|(hello|hi|good (morning|afternoon|day))( all| everyone| team| there)?|dear\\s.{1,40}|to whom it may concern)"
            + "\\s*+([,，.。!！:：~]++\\s*+)?");

    /** What gateways put above a mail from outside. */
    private static final Pattern BANNER = pattern(
            "\\s*+.{0,20}(外部邮件|外部发件人|邮件来自外部|来自.{0,6}(单位|公司|组织|机构)?(以外|外部)|谨慎(点击|打开)"
                    + "|\\[?external( e-?mail| sender|\\])|originated (from )?outside|caution:|from outside (of )?(your|the) organi).{0,200}");

    private static final int LONGEST_SIGNATURE = 30;

    private ReplyText() {}

    private static Pattern pattern(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The lines that count, none of them blank at the beginning or the end. */
    public static List<String> of(String text) {
        var lines = Arrays.asList(plain(text).split("\n", -1));
        var counting = new ArrayList<String>();
        var wrote = false;
        var at = 0;
        while (at < lines.size()) {
            var line = lines.get(at);
            if (quotationBegins(lines, at)) {
                at = afterMarked(lines, at, wrote);
            } else if (isBreak(line, wrote)) {
                at = afterBreak(lines, at, wrote);
            } else {
                counting.add(line);
                wrote |= isOwn(line) && !saysNothing(line);
                at++;
            }
        }
        return own(counting);
    }

    /** For a person to read: the lines that count, or else everything, as what he looks for may be anywhere in it. */
    public static String shown(String text) {
        var own = of(text);
        return own.isEmpty() ? plain(text) : String.join("\n", own);
    }

    private static String plain(String text) {
        return text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replaceAll("[\\p{Cf}\\uFEFF]+", "")
                .replace("&nbsp;", " ")
                .replaceAll("\\h", " ");
    }

    /** Only where each line of the quotation is marked, it is plain what is not of it. */
    private static int afterMarked(List<String> lines, int begins, boolean wrote) {
        var at = begins + (longOneBegins(lines, begins) && !beginsInOneLine(lines, begins) ? 2 : 1);
        var marked = at;
        while (at < lines.size() && (lines.get(at).isBlank() || isMarked(lines.get(at)))) {
            at++;
        }
        if (lines.subList(marked, at).stream().noneMatch(ReplyText::isMarked)) {
            return lines.size();
        }
        var from = at;
        var another = !wrote && IntStream.range(from, lines.size()).anyMatch(i -> beginsInOneLine(lines, i));
        return another ? lines.size() : at;
    }

    /** A signature is left out; what a person goes on with below a line of his own is not, lest it take back what is above. */
    private static int afterBreak(List<String> lines, int at, boolean wrote) {
        var below = at + 1;
        while (below < lines.size() && lines.get(below).isBlank()) {
            below++;
        }
        if (!wrote || lines.get(at).equals(SIGNATURE_BEGINS)) {
            return below < lines.size() && quotationBegins(lines, below) ? below : lines.size();
        }
        var end = below;
        while (end < lines.size() && end - below < LONGEST_SIGNATURE && !quotationBegins(lines, end)) {
            end++;
        }
        return lines.subList(below, end).stream().allMatch(ReplyText::isOfSignature) ? end : at + 1;
    }

    private static boolean isOfSignature(String line) {
        return !isOwn(line)
                || SIGNATURE.matcher(line).matches()
                || SignatureWords.isSignature(ReplyWords.narrow(line), false, OwnNames.NONE);
    }

    private static boolean isBreak(String line, boolean wrote) {
        return RULE.matcher(line).matches()
                || SIGNATURE.matcher(line).matches()
                || (!wrote && FIRST_HEADER.matcher(line).matches());
    }

    private static boolean isOwn(String line) {
        return !QUOTED.matcher(line).matches() && !DEVICE.matcher(line).matches();
    }

    private static List<String> own(List<String> lines) {
        var own = new ArrayList<String>();
        for (var line : lines) {
            if (isOwn(line) && !(own.isEmpty() && saysNothing(line))) {
                own.add(line.strip());
            }
        }
        while (!own.isEmpty() && own.get(own.size() - 1).isEmpty()) {
            own.remove(own.size() - 1);
        }
        return own;
    }

    private static boolean saysNothing(String line) {
        return line.isBlank()
                || GREETING.matcher(line).matches()
                || BANNER.matcher(line).matches();
    }

    private static boolean isMarked(String line) {
        return line.strip().startsWith(">");
    }

    private static boolean quotationBegins(List<String> lines, int at) {
        return beginsInOneLine(lines, at) || longOneBegins(lines, at);
    }

    private static boolean beginsInOneLine(List<String> lines, int at) {
        var line = lines.get(at);
        return QUOTATION_BEGINS.stream().anyMatch(begins -> begins.matcher(line).matches()) || headersBegin(lines, at);
    }

    private static boolean headersBegin(List<String> lines, int at) {
        var line = lines.get(at);
        return FIRST_HEADER.matcher(line).matches()
                && (line.indexOf('@') >= 0
                        || lines.subList(at + 1, Math.min(lines.size(), at + 4)).stream()
                                .anyMatch(next -> HEADER.matcher(next).matches()));
    }

    /** Mail readers break "On … wrote:" in two. */
    private static boolean longOneBegins(List<String> lines, int at) {
        return at + 1 < lines.size()
                && OPENS_A_LONG_ONE.matcher(lines.get(at)).matches()
                && CLOSES_IT.matcher(lines.get(at + 1)).matches();
    }
}
