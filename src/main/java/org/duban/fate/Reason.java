package org.duban.fate;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The sentences that say why a step had its fate. A sentence is kept in English, as evidence of what was known then; for
 * a Chinese reader it is recognised and said again.
 */
public enum Reason {
    SUPERSEDED("superseded by {0}", "同时到期的{0}更为紧要，只发{0}"),
    OVERTAKEN("while it waited to be sent, {0} took its place", "等待发送期间已由更紧要的{0}取代，只发{0}"),
    HELD("held until {0}: {1}", "挂起至{0}：{1}"),
    HELD_WITHOUT_REASON("held until {0}", "挂起至{0}"),
    TOLD_INSTEAD("no reachable address; told {0} instead", "没有可用的邮箱地址，已改发{0}"),
    NOBODY_ABOVE("no reachable address, and none above", "没有可用的邮箱地址，上级也没有"),
    GONE_TOLD_INSTEAD("there is no unit \"{0}\" any more; told {1} instead", "单位{0}已不存在，已改发{1}"),
    GONE_NOBODY_ABOVE("there is no unit \"{0}\" any more, and none above", "单位{0}已不存在，上级也没有"),
    NO_AUDIENCE("no {0} above {1}", "{1}之上没有{0}"),
    NOBODY_AT_ALL(
            "nobody is told: there is no {0} above {1}, and no office or leading group anywhere",
            "无人可发：{1}之上没有{0}，也没有任何领导小组或其办公室"),
    NEVER_TOLD("had not been told of the task before", "此前未收到该事项的通知"),
    DEADLINE_KNOWN("had been told this deadline before", "此前已知该办结时限"),
    NO_UNIT_ANY_MORE("not told: {0} is no unit any more", "未发送：单位{0}已不存在"),
    IN_PLACE_OF("for {0}", "代{0}收"),
    REFUSED_TOLD_INSTEAD("{0}; told {1} instead", "{0}；已改发{1}"),
    REFUSED_NOBODY_ABOVE("{0}; nobody above can be reached", "{0}；上级也无法送达"),
    STRUCK_OFF("no longer held when it was to be sent: struck off", "发送时已不成立：已销号"),
    WITHDRAWN("no longer held when it was to be sent: withdrawn", "发送时已不成立：已撤销"),
    PUT_ON_HOLD("no longer held when it was to be sent: put on hold", "发送时已不成立：已挂起"),
    REPORTED_COMPLETE("no longer held when it was to be sent: reported complete", "发送时已不成立：已报结"),
    SIGNED("no longer held when it was to be sent: signed for", "发送时已不成立：已签收"),
    REVIEWED("no longer held when it was to be sent: the review is done", "发送时已不成立：已复核"),
    CAUGHT_UP("no longer held when it was to be sent: no longer behind", "发送时已不成立：已不落后于序时进度"),
    DEADLINE_MOVED("no longer held when it was to be sent: the deadline is now {0}", "发送时已不成立：办结时限已改为{0}"),
    UNIT_CHANGED("no longer held when it was to be sent: {0} no longer answers for it", "发送时已不成立：{0}不再是责任单位"),
    UNIT_GONE("no longer held when it was to be sent: {0} is no unit any more", "发送时已不成立：单位{0}已不存在"),
    HAS_IT_AGAIN("no longer held when it was to be sent: {0} has the task again", "发送时已不成立：{0}又承办该事项"),
    PLAN_CHANGED("no longer held when it was to be sent: the plan has changed", "发送时已不成立：计划已变更"),
    NO_LONGER_HELD("no longer held when it was to be sent", "发送时已不成立");

    private final KeptSentence sentence;

    Reason(String english, String chinese) {
        this.sentence = new KeptSentence(english, chinese);
    }

    private static final Set<Reason> TOLD_TO_NOBODY =
            EnumSet.of(NOBODY_ABOVE, GONE_NOBODY_ABOVE, NOBODY_AT_ALL, REFUSED_NOBODY_ABOVE);

    /** Whether a kept sentence says that nobody at all was told. */
    public static boolean toldToNobody(String kept) {
        return TOLD_TO_NOBODY.stream().anyMatch(reason -> reason.sentence.says(kept));
    }

    /** The sentence as it is kept. */
    public String with(String... values) {
        return sentence.with(values);
    }

    /** What a kept sentence says in its n-th place; empty if it is another sentence. */
    public Optional<String> value(String kept, int place) {
        return sentence.value(kept, place);
    }

    /** A kept sentence in the language of its reader; one that no reason says stays as it is. */
    public static String in(Locale reader, String kept) {
        return KeptSentence.in(reader, kept, Arrays.stream(values()).map(reason -> reason.sentence), value -> value);
    }
}
