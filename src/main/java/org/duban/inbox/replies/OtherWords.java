package org.duban.inbox.replies;

import java.util.Optional;
import java.util.regex.Pattern;
import org.duban.answers.links.Answer;

/**
 * Words that say the contrary of an answer or ask for something, in what may be written more freely than the {@link HarmlessWords}:
 * the note of a progress report, what was done, names. A word too many here costs a person a look.
 */
final class OtherWords {

    /** Requests, questions and objections: no answer may swallow them. */
    private static final Pattern ASKS = pattern("延期|延长|宽限|顺延|推迟|延后|展期|暂缓|缓办|申请|改派|改由|转办|转交|转给|转派|移交|退回|撤回|撤销|另行安排"
            + "|不属|不归|不是(?:我|本)|不在(?:我|本)|非(?:我|本)|不由|无权|无关|无法|无力|不(?:能|予|同意|符|清楚|明白|了解|接受|合理|一致|具备|涉及|负责|承担|认可)"
            + "|异议|有误|错误|错发|发错|误发|搞错|弄错|职责|吗|呢|[？?]|为何|为什么|怎么|请问|是否|能否|可否|能不能|可不可以"
            + "|请(?:求|予|领导|贵办|贵单位)?(?:给予)?(?:核减|核增|由|交|协调|支持|明确|告知|说明|解释|提供|补发|重发|重新|改|转|延|调整|联系|回电|拨|安排|指示|批准|同意|宽|减|免)"
            + "|(?:未|没|没有)(?:能)?(?:收到|看到|找到|附)|看不|打不开|困难"
            + "|\\b(?:extension|extend|more time|postpone|reassign|transfer|forward|belongs?|wrong|mistake|error|unclear|question|object|disagree"
            + "|cannot|can.t|unable|not (?:our|my|ours|mine|the right|responsible|in charge|for us|within)|isn.t (?:our|ours|my|mine|for)"
            + "|request(?:ed|ing)?|could you|can you|would you|please (?:send|give|clarify|explain|tell|provide|advise|call|resend|contact|confirm"
            + "|assign|hand|ask|grant|allow|help))\\b");

    /** Who goes on like this takes something back. */
    private static final Pattern BUT =
            pattern("但(?!愿)|不过|然而|可是|只是|只不过|除非|\\b(?:but|however|although|though|unless|except(?:ing)?)\\b");

    /** What is not quite done, or not yet. */
    private static final Pattern NOT_ALL = pattern("(?<![拆清排解消铲废扣免根剔去开切删破扫撤剪拔驱移摘擦])除(?=了|去|开|第|.{1,15}外)"
            + "|[还仍]|尚|未(?!来)|没|部分|局部|基本|大部|大致|大体|大多|多数|一半|半数|初步|初稿|前期|首批|阶段|第[一二三四五六七八九十\\d]+(?:批|期|步|季度|轮)"
            + "|搁置|滞后|推后|后补|补办|剩|余下|其余|欠|缺|差|待(?!遇|命|(?:您|贵办|贵单位|领导|上级|办公室)?(?:验收|核验|核查|复核|审核|审查|检查|查验|销号))"
            + "|正在|暂|否|不(?!错|负|日|久|断|仅|但|折不扣|足为)|无(?!误|遗漏|遗留|问题|异常)|非|预计|计划|拟|争取|力争|如果|若|假如|一旦|等待|需|后续|稍后|随后|即将|将"
            + "|再(?:完成|补|报|办)|明[天日年]|下(?:周|月|个月|季|步|一步)|月底|年底|另"
            + "|(?<![\\d/])\\d{1,3}\\s*/\\s*\\d{1,3}(?![\\d/])"
            + "|\\b(?:not|no|never|n.t|without|only|just|part(?:s|ly|ial|ially)?|half|most|mostly|almost|nearly|largely|still|yet|remain(?:s|ing|der)?"
            + "|left|pending|await(?:s|ing)?|outstanding|missing|incomplete|unfinished|will|would|should|if|need(?:s|ed)?|delay(?:ed)?|until|later"
            + "|soon|tomorrow|next|expect(?:ed)?|plan(?:ned)?|subject to|apart from|other than|besides|minus|excluding|save for|fail(?:ed|s)?"
            + "|phase|stage|draft|provisional(?:ly)?|conditional(?:ly)?)\\b|n't\\b");

    /** It is only that of which the rest speaks. */
    private static final Pattern PARTS = pattern("主体|个别|局部|约");

    private OtherWords() {}

    private static Pattern pattern(String words) {
        return Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }

    /** The first word that asks or objects in what was written beside an answer, however freely it may be written. */
    static Optional<String> asks(String words) {
        return first(ASKS, words);
    }

    /** Whether anything in a phrase may say the contrary of an answer, or that there is more to do. */
    static boolean doubt(Answer answer, String words) {
        return first(ASKS, words).isPresent()
                || first(BUT, words).isPresent()
                || first(NOT_ALL, words).isPresent()
                || (answer != Answer.RECEIVED && first(PARTS, words).isPresent());
    }

    private static Optional<String> first(Pattern pattern, String words) {
        var found = pattern.matcher(words);
        return found.find() ? Optional.of(found.group()) : Optional.empty();
    }
}
