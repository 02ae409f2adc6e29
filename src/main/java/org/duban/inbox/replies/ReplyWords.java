package org.duban.inbox.replies;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duban.answers.links.Answer;
import org.duban.inbox.mime.InboxReason;
import org.duban.inbox.mime.StorableText;

/**
 * Understands a reply by the words at its start, Chinese or English; strictly, as what was not meant would stand in the
 * ledger, while what is not understood only costs the office a look.
 */
public final class ReplyWords {

    private static final int LONGEST_NOTE = 1_900;
    private static final int LONGEST_NAMED = 60;

    /** A sentence that goes on without a pause may say the contrary. */
    private static final String PAUSE = pause("");

    /** In Chinese a gap is one, too: who signs there often writes no comma. */
    private static final String PAUSE_OR_GAP = pause("|\\s++(?=\\p{IsHan})");

    private static final String OF_US = "(?:单位|部门|公司|中心|街道|人|方|[局县区市乡镇村校院委办厅处科部司队站所])";

    /** Who speaks. */
    private static final String WE = "(?:(?:我们|我|本)" + OF_US + "?|各单位)?\\s*+";

    private static final String OFFICE = "(?:(?!无(?!锡|为))(?:(?![未没不请等非待若如将拟再才问否该需由让])\\p{IsHan}){2,14}"
            + "(?:[局委办厅处科部院校镇乡村站队所]|中心|公司|政府|办公室|街道|集团))";

    private static final String PAPER = "(?:督办单|督办通知单?|督办件|交办单|通知单?|来文|来函|来件|来信|文件|邮件|信件|此件|该件|此文|任务|事项)";
    private static final String YOUR_PAPER = "(?:(?:贵(?:办|局|单位|室|中心)|您|你们?)(?:的|发来的?|下发的)?|[该此本])?" + PAPER;
    private static final String THANKS =
            "(?:\\s*+(?:with thanks|(?:many )?thanks|thank you|谢谢|感谢|多谢|辛苦)(?:您|了|领导|提醒)?)?";

    private static final String BY_NOW =
            "(?:(?:已?于?)(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日|昨[天日]|今[天日]|截[至止](?:\\d{1,2}月\\d{1,2}日|今[天日]|目前|当前)?)?(?:[,、]\\s*+)?";

    private static final Pattern PROGRESS = pattern(WE + BY_NOW
            + "(?:(?:目前|当前|现|截至目前|截止目前|进展情况|进度情况|办理|工作|项目|工程|任务|完成|整改|总体|整体|current(?:ly)?|overall|(?:the |our )?(?:work|task|project)|we|it|is|are|have|has)\\s*+(?:[,:]\\s*+)?){0,4}"
            + "(?:[仅只]|已|已经)?(?:进展|进度|進展|進度|完成率|完成|推进|progress(?: report| update)?|completed?|done)?(?:情况)?了?(?:总?(?:工程|工作|任务|投资|项目)总?量?的?)?"
            + "\\s*+[:是为达到至已约在大概]*+\\s*+(?:(?:is|at|about|approximately|around|roughly|some|now)\\s++){0,3}"
            + "(?:百分之(?<words>\\d{1,4}|[一二三四五六七八九十百零两]{1,5})|(?<percent>\\d{1,4})\\s*+(?:%|per ?cent\\b))"
            + "(?:左右|上下|以上|了|已?完成| of (?:the|our|all) (?:work|works|task|project))?(?<rest>(?:[\\s,.;:!、。~(…].*)?)");

    private static final String MAIL = "(?:notice|e-?mail|mail|message|task|letter|reminder|document|order)s?";

    private static final Pattern RECEIVED = pattern("(?:(?:" + WE + "|" + OFFICE + "\\s*+)(?:" + YOUR_PAPER + ")?"
            + "(?:确认|现|刚刚?|均|都|已经?|业已){0,3}(?:收到|签收|簽收|收悉|知悉|知晓|阅悉|阅知|知道(?=了)|(?<=已|已经)阅)(?:收到|确认)?了?(?:您的?|贵办|贵单位|的|此|该|本)?"
            + PAPER + "?"
            + "|(?:we |i )?(?:have |has |had )?(?:just |already )?(?:well |duly |safely )?(?:received|acknowledged)(?: and noted)?"
            + "(?: (?:it|this|(?:the|your|this) " + MAIL + "))?"
            + "|(?:(?:your|the|this) )?" + MAIL
            + " (?:(?:has|have) been |was |were |is )?(?:well |duly |safely )?received"
            + "|(?:well |duly )?noted|receipt (?:is )?(?:hereby )?(?:confirmed|acknowledged)"
            + "|(?:(?:we |i )?(?:hereby |can )?|this is to )(?:confirm|acknowledge) receipt(?: of (?:it|(?:your|the|this) "
            + MAIL + "))?"
            + "|(?:i |we |i.ve |we.ve )?got it)" + THANKS + PAUSE_OR_GAP);

    private static final String DONE_WORDS =
            WE + BY_NOW + "(?:目前|现)?(?:(?:该|此|本|上述|以上|这)(?:项|个)?)?(?:督办|交办)?单?(?:所列)?(?:工作|任务|事项|整改)?"
                    + "(?:(?:已经|均已|都已|现已|已)(?:按要求|按时|如期)?)?(?:全部)?(?:已)?(?:于?(?:\\d{4}年)?\\d{1,2}月\\d{1,2}日)?(?:整改完成|办理完成|落实完成|完成|办结|辦结|报结|办理完毕|办理完结|办妥|办完|整改到位|整改完毕)(?:(?:此|该|本|这|上述)(?:项|个)?)?(?:任务|工作|整改|事项)?";

    private static final Pattern DONE = pattern(DONE_WORDS + PAUSE);

    /** Behind the bare verb a gap may stand between it and what it is about, as in a form: 完成 时间：…. */
    private static final Pattern DONE_BY_NOW = pattern("(?=\\S{0,40}已)" + DONE_WORDS + PAUSE_OR_GAP);

    private static final Pattern DONE_IN_ENGLISH = pattern(
            "(?!is |are |has |have )(?:we |i |it |all |the |our |everything |task |work |this |has |have |is |been |now |it.s |fully ){0,6}(?:done|completed?|finished)"
                    + "(?:(?<=ed) (?:it|(?:the|this|our) (?:task|work|job)))?"
                    + "(?: (?:on time|in time|successfully|today|as (?:requested|required|instructed|of today)|on \\d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november|december)(?: \\d{4})?))?"
                    + PAUSE);

    /** Right behind a percentage: it is that of what is missing, or of something else. */
    private static final Pattern REMAINS = pattern(
            "\\s*+(?<words>(?:仍|还|尚)?(?:未|没|剩|余|尚|待|欠|差|缺|滞后|落后|延误|逾期|推迟)\\p{IsHan}{0,4}|[~—–-]?\\s*+\\d{1,3}\\s*+%|(?:is |are |still |was )?(?:left|remain\\w{0,4}|to go|to do|behind|outstanding|pending|not|never"
                    + "|incomplete|unfinished|missing|short|late|of|open|delayed|undone|still)\\b).*");

    private static final Pattern PERCENTAGE = Pattern.compile("\\d\\s*%|百分之");
    private static final String OPENING = "^[\\s\"'“”‘’【\\[(（*_]+";

    /** What adds a friendly face, in mail programs and as chats write them. */
    private static final Pattern FRIENDLY = Pattern.compile(
            "[👌👍🙏🤝😊😀😄😁🙂☺💪🌹❤✅🫡👏🎉🌷😃](?:[\\x{1F3FB}-\\x{1F3FF}]|\\x{FE0F})?|\\[(?:OK|ok|握手|抱拳|合十|强|玫瑰|微笑|愉快|呲牙|鼓掌|拥抱|爱心|太阳|赞|憨笑|可爱)]");

    /** What is said first out of politeness. */
    private static final Pattern POLITE =
            pattern("^(?:(?:(?:尊敬的)?[^收完办签进结,.!:\\d]{0,10}?(?:您好|你好|大家好|领导好|上午好|下午好|早上好|晚上好)"
                    + "|好的?|好嘞|行|嗯++|是的?|对|(?:非常)?(?:谢谢|感谢)(?:您|贵办|贵单位|领导)?的?(?:及时)?(?:提醒|督促)?|辛苦了?|ok(?:ay)?|yes|sure|hello|hi all|thanks|thank you|(?:hi|dear)(?: [a-z .]{1,30})?)(?:[\\s,.!;:、。~-]++)"
                    + "|(?:好的?|好嘞|嗯++)(?=收到|已|我)|尊敬的[^,.:;!]{0,6}(?:领导|主任|局长|处长|科长|书记|县长|市长|老师|同志|经理)们?[:,]\\s*+|(?:报告)?(?:[^收完办签进结,.!:\\d未没不]{0,6})(?:领导|主任|局长|处长|科长|书记|县长|市长|老师|同志|经理)[:,、]\\s*+"
                    + "|(?:(?:办理|办结|完成|落实|整改|签收|反馈)(?:结果|情况)|回复|答复|回执|反馈|reply)[:]\\s*+"
                    + "|[^收完签进结,.!:\\d未没不]{1,20}(?:办公室|局|委|办)[:]\\s*+)");

    private ReplyWords() {}

    private static String pause(String more) {
        return "(?:了|啦)?[)\"\\]”’'*_】]*+" + "(?:(?:\\s*+[,.;:!、。~(…]|\\s++[-—]++\\s++|\\s++(?:and|&)\\s++" + more
                + ")(?<rest>.*)|\\s*+)";
    }

    /** The same of a unit of which nobody knows what it is called. */
    public static ReplyMeaning meaning(String text, List<String> tasks) {
        return meaning(text, tasks, List.of());
    }

    /**
     * What a reply means.
     *
     * @param text what was written, quotations and all
     * @param tasks the tasks of the notice that is answered
     * @param writer what the unit is called that the notice told: with its own name it signs, whatever that is
     */
    public static ReplyMeaning meaning(String text, List<String> tasks, Collection<String> writer) {
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
        return meaning(lines, task, OwnNames.of(writer));
    }

    /**
     * What was written, with the ids of tasks for the numbers by which people call them.
     *
     * @param numbers by ids
     */
    public static String byIds(String text, Map<String, String> numbers) {
        var said = text;
        for (var task : numbers.entrySet()) {
            var found = find(task.getValue(), said);
            var out = new StringBuilder(said.length());
            var from = 0;
            while (found.find()) {
                out.append(said, from, found.start()).append(task.getKey()).append(' ');
                from = found.end();
            }
            said = out.append(said, from, said.length()).toString();
        }
        return said;
    }

    private static ReplyMeaning meaning(List<String> lines, String task, OwnNames own) {
        var written = politely(without(friendless(lines.get(0)), task)
                .replaceFirst(OPENING, "")
                .strip());
        var first = narrow(written);
        var more = lines.stream()
                .skip(1)
                .map(line -> without(friendless(line), task))
                .collect(Collectors.joining("\n"));
        var progress = PROGRESS.matcher(first);
        if (progress.matches()) {
            var percent = progress.group("percent") == null
                    ? ChineseNumber.inDigits(progress.group("words"))
                    : progress.group("percent");
            return says(Answer.PROGRESSED, task, percent, rest(progress, written), more, own);
        }
        var received = RECEIVED.matcher(first);
        if (received.matches()) {
            return says(Answer.RECEIVED, task, "", rest(received, written), more, own);
        }
        var done = Stream.of(DONE, DONE_BY_NOW, DONE_IN_ENGLISH)
                .map(words -> words.matcher(first))
                .filter(Matcher::matches)
                .findFirst();
        // What stands behind a gap may be all that was done: 已完成 整改方案 says that a plan was written.
        if (done.filter(words ->
                        words.pattern() != DONE_BY_NOW || !HarmlessWords.beginsWithWork(narrow(rest(words, written))))
                .isPresent()) {
            return PERCENTAGE.matcher(first).find()
                    ? new ReplyMeaning.Unclear(InboxReason.DONE_AND_PERCENTAGE.with())
                    : says(Answer.SUBMITTED, task, "", rest(done.get(), written), more, own);
        }
        return new ReplyMeaning.Unclear(InboxReason.OTHER_WORDS.with());
    }

    private static ReplyMeaning says(
            Answer answer, String task, String percent, String rest, String more, OwnNames own) {
        return beside(answer, narrow(rest), narrow(more), own)
                .map(word -> StorableText.line(word, LONGEST_NAMED))
                .<ReplyMeaning>map(word -> new ReplyMeaning.Unclear(InboxReason.WORDS_BESIDE.with(word)))
                .orElseGet(() -> new ReplyMeaning.Says(answer, task, percent, note(rest, more)));
    }

    /** What stands beside it and says more; a report of progress may go on freely, but is not to ask for something. */
    private static Optional<String> beside(Answer answer, String rest, String more, OwnNames own) {
        if (answer != Answer.PROGRESSED) {
            return HarmlessWords.othersBeside(answer, rest, more, own);
        }
        var remains = REMAINS.matcher(rest);
        return remains.matches() ? Optional.of(remains.group("words")) : OtherWords.asks(rest + "\n" + more);
    }

    private static String politely(String written) {
        var left = written;
        for (var i = 0; i < 3; i++) {
            var polite = POLITE.matcher(narrow(left));
            left = polite.find() ? left.substring(polite.end()) : left;
        }
        return left;
    }

    private static String friendless(String line) {
        return FRIENDLY.matcher(line).replaceAll("");
    }

    private static Pattern pattern(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    private static String rest(Matcher matched, String written) {
        return matched.group("rest") == null ? "" : written.substring(matched.start("rest"), matched.end("rest"));
    }

    private static String note(String rest, String more) {
        var start = rest.replaceFirst("^[\\s,.;:!、。，；：！]+", "").strip();
        return StorableText.lines(start.isEmpty() ? more : start + "\n" + more, LONGEST_NOTE);
    }

    /** Wide digits, letters and signs as narrow ones, one for one: only to compare. */
    static String narrow(String text) {
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
