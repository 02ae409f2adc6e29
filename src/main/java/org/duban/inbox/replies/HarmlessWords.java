package org.duban.inbox.replies;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.duban.answers.links.Answer;

/**
 * The phrases that may stand beside an answer without changing it: thanks, greetings, titles, "photos attached", "please review",
 * "will be done as required", signatures. Whatever is not in this table says something more, and a person is to read it: what
 * people add to "done" or "received" has no end, what they say out of politeness has.
 */
final class HarmlessWords {

    /** Between two of these stands one phrase. A question mark is none of them: it is part of what is asked. */
    private static final Pattern PAUSES = pattern("[,.;:!、。~()\"“”‘’【】\\[\\]…\\n|]++|(?<=\\s)[-—]++(?=\\s)|^[-—]++");

    private static final String HONOURED = SignatureWords.HONOURED;
    private static final String OFFICE = "(?:督查室|督办室|督办办|督查办|办公室|贵办|贵局|贵单位|贵室|上级|市局|县局|省厅|各位|您)";

    /** Words of thanks, greetings and closings. */
    private static final String POLITE =
            "(?:非常|十分|衷心|万分|再次)?(?:谢谢|謝謝|感谢|感謝|多谢|辛苦|有劳|费心)(?:啦|了|您|你|们|的|大家|督办|提醒|督促|支持|指导|关心|关怀|告知|通知|关注"
                    + "|来信|来函|邮件|文件|信息|对我|我[局们]|单位|工作|一直以来|及时|理解|配合|\\p{IsHan}?" + HONOURED + "|" + OFFICE + ")*+"
                    + "|[您你]们?好?|(?:大家|各位|早上|上午|中午|下午|晚上)好|(?:" + HONOURED + "|" + OFFICE + "){1,2}好?|尊敬的(?:" + HONOURED
                    + "|" + OFFICE
                    + ")+|此致|敬礼|敬上|谨上|谨启|谨复|此复|特此(?:回复|报告|函复|告知|汇报)|(?:顺祝|顺颂|敬祝|祝|祝您)?(?:商祺|时祺|工作顺利|工作愉快|安好|好|身体健康|万事如意)"
                    + "|(?:祝(?:您|你|大家)?)?(?:周末愉快|节日快乐|新年快乐|一切顺利)|祝|好的?|是的?|嗯++|(?:我|本)(?:单位|部门|中心|局|县|区|市|乡|镇|村|校|院|委|办|厅|处|科|部)(?:已|已经)收到|(?:已|已经)?(?:收到|收悉|签收|知悉|知晓|阅|知|了解|明白)了?(?:收到)?|知道了|以上|汇报完毕|妥|敬请(?:知悉|知晓|放心)|请(?:您)?放心"
                    + "|督办单|督办通知|\\d{4}\\s*[-/.年]\\s*\\d{1,2}\\s*[-/.月]\\s*\\d{1,2}日?|\\d{1,2}月\\d{1,2}日";

    private static final String PAPERS = "(?:相关|有关|佐证|整改|前|后|中|办理|具体|详细|完成情况|情况|说明|完成|工作|现场|前后|对比|验收|竣工|文字){0,4}"
            + "(?:附件\\d{0,2}(?:[为是:]\\s?)?|材料|照片|图片|图|报告|资料|文件|台账|表格|清单|影像|视频|汇报|凭证|发票|合同|复印件|扫描件|说明|情况(?:说明|汇报|报告)?)(?:\\d{1,3}(?:张|份|页))?";

    /** What is sent along, or asked to be looked at: a report is meant to be. */
    private static final String SENT_ALONG =
            "(?:(?:具体|详细|详)?(?:请)?(?:见|详见|请见|查收|请看|请查看|参见|随附|附上|附|现附|现将|随信|随邮件|一并)(?:的|上)?)?(?:" + PAPERS
                    + "(?:[和及与]?" + PAPERS
                    + ")*+)?(?:也|都|均|一并)?(?:已|已经)?(?:请?见附件|请?详见附件|请查收附件|如附件|附后|在附件(?:中|里)?|随附|附上|上传(?:系统|平台|督办系统|至系统|到系统)?"
                    + "|报送|发送|发出|提交|寄出|发您|发至(?:贵办|邮箱)|报(?:贵办|上级)|请查收|见下|如下|附)?了?";

    private static final String PLEASE = "(?:恳请|敬请|请|呈请|报请|呈|(?:申请|请求)(?=销号|验收|复核|核销))(?:(?:" + HONOURED + "|" + OFFICE
            + "){1,2})?(?:们)?(?:予以|给予|予|及时|尽快|现场|派员)*+";

    private static final String REVIEW =
            PLEASE + "(?:审核|审阅|验收|核验|核查|查验|查收|检查|指正|批评指正|阅示|审示|查阅|过目|知悉|知晓|阅|复核|审查|销号|核销|评审|指导|查看)(?:并销号)?(?:为盼)?";

    /** To whom a receipt may have been shown in the house. */
    private static final String LEADERS =
            "(?:我|本)?(?:局|委|办|县|区|市|镇|乡|校|院|单位)?(?:党组|党委)?(?:分管|主要|有关|相关)?(?:局)?" + HONOURED;

    /** What a receipt may promise: to do what is asked, neither later nor by somebody else. */
    private static final String PROMISES =
            "(?=.{0,59}?(?:办|落实|处理|整改|推进|执行|跟进|贯彻|着手|开展|核实|传达|布置|研究|反馈|上报|回复|报告|报送|汇报|部署|安排|组织|重视|专人|负责|全力|马上|立即|立刻|即刻|抓紧|尽快|完成|转|交|通知|领导))"
                    + "(?:(?:我|本)(?:们|单位|部门|中心|公司|方|人|局|县|区|市|乡|镇|村|校|院|委|办|厅|处|科|部|司|队|站|所)?)?"
                    + "(?:将|会|马上|立即|立刻|即刻|抓紧|尽快|正在|正|在|及时|认真|严格|积极|一定|高度重视|坚决|迅速|按(?:照)?(?:(?:领导|上级|贵办|县委|市委|区委|县里|市里)的?要求|要求|规定|时限(?:要求)?|期|时|文件(?:要求|精神)?|通知(?:要求|精神)?|督办单?要求)|对照(?:要求|清单)"
                    + "|如期|保证|确保|争取早日|已?安排(?:专人|人员)?(?:负责)?|已?组织(?:人员)?|已?部署|研究|办理|办好|办结后?|办|落实|处理|整改|推进|完成后?|执行|跟进|贯彻|着手|开展|核实|传达|布置|遵照|照办|全力(?:以赴)?|第一时间"
                    + "|(?:在|于)?(?:规定|要求)的?(?:时限|时间|期限)(?:内|前)?|专人负责|同志负责|负责同志|(?<=[理进实改])中|已?(?:经)?向" + LEADERS
                    + "(?:作了?)?(?:汇报|报告)|已?(?:经)?(?:报告|报请|报送|呈报|呈请|呈送|呈阅|报|呈)" + LEADERS
                    + "(?:阅示|阅批|批阅|批示|阅处|审阅|传阅|阅知|知悉|阅)?|已传达|已转办公室|反馈|上报|回复|报告|报送|汇报|情况|结果|进展|并|和|及|去|了|到位|做好|抓好|今天|今日|任务|工作|事项|此项|该项|这项|此事|该事|以|给予|予以"
                    + "|已(?:经)?(?:转交|转送|交由|交办|转|交|通知|安排)?(?:至|给|到)?(?:本单位|我局)?(?:相关|有关|责任|业务|分管|具体)?(?:科室|股室)|向(?:贵办|贵局|贵单位|领导|上级|您))++";

    private static final String YET_TO_COME = "将|会|按|如期|尽快|抓紧|确保|争取|保证|正|及时|马上|立即|立刻|全力|认真|积极|坚决|第一时间|严格|早日|迅速";

    /** A receipt that says so claims more than that. */
    private static final Pattern CLAIMS = pattern("已?(?:办结|办好|办|完成|完成后|到位|处理|整改|落实|整改到位)了?|(?!.{0,59}?(?:" + YET_TO_COME
            + ")).{0,59}(?:(?:办理|办好|整改|落实|处理)了|(?:完成|办结|到位)了?)");

    /** Papers about what is complete claim it, too. */
    private static final Pattern PAPERS_OF_COMPLETION =
            pattern("完成|整改|验收|竣工|办结|\\b(?:final|completion|completed|evidence|uploaded|submitted)\\b");

    private static final String WILL_PASS =
            "(?:已|待|等待|等候|静候|等)?(?:您|贵办|贵局|贵单位|领导|上级|办公室)?(?:验收|核验|核查|复核|审核|审查|检查|查验|销号)"
                    + "|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(?:验收|完工|竣工|完成)|(?:经|已经|已)?(?:自查|验收)(?:合格|通过)|(?:已)?全部(?:完成|整改到位|到位)|已按(?:时|期|要求)(?:完成|办结|整改到位)?|百分之百|如期|按[期时]";

    private static final String POLITE_IN_ENGLISH =
            "(?:(?:many |with |kind |best |warm |kindest |our )*+(?:thanks|thank you|regards|wishes|respectfully|cheers|greetings)"
                    + "(?: (?:a lot|so much|very much|again|indeed|all|everyone))?(?:(?: ?(?:and|&))? (?:kind |best |warm )?regards)?"
                    + "(?: for (?:the|your|this) (?:kind )?(?:reminder|e-?mail|mail|notice|message|letter|help|support|patience|information|update|note|attention))?"
                    + "|best|br|rgds|thx|yours(?: sincerely| faithfully| truly)?|sincerely(?: yours)?|faithfully|dear (?:sir|madam|sirs|all|colleagues?|sir or madam)"
                    + "|hello|hi|hi all|good (?:morning|afternoon|evening|day)|sir|madam|ok(?:ay)?|yes|sure|noted|received|acknowledged|understood|well noted|got it|respectfully"
                    + "|(?:mr|mrs|ms|dr)|have a (?:nice|good) (?:day|weekend)|\\d{1,2}/\\d{1,2}/\\d{4}"
                    + "|\\d{1,2} (?:january|february|march|april|may|june|july|august|september|october|november|december) \\d{4})";

    private static final String SENT_ALONG_IN_ENGLISH =
            "(?:(?:please|kindly|see|find|check|review|verify|inspect|the system|the|our|a|an|my|all|and|of|with|attached|enclosed|attachments?"
                    + "|enclosures?|photos?|pictures?|photographs?|reports?|documents?|files?|evidence|materials?|summary|details?|copy|copies|is|are|was|were|has"
                    + "|have|been|uploaded|sent|submitted|herewith|below|in|to|on|way|final|completion|for|your|reference|information|you|it|this)(?:\\s++|$))++";

    private static final String PROMISES_IN_ENGLISH =
            "(?:(?:we|i|our (?:office|bureau|team|unit|department|school|hospital)|i.ll|we.ll|i.m|we.re|will|shall|are|am|going to|it|this|the (?:matter|task|work|notice|request)"
                    + "|now|take care of|handle|handling|act on|act|deal with|work on|working on|look into|looking into|follow up|on it|get to work|start|started|get started|begin|do"
                    + "|our best|my best|be done|be completed|comply|as required|as requested|as asked|as instructed|as soon as possible|asap|at once|immediately|right away|promptly|and"
                    + "|report back|get back to you|keep you (?:posted|informed|updated)|in time|on time|by the deadline|before the deadline|within the deadline|finish|complete|implement"
                    + "|carry out|accordingly|already|start work)(?:\\s++|$))++";

    private static final Pattern BESIDE_ANY =
            pattern(POLITE + "|" + SENT_ALONG + "|" + POLITE_IN_ENGLISH + "|" + SENT_ALONG_IN_ENGLISH);
    private static final Pattern BESIDE_RECEIPT = pattern(PROMISES + "|" + PROMISES_IN_ENGLISH + "|" + PLEASE
            + "(?:审阅|查收|知悉|知晓|查阅|指导|指正|批评指正)" + "|(?:我[局们]|本单位)?(?:无|没有?)(?:异议|意见|问题|疑问)");
    private static final Pattern BESIDE_DONE = pattern(REVIEW + "|" + PLEASE + "(?:批示|审批)|" + WILL_PASS
            + "|(?:it |this |all )?(?:is |has been )?(?:done|completed|finished)(?: on time| in time| as required)?");

    private static final String NO_NUMBER = "[\\p{IsHan}&&[^一二两三四五六七八九十百半几数各个项户处家其中等按请由再待东西南北片区街段期侧]]";

    /** What was done, without numbers or parts. */
    private static final Pattern WAS_DONE = pattern(NO_NUMBER + "{0,8}?(?:已|已经|均已|都已|已全部|全部|现已)?(?:全部)?"
            + "(?:完工|竣工|拆除|清除|排除|修复|修好|整改到位|整改|落实|清理|清运|销号|解决|关闭|恢复|消除|硬化|安装|更换|建成|交付|通过验收|到位)"
            + NO_NUMBER + "{0,6}");

    /** A clause about what was done, that says it was not, or that it is yet to be. */
    private static final Pattern YET_TO_BE_DONE =
            pattern("拒|难|阻|失败|延误|拖|滞|停|争议|纠纷|缓|慢|不|尽快|抓紧|马上|立即|立刻|加快|着手|开始|启动|继续|责令|(?<!按|照)要求|督促|催|后(?!续)");

    /** Behind "done" they are those that have; one alone signs. */
    private static final Pattern SEVERAL = Pattern.compile("\\p{L}\\s*+[、,]\\s*+\\p{L}");

    private static final Pattern WORK = Pattern.compile("《[^》\\n]{1,120}》");
    private static final Pattern SIGNS_OFF =
            pattern("regards|sincerely|thanks|thank you|wishes|cheers|\\bbr\\b|^\\s*+best\\s*+[,.!]?\\s*+$|此致|谢谢|敬礼");
    private static final Pattern KIND_OF_FILE =
            pattern("\\.(?:docx?|xlsx?|pptx?|pdf|jpe?g|png|zip|rar|7z|wps|et|txt|mp4|ofd)(?![a-z0-9])");

    private static final int LONGEST = 60;

    private HarmlessWords() {}

    private static Pattern pattern(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /**
     * The first phrase beside an answer that is none of these; empty if all of them are.
     *
     * @param rest what follows in the line of the answer, narrow
     * @param more the further lines, narrow
     * @param own what the unit is called that writes
     */
    static Optional<String> othersBeside(Answer answer, String rest, String more, OwnNames own) {
        // Behind "done:" a name may be that of the only one who has.
        var signsOff = SIGNS_OFF.matcher(rest).find();
        var signs = signsOff || answer == Answer.RECEIVED;
        return Stream.concat(
                        phrases(rest)
                                .filter(phrase -> !own.have(phrase))
                                .filter(phrase -> !(signs && SignatureWords.isSignature(phrase, signsOff, own))),
                        below(answer, rest, more, signsOff, own))
                .filter(phrase -> !isHarmless(answer, phrase))
                .findFirst();
    }

    /** Whether it begins by saying what was done, which may be less than the task. */
    static boolean beginsWithWork(String rest) {
        return phrases(rest)
                .findFirst()
                .filter(phrase -> WAS_DONE.matcher(phrase).matches())
                .isPresent();
    }

    /** The phrases of the further lines that only say who wrote in none of them. */
    private static Stream<String> below(Answer answer, String rest, String more, boolean signedOff, OwnNames own) {
        var signed = signedOff;
        var listed = answer == Answer.SUBMITTED && rest.strip().endsWith(":");
        var phrases = Stream.<String>builder();
        for (var line : more.split("\n", -1)) {
            signed |= SIGNS_OFF.matcher(line).find();
            var several = answer == Answer.SUBMITTED
                    && !signed
                    && SEVERAL.matcher(line).find();
            if (listed || several || !SignatureWords.isSignature(line, signed, own)) {
                phrases(withoutKind(line)).forEach(phrases);
            }
        }
        return phrases.build();
    }

    /** A file is called by its name; what it says of the task counts. */
    private static String withoutKind(String line) {
        return KIND_OF_FILE.matcher(line).replaceAll("");
    }

    private static Stream<String> phrases(String words) {
        return PAUSES.splitAsStream(WORK.matcher(words).replaceAll("、"))
                .map(String::strip)
                .filter(phrase -> !phrase.isEmpty());
    }

    private static boolean isHarmless(Answer answer, String phrase) {
        if (phrase.length() > LONGEST) {
            return false;
        }
        if (BESIDE_ANY.matcher(phrase).matches()) {
            return answer != Answer.RECEIVED
                    || !PAPERS_OF_COMPLETION.matcher(phrase).find();
        }
        return answer == Answer.RECEIVED
                ? BESIDE_RECEIPT.matcher(phrase).matches()
                        && !CLAIMS.matcher(phrase).matches()
                : BESIDE_DONE.matcher(phrase).matches()
                        || (WAS_DONE.matcher(phrase).matches()
                                && !YET_TO_BE_DONE.matcher(phrase).find()
                                && !OtherWords.doubt(answer, phrase));
    }
}
