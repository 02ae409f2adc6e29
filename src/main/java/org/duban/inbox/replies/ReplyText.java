package org.duban.inbox.replies;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What the writer of a reply wrote, without what mail readers add: quotations, greetings alone on a line, signatures. That is
 * what stands above the quotation, or below one whose every line is marked. A line is as long as its writer likes: no part of a
 * pattern that may be repeated without end gives back what it took, so that reading takes no longer than the line is.
 */
public final class ReplyText {

    private static final Pattern QUOTED = pattern("\\s*+[>＞|].*");

    /** From the first of these on, everything is the mail that is answered. */
    private static final List<Pattern> QUOTATION_BEGINS = List.of(
            pattern(
                    "\\s*+-{2,}+\\s*+(original message|original|forwarded message|replied message|reply message|原始邮件|原邮件|原始郵件"
                            + "|转发邮件|轉寄郵件|回复的原邮件|原始邮件信息|邮件原件|转发的邮件)\\s*+-{2,}.*"),
            pattern("\\s*+-{3,}+.{0,200}(wrote|写道|寫道)\\s*+[:：]\\s*+-{3,}+\\s*+"),
            pattern("[*_|\\s]*+(发件人|寄件者|寄件人|發件人|发件时间|发送时间|發送時間|寄件日期)([*_\\s]*+\\||[*_\\s|]*+[:：]).*"),
            pattern("[*_|\\s]*+(from|sent|von)[*_\\s]*+[:：|]\\s*+\\S.*"),
            pattern("\\s*+(on|at|le|am)\\s.{4,200}(wrote|écrit|schrieb)\\s*+[:：]\\s*+"),
            pattern("\\s*+([在于於]\\s*+)?\\d{4}\\s*+[-年/.].{4,200}(写道|寫道|wrote)\\s*+[:：]\\s*+"),
            pattern(".{0,200}(写道|寫道|编写|编写道|的原始邮件)\\s*+[:：]\\s*+"),
            pattern("[^@]{1,100}+@.{1,100}\\s\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}\\s.{0,40}(写道|wrote).*"),
            pattern("_{10,}+\\s*+"),
            pattern("-{10,}+\\s*+"));

    private static final Pattern OPENS_A_LONG_ONE = pattern("\\s*+((on|at)\\s|([在于於]\\s*+)?\\d{4}\\s*+[-年/.]).{4,200}");
    private static final Pattern CLOSES_IT = pattern(".{0,200}(\\bwrote|写道|寫道)\\s*+[:：]\\s*+");
    /** Two dashes, or the empty box that NetEase draws around a name. */
    private static final Pattern SIGNATURE = pattern("--\\s*+|\\s*+\\|\\s*+(\\|\\s*+)?|\\s*+签名由.{0,20}定制\\s*+");

    private static final Pattern DEVICE =
            pattern("\\s*+((发自|来自|來自|從|从|由)\\s*+(我的|.{0,4}(网易|QQ|新浪|阿里|华为|小米|Foxmail|Outlook))\\S?.{0,60}"
                    + "|sent from (my |mail for |outlook|yahoo|netease|foxmail|qq).{0,60}|(获取|下载|get) outlook for .{0,40}"
                    + "|发送自\\s*+.{0,40}(邮件|mail|outlook).{0,20})");

    private static final Pattern GREETING = pattern("\\s*+((尊敬的|敬爱的|各位)[^收完办签进结]{0,20}[:：,，]?"
            + "|[^收完办签进结,，]{0,12}[:：,，]?\\s*+(您好|你好|您们好|你们好|大家好|各位好|领导好|上午好|下午好|早上好|晚上好)"
            + "|(领导|同志|老师|科长|主任|局长|处长|同事)们?[:：,，]?"
            + "|hello|hi|(hello|hi|good (morning|afternoon|day))( all| everyone| team| there)?|dear\\s.{1,40}|to whom it may concern)"
            + "\\s*+([,，.。!！:：~]++\\s*+)?");

    /** What gateways put above a mail from outside. */
    private static final Pattern BANNER = pattern(
            "\\s*+.{0,20}(外部邮件|外部发件人|邮件来自外部|来自.{0,6}(单位|公司|组织|机构)?(以外|外部)|谨慎(点击|打开)"
                    + "|\\[?external( e-?mail| sender|\\])|originated (from )?outside|caution:|from outside (of )?(your|the) organi).{0,200}");

    private ReplyText() {}

    private static Pattern pattern(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The lines that count, none of them blank at the beginning or the end. */
    public static List<String> of(String text) {
        var lines = Arrays.asList(plain(text).split("\n", -1));
        var above = own(lines.subList(0, end(lines, 0)));
        return above.isEmpty() ? belowMarkedQuotation(lines) : above;
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

    /** Where what is written ends: the first line of a quotation or a signature. */
    private static int end(List<String> lines, int from) {
        for (var i = from; i < lines.size(); i++) {
            if (quotationBegins(lines, i) || SIGNATURE.matcher(lines.get(i)).matches()) {
                return i;
            }
        }
        return lines.size();
    }

    private static List<String> own(List<String> lines) {
        var own = new ArrayList<String>();
        for (var line : lines) {
            var counts =
                    !QUOTED.matcher(line).matches() && !DEVICE.matcher(line).matches();
            if (counts && !(own.isEmpty() && saysNothing(line))) {
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

    /** Only where each line of the quotation is marked and nothing else is quoted, it is plain what is not of it. */
    private static List<String> belowMarkedQuotation(List<String> lines) {
        var at = 0;
        while (at < lines.size() && !quotationBegins(lines, at)) {
            at++;
        }
        at += at < lines.size() && !beginsInOneLine(lines.get(at)) ? 2 : 1;
        var marked = at;
        while (at < lines.size() && (lines.get(at).isBlank() || isMarked(lines.get(at)))) {
            at++;
        }
        if (at >= lines.size() || lines.subList(marked, at).stream().noneMatch(ReplyText::isMarked)) {
            return List.of();
        }
        var end = end(lines, at);
        var more = lines.subList(end, lines.size()).stream().anyMatch(ReplyText::beginsInOneLine);
        return more ? List.of() : own(lines.subList(at, end));
    }

    private static boolean isMarked(String line) {
        return line.strip().startsWith(">");
    }

    private static boolean quotationBegins(List<String> lines, int at) {
        return beginsInOneLine(lines.get(at)) || longOneBegins(lines, at);
    }

    private static boolean beginsInOneLine(String line) {
        return QUOTATION_BEGINS.stream().anyMatch(begins -> begins.matcher(line).matches());
    }

    /** Mail readers break "On … wrote:" in two. */
    private static boolean longOneBegins(List<String> lines, int at) {
        return at + 1 < lines.size()
                && OPENS_A_LONG_ONE.matcher(lines.get(at)).matches()
                && CLOSES_IT.matcher(lines.get(at + 1)).matches();
    }
}
