package org.duban.inbox.replies;

import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duban.answers.links.Answer;

/** Tells the lines in which a writer says who he is: names, offices, titles, telephones. */
final class SignatureWords {

    static final String HONOURED = "(?:领导|主任|局长|处长|科长|书记|县长|市长|镇长|乡长|院长|校长|部长|组长|秘书|经理|老师|同志|同事|先生|女士)";

    /** Who is about to hand a matter on writes the name of an office behind such a word. */
    private static final String HANDED_ON =
            "仅|唯|漏|限|余(?!杭|姚|干|庆|江)|麻烦|劳|烦|盼|望|系|乃(?!龙乡)|即|先|后|原|错|误|寄|投|呈|批|传|邀|约|靠|凭|少(?!岗乡)|无(?!锡|为)|非|责|质疑|会|合并|并|撤|调|换|督|委托|指|授|安排|落实|咨询|反馈|回复|答复|递|邮|同(?!济|仁|心|江|德)"
                    + "|参|详|受|承|主|单位|实为|管|划|变|提|恳|敬|分|征|组|联系|通知|协(?!格尔)|牵头|需|移|商|请|涉|属|明天|今|昨|建议|报|相关|有关|上级|下级|对|要|拨|全|各|本";

    /** Offices may be in Wuxi or Guizhou, for emergencies or for intangible heritage. */
    private static final String IN_OFFICES =
            "(?:应(?=急)|改(?=革|委|局|办|和)|建(?!议)|数(?=据|字)|(?<=数)据|贵(?=州|阳|港|溪|安县|德|南|定)|(?<=接)待(?=办)|(?<=会)议|报(?=社)|交(?=通|警|运|管|易)|退(?=役|休)|派(?=出所)|商(?=务|业|州|丘)|发(?=展|改)"
                    + "|[\\p{IsHan}&&[^二两几数仅唯漏限未没缺差欠剩等待再暂还仍停了的吗呢但可只除另请由归属应转找让该是在去问报送建议改我贵此其他各给交抄退派函商发推涉已不来叫令催求替把将被对需要拟与跟向到从按据均都也就才又更最您你它谁哪何]])";

    private static final String KIND =
            "(?:教育(?:体育|科技)?|民政|公安|司法|财政|人社|人力资源和社会保障|自然资源(?:和规划)?|规划|生态环境|环保|环境保护|住建|住房和城乡建设|城乡建设|建设|交通(?:运输)?|水利|水务|农业农村|农牧(?:农村)?|农业|畜牧|商务|文化和旅游|文化旅游|文旅|文广旅?|文化|旅游"
                    + "|卫健|卫生健康|卫生|退役军人事务|应急管理|应急|审计|国资|市场监管|市场监督管理|工商|质监|药监|体育|统计|医保|医疗保障|信访|林草|林业和草原|林业|发改|发展和改革|科技|科学技术|工信|工业和信息化|经信|经济和信息化|民宗|民族宗教事务|宗教|税务|气象|烟草|邮政|供电|电力|城管|城市管理|综合行政执法|综合执法"
                    + "|行政审批(?:服务)?|政务服务|大数据(?:管理)?|数据|乡村振兴|扶贫|招商|金融|粮食(?:和物资储备)?|机关事务(?:管理)?|档案|人防|地震|文物|广播电视|广电|知识产权|能源|公路|铁路|消防|房管|园林|市政|国土(?:资源)?)";

    private static final String OF_WORK =
            "(?:办公|业务|综合|人事|财务|规划|建设|管理|督查|督办|信访|法规|法制|教育|环境|农业|宣传|组织|后勤|工程|项目|市场|政工|秘书|机要|档案|研究|值班|会计|基建)";

    private static final String PARTY =
            "(?:组织部|宣传部|统战部|武装部|纪委|监委|政法委|编委|妇联|残联|团委|总?工会|科协|文联|工商联|红十字会|党校|(?:人民)?(?:法院|检察院)|人大|政协|党委|发改委|卫健委|经信委|住建委)";

    private static final String HOUSE =
            "(?:(?:人民|中心|藏|中)医院|卫生院|派出所|财政所|司法所|第?[一二三四五六七八九十]{1,2}(?:中学?|小学?|幼儿园)|中学|小学|幼儿园)";

    private static final String ROOM = "(?:办公室|" + OF_WORK + "[科处股室部站所])";

    private static final String PLACE = "(?:[县市区州省]|(?!" + HANDED_ON + ")" + IN_OFFICES + "{2,5}[县市区州省盟旗])";

    private static final String OFFICE =
            "(?:" + PLACE + "{0,2}(?:" + KIND + "(?:局|委|委员会|厅|处|科|所|站|分局)|" + PARTY + "|" + HOUSE
                    + "|(?:督查|督办|信访|接待|党政|县委|市委|区委|政府|委|府|外事|扶贫|编|改革|金融|文明|人防|振兴|安委|防汛|应急)办)" + ROOM + "?"
                    + "|" + ROOM + "|" + PLACE + "(?:委|人民政府|政府)" + ROOM + "?"
                    + "|" + PLACE + IN_OFFICES
                    + "{1,12}(?:局|委员会|厅|中心|公司|集团|大学|学院|学校|医院|支队|大队|总队|队|站|办事处|街道|联合会|协会|指挥部|馆|社|办公室)" + ROOM + "?"
                    + "|" + PLACE + "{0,2}(?!" + HANDED_ON + ")" + IN_OFFICES
                    + "{2,4}(?:[镇乡村]|街道|社区)(?:人民政府|政府|党委|办事处|村委会|居委会)?" + ROOM + "?"
                    + "|(?!" + HANDED_ON + ")" + IN_OFFICES + "{2,12}有限(?:责任)?公司)";

    private static final Pattern HAN_WORD =
            pattern(OFFICE + "|" + OFFICE + "?副?" + HONOURED + "|\\p{IsHan}{2,10}[路街道巷]\\d{1,5}号");

    private static final Pattern NUMBER = pattern(
            "[+\\d][\\d()+-]{1,20}|[a-z0-9._+-]{1,64}@[a-z0-9.-]{1,100}|https?:|//\\S{1,200}|签名由.{0,20}定制"
                    + "|\\d{4}[-/.年]\\d{1,2}[-/.月]\\d{1,2}日?|\\d{1,2}月\\d{1,2}日|[—–-]++|[二〇○零一三四五六七八九十]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日");

    private static final Pattern LABEL = pattern(
            "\\s*+(?:联系电话|办公电话|电话|手机|座机|传真|邮编|地址|电子邮箱|邮箱|联系人|签收人|经办人|承办人|办理人|签收时间|签收日期|日期|时间|单位|签收单位|部门|网址|微信|qq|tel|telephone|phone|mobile|cell|fax|e-?mail|address|web)\\s*+[.:]?(?=[\\s.:\\d])(?<said>.*)");

    /** The parts of a line that has labels may be on one line. */
    private static final Pattern BETWEEN_LABELS = Pattern.compile("[,;]|\\s(?=电话|手机|联系人)");

    private static final Pattern TOKENS = Pattern.compile("[\\s|,、/:;·。()]++");
    private static final Pattern CAPITAL = Pattern.compile("[A-Z][a-z.'-]{0,30}");
    private static final Pattern LATIN_WORD = pattern("[a-z][a-z.'-]{0,30}");

    /** A sentence of one word begins with a capital letter, too. */
    private static final Pattern NO_NAME = pattern(
            "\\b(?:done|complete\\w*|finish\\w*|refus\\w*|declin\\w*|reject\\w*|open|closed|halfway|nothing|none|items?|wait\\w*|ongoing|progress|continu\\w*|one|two|three|four|five|six|seven|eight|nine|ten"
                    + "|stopped|stuck|blocked|postpon\\w*|cancel\\w*|suspen\\w*|abandon\\w*|transfer\\w*|object\\w*|redirect\\w*|reassign\\w*|overdue|disput\\w*|appeal\\w*|withdr\\w*|delay\\w*|extension|objection|rejection|\\w{4,20}ed|more|some|several|others?|rest|ours|yours|see|ask|call|send|please|you|we|they|it|is|to|the|and|at|on|by|as)\\b");

    private static final Pattern TITLE = Pattern.compile("(?<=\\p{IsHan}{2})副?" + HONOURED + "$");
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}++");
    private static final int MOST_TOKENS = 8;

    private SignatureWords() {}

    private static Pattern pattern(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /**
     * Whether a line, narrow, only says who wrote: names, offices, numbers, or nothing.
     *
     * @param own what the unit is called that writes
     * @param signedOff whether "regards" or the like stands before it: then any word with a capital letter is a name
     */
    static boolean isSignature(String line, boolean signedOff, OwnNames own) {
        return BETWEEN_LABELS.splitAsStream(line).allMatch(part -> isPart(part, signedOff, own));
    }

    private static boolean isPart(String part, boolean signedOff, OwnNames own) {
        var label = LABEL.matcher(part);
        var said = label.matches() ? label.group("said") : part;
        if (own.have(said)) {
            return true;
        }
        var tokens =
                TOKENS.splitAsStream(said).filter(token -> !token.isEmpty()).toList();
        return tokens.size() <= MOST_TOKENS
                && tokens.stream().allMatch(token -> own.have(token) || isWord(token, signedOff))
                && (signedOff || isNameIfLatin(tokens))
                && !NO_NAME.matcher(said).find()
                && !OtherWords.doubt(Answer.SUBMITTED, HAN.matcher(said).replaceAll(" "));
    }

    private static boolean isWord(String token, boolean signedOff) {
        return PersonNames.isChinese(TITLE.matcher(token).replaceFirst(""))
                || HAN_WORD.matcher(token).matches()
                || NUMBER.matcher(token).matches()
                || (signedOff ? CAPITAL : LATIN_WORD).matcher(token).matches();
    }

    private static boolean isNameIfLatin(List<String> tokens) {
        Predicate<String> latin = token -> LATIN_WORD.matcher(token).matches();
        var words =
                tokens.stream().filter(latin).collect(Collectors.joining(" ")).toLowerCase(Locale.ROOT);
        return words.isEmpty() || PersonNames.isLatin(words);
    }
}
