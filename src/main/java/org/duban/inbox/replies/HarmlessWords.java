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

    private static final String HONOURED = "(?:领导|主任|局长|处长|科长|书记|县长|市长|镇长|乡长|院长|校长|部长|组长|秘书|经理|老师|同志|同事|先生|女士)";
    private static final String OFFICE = "(?:督查室|督办室|督办办|督查办|办公室|贵办|贵局|贵单位|贵室|上级|市局|县局|省厅|各位|您)";

    /** Words of thanks, greetings and closings. */
    private static final String POLITE =
            "(?:非常|十分|衷心|万分|再次)?(?:谢谢|謝謝|感谢|感謝|多谢|辛苦|有劳|费心)(?:啦|了|您|你|们|的|大家|督办|提醒|督促|支持|指导|关心|关怀|告知|通知|关注"
                    + "|来信|来函|邮件|文件|信息|对我|我[局们]|单位|工作|一直以来|及时|理解|配合|" + HONOURED + "|" + OFFICE + ")*+"
                    + "|[您你]们?好?|(?:大家|各位|早上|上午|中午|下午|晚上)好|(?:" + HONOURED + "|" + OFFICE + "){1,2}好?|尊敬的(?:" + HONOURED
                    + "|" + OFFICE
                    + ")+|此致|敬礼|敬上|谨上|谨启|谨复|此复|特此(?:回复|报告|函复|告知|汇报)|(?:顺祝|顺颂|敬祝|祝|祝您)?(?:商祺|时祺|工作顺利|工作愉快|安好|好|身体健康|万事如意)"
                    + "|(?:祝(?:您|你|大家)?)?(?:周末愉快|节日快乐|新年快乐|一切顺利)|祝|好的?|是的?|嗯++|(?:我|本)(?:单位|部门|中心|局|县|区|市|乡|镇|村|校|院|委|办|厅|处|科|部)(?:已|已经)收到|(?:已|已经)?(?:收到|收悉|签收|知悉|知晓|阅|知|了解|明白)了?(?:收到)?|知道了|以上|汇报完毕|妥|敬请(?:知悉|知晓|放心)|请(?:您)?放心"
                    + "|督办单|督办通知|\\d{4}\\s*[-/.年]\\s*\\d{1,2}\\s*[-/.月]\\s*\\d{1,2}日?|\\d{1,2}月\\d{1,2}日";

    private static final String PAPERS = "(?:相关|有关|佐证|整改|办理|具体|详细|完成情况|情况|说明|完成|工作|现场|前后|对比|验收|竣工|文字)*+"
            + "(?:附件|材料|照片|图片|图|报告|资料|文件|台账|表格|清单|影像|视频|凭证|发票|合同|复印件|扫描件|说明|情况)(?:\\d{1,3}(?:张|份|页))?";

    /** What is sent along, or asked to be looked at: a report is meant to be. */
    private static final String SENT_ALONG =
            "(?:(?:具体|详细|详)?(?:请)?(?:见|详见|请见|查收|请看|请查看|参见|随附|附上|附|现附|现将|随信|随邮件|一并)(?:的|上)?)?(?:" + PAPERS
                    + "(?:[和及与]?" + PAPERS
                    + ")*+)?(?:也|都|均|一并)?(?:已|已经)?(?:请?见附件|请?详见附件|请查收附件|如附件|附后|在附件(?:中|里)?|随附|附上|上传(?:系统|平台|督办系统|至系统|到系统)?"
                    + "|报送|发送|发出|提交|寄出|发您|发至(?:贵办|邮箱)|报(?:贵办|上级)|请查收|见下|如下|附)?了?";

    private static final String PLEASE = "(?:恳请|敬请|请|呈请|报请|呈|申请(?=销号|验收|复核|核销))(?:(?:" + HONOURED + "|" + OFFICE
            + "){1,2})?(?:们)?(?:予以|给予|予|及时|尽快|现场|派员)*+";

    private static final String REVIEW =
            PLEASE + "(?:审核|审阅|验收|核验|核查|查验|查收|检查|指正|批评指正|阅示|审示|查阅|过目|知悉|知晓|阅|复核|审查|销号|核销|评审|指导|查看)(?:并销号)?(?:为盼)?";

    /** What a receipt may promise: to do what is asked, neither later nor by somebody else. */
    private static final String PROMISES = "(?:(?:我|本)(?:们|单位|部门|中心|公司|方|人|局|县|区|市|乡|镇|村|校|院|委|办|厅|处|科|部|司|队|站|所)?)?"
            + "(?:将|会|马上|立即|立刻|即刻|抓紧|尽快|正在|正|在|及时|认真|严格|积极|高度重视|坚决|迅速|按(?:照)?(?:要求|规定|时限(?:要求)?|期|时|文件(?:要求|精神)?|通知(?:要求|精神)?|督办单?要求)|对照(?:要求|清单)"
            + "|如期|保证|确保|争取早日|已?安排(?:专人|人员)?(?:负责)?|已?组织(?:人员)?|已?部署|研究|办理|办好|办结后?|办|落实|处理|整改|推进|完成后?|执行|跟进|贯彻|着手|开展|核实|传达|布置|遵照|照办|全力(?:以赴)?|第一时间"
            + "|(?:在|于)?(?:规定|要求)的?(?:时限|时间|期限)(?:内|前)?|专人负责|同志负责|负责同志|(?<=[理进实改])中|已?向(?:领导|主要领导|分管领导)(?:汇报|报告)|已?报告领导|已传达|已转办公室|反馈|上报|回复|报告|报送|汇报|情况|结果|进展|并|和|及|去|了|到位|做好|抓好|今天|今日|任务|工作|事项|此项|该项|这项|此事|该事|以|给予|予以"
            + "|已(?:经)?(?:转|交|通知|安排)?(?:本单位|我局)?(?:相关|有关|责任|业务|分管)?(?:科室|股室)|向(?:贵办|贵局|贵单位|领导|上级|您))++";

    private static final String WILL_PASS =
            "(?:已|待|等待|等候|静候|等)?(?:您|贵办|贵局|贵单位|领导|上级|办公室)?(?:验收|核验|核查|复核|审核|审查|检查|查验|销号)"
                    + "|\\d{4}[-/.]\\d{1,2}[-/.]\\d{1,2}(?:验收|完工|竣工|完成)|(?:经|已经|已)?(?:自查|验收)(?:合格|通过)|(?:已)?全部(?:完成|整改到位|到位)|已按(?:时|期|要求)(?:完成|办结|整改到位)?|百分之百|如期|按[期时]";

    private static final String POLITE_IN_ENGLISH =
            "(?:(?:many |with |kind |best |warm |kindest |our )*+(?:thanks|thank you|regards|wishes|respectfully|cheers|greetings)"
                    + "(?: (?:a lot|so much|very much|again|indeed|all|everyone))?(?:(?: and)? (?:kind |best )?regards)?"
                    + "(?: for (?:the|your|this) (?:kind )?(?:reminder|e-?mail|mail|notice|message|letter|help|support|patience|information|update|note|attention))?"
                    + "|yours(?: sincerely| faithfully| truly)?|sincerely(?: yours)?|faithfully|dear (?:sir|madam|sirs|all|colleagues?|sir or madam)"
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
    private static final Pattern BESIDE_RECEIPT = pattern(PROMISES + "|" + PROMISES_IN_ENGLISH + "|" + REVIEW);
    private static final Pattern BESIDE_DONE = pattern(REVIEW + "|" + PLEASE + "(?:批示|审批)|" + WILL_PASS
            + "|(?:it |this |all )?(?:is |has been )?(?:done|completed|finished)(?: on time| in time| as required)?");

    private static final String NO_NUMBER = "[\\p{IsHan}&&[^一二两三四五六七八九十百半几数各个项户处家其中等按请由再待东西南北片区街段期侧]]";

    /** What was done, without numbers or parts. */
    private static final Pattern WAS_DONE = pattern(NO_NUMBER + "{0,8}?(?:已|已经|均已|都已|已全部|全部|现已)?(?:全部)?"
            + "(?:完工|竣工|拆除|清除|排除|修复|修好|整改到位|整改|落实|清理|清运|销号|解决|关闭|恢复|消除|硬化|安装|更换|建成|交付|通过验收|到位)"
            + NO_NUMBER + "{0,6}");

    private static final String SURNAMES =
            "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦昌马苗凤方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余"
                    + "元卜顾孟黄和穆萧尹姚邵汪祁毛禹狄米贝明臧计伏成戴谈宋庞熊纪舒屈祝董梁杜阮蓝闵席季麻强贾路娄江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万支柯管卢莫房缪丁宣邓洪包诸左石崔龚程"
                    + "邢裴陆荣翁荀羊甄曲封储靳段焦谷车侯班秋仲宫宁栾厉祖武符刘景詹龙叶司韶黎薄印白怀蒲索赖卓蔺屠蒙池乔阴闻党翟谭劳姬申冉桂牛寿边燕尚农温庄晏柴瞿阎慕习艾容向易廖居衡步耿匡文"
                    + "寇广欧利师巩聂关格扎达次旦洛德普尼拉巴";
    private static final String TIBETAN_NAME =
            "(?:扎西|次仁|格桑|达瓦|尼玛|旦增|丹增|德吉|央宗|央金|卓玛|卓嘎|拉姆|拉珍|罗布|边巴|普布|巴桑|米玛|索朗|顿珠|多吉|平措|仁青|洛桑|白玛|措姆|曲珍|白珍|益西|贡布|强巴|旺堆|旺久|加措|群培|琼达|欧珠|阿旺|晋美|土登|桑珠|次旦|嘎玛|坚参)";
    private static final String IN_NAMES =
            "[\\p{IsHan}&&[^一二两三四五六七八九十百半几数未没不无非否缺差欠剩项条件户处个等待再暂还仍停难款完办结了的吗呢但可只除另请由归属应转找让该是在去问报送建议改]]";
    /** Offices may be in Wuxi, or for intangible heritage. */
    private static final String IN_OFFICES = "[\\p{IsHan}&&[^二两几数未没缺差欠剩等待再暂还仍停了的吗呢但可只除另请由归属应转找让该是在去问报送建议改我本贵此其他各]]";

    /** One word of a signature: a name, an office, a title, a number. */
    private static final Pattern OF_SIGNATURE = pattern("张三|李四|王五|" + TIBETAN_NAME + "{1,2}|[" + SURNAMES + "]"
            + IN_NAMES + "{1,2}|" + IN_OFFICES
            + "{2,16}(?:局|委|办|厅|处|科|部|院|校|镇|乡|中心|公司|政府|办公室|委员会|街道|村|站|队|所|大学|中学|小学|学院|集团|股|室)|" + IN_OFFICES + "{0,8}副?"
            + HONOURED + "|[+\\d][\\d()+-]{1,20}|[a-z0-9._+-]{1,64}@[a-z0-9.-]{1,100}|(?-i:[A-Z])[a-z.'-]{0,30}|"
            + IN_OFFICES + "{2,10}[路街道巷]\\d{1,5}号"
            + "|https?:|//\\S{1,200}|签名由.{0,20}定制|\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?|\\d{1,2}月\\d{1,2}日|[—–-]++");

    private static final Pattern LABEL = pattern(
            "\\s*+(?:联系电话|办公电话|电话|手机|座机|传真|邮编|地址|电子邮箱|邮箱|联系人|单位|部门|网址|微信|qq|tel|telephone|phone|mobile|cell|fax|e-?mail|address|web)\\s*+[.:]?(?=[\\s.:\\d])(?<said>.*)");

    private static final Pattern WORK = Pattern.compile("《[^》\\n]{1,120}》");
    private static final Pattern TOKENS = Pattern.compile("[\\s|,、/:;·。]++");
    /** A sentence of one word begins with a capital letter, too. */
    private static final Pattern NO_NAME = pattern(
            "\\b(?:done|complete\\w*|finish\\w*|refus\\w*|declin\\w*|reject\\w*|open|closed|halfway|nothing|none|items?|wait\\w*|ongoing|progress|continu\\w*|one|two|three|four|five|six|seven|eight|nine|ten"
                    + "|stopped|stuck|blocked|more|some|several|others?|rest|ours|yours|see|ask|call|send|please|you|we|they|it|is|to|the|and|at|on|by|as)\\b");

    private static final Pattern LATIN = pattern("[a-z]");
    private static final Pattern SIGNS_OFF = pattern("regards|sincerely|thanks|thank you|此致|谢谢|敬礼");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}++");
    private static final Pattern SMALL = Pattern.compile("\\s*+[a-z]{2,20}\\s*+");
    private static final int LONGEST = 60;
    private static final int MOST_TOKENS = 8;

    private HarmlessWords() {}

    private static Pattern pattern(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /**
     * The first phrase beside an answer that is none of these; empty if all of them are.
     *
     * @param rest what follows in the line of the answer, narrow
     * @param more the further lines, narrow
     */
    static Optional<String> othersBeside(Answer answer, String rest, String more) {
        // Behind "done:" a name may be that of the only one who has.
        var signsOff = SIGNS_OFF.matcher(rest).find();
        var signs = signsOff || answer == Answer.RECEIVED;
        return Stream.concat(
                        phrases(rest)
                                .filter(phrase -> !(signs
                                        && (signsOff || !LATIN.matcher(phrase).find())
                                        && isSignature(phrase))),
                        more.lines().filter(line -> !isSignature(line)).flatMap(HarmlessWords::phrases))
                .filter(phrase -> !isHarmless(answer, phrase))
                .findFirst();
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
        var own = answer == Answer.RECEIVED ? BESIDE_RECEIPT : BESIDE_DONE;
        return BESIDE_ANY.matcher(phrase).matches()
                || own.matcher(phrase).matches()
                || (WAS_DONE.matcher(phrase).matches() && !OtherWords.doubt(answer, phrase));
    }

    /** Whether a line, narrow, only says who wrote: names, offices, numbers, or nothing. */
    static boolean isSignature(String line) {
        var label = LABEL.matcher(line);
        var said = label.matches() ? label.group("said") : line;
        var tokens =
                TOKENS.splitAsStream(said).filter(token -> !token.isEmpty()).toList();
        return tokens.size() <= MOST_TOKENS
                && tokens.stream().allMatch(token -> OF_SIGNATURE.matcher(token).matches())
                && !NO_NAME.matcher(said).find()
                && !OtherWords.doubt(Answer.SUBMITTED, HAN.matcher(said).replaceAll(" "));
    }

    /** The same where something else shows that a signature begins: a name may be in small letters there. */
    static boolean isInSignature(String line) {
        return isSignature(line) || (SMALL.matcher(line).matches() && !OtherWords.doubt(Answer.SUBMITTED, line));
    }
}
