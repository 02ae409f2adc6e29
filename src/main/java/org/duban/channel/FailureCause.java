package org.duban.channel;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a mail server complains of when it refuses a mail or sends it back, by its words and its code (RFC 3463). Servers
 * write the same code for very different things: so words count first, and what nobody can be sure of blames no address.
 */
public enum FailureCause {
    /** The address is wrong, for good. */
    ADDRESS,
    /** The reader's mailbox is full. */
    MAILBOX_FULL,
    /** We are kept out, for now: too many mails, a list of blocked servers, a bad name. */
    SENDER_BLOCKED,
    /** Mails like this, or from such as us, are not taken: spam, DMARC, relaying. */
    POLICY,
    /** This one mail: it is too large, say. */
    MESSAGE,
    /** The way there: a loop, no answer, time that ran out. */
    ROUTE,
    /** It does not say, or says nothing that we know. */
    UNCLEAR;

    private record Sign(FailureCause cause, Pattern words) {
        Sign(FailureCause cause, String words) {
            this(cause, Pattern.compile(words, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE));
        }
    }

    /** The first that is found counts. */
    private static final List<Sign> BY_WORDS = List.of(
            new Sign(
                    SENDER_BLOCKED,
                    "frequen|black.?list|block.?list|\\bblocked\\b|dns[bw]l|\\brbl\\b|spamhaus|spamcop|barracudacentral"
                            + "|reputation|at a rate|rate.?limit|throttl|too (fast|quickly|many (?!hops))|\\bptr\\b"
                            + "|reverse dns|rdns|频率|频繁|过于?快|黑名单|信誉|拦截|封禁|连接数"),
            new Sign(
                    POLICY,
                    "\\b5\\.(7\\.\\d|1\\.[78]\\b)|dmarc|\\bspf\\b|dkim|spam|virus|malware|phish|unsolicited|sender|mail from|envelope from|purported|\\bbounce\\+[0-9a-z]"
                            + "|unauthenticated|垃圾|病毒|发件人|反垃圾|投诉|策略|可疑"),
            new Sign(
                    MAILBOX_FULL,
                    "(mail)?box.{0,40}\\bfull\\b|\\bfull (mail)?box|inbox is full|over ?quota|quota.{0,40}(exceed|full|reach|excess)"
                            + "|(over|exceed\\w*|out of|above).{0,40}(quota|storage|disk space|mailbox)|insufficient.{0,20}(storage|space)"
                            + "|shutoffquota|mailbox size|(邮箱|信箱|空间|容量|配额).{0,8}(满|不足|超)"),
            new Sign(
                    MESSAGE,
                    "too (large|big|long)\\b|message (size|length)|(size|length).{0,30}(limit|exceed|maximum)|recipsizelimit"
                            + "|(邮件|附件|信件).{0,6}(过大|太大|超过)|大小.{0,6}(超|限)"),
            new Sign(
                    ROUTE,
                    "hop count|too many hops|\\bloop|message expired|timed? ?out|connection refused|malformed|in queue too long"
                            + "|lookup failed temporar|循环|环路|超时"),
            // A domain without a name before it may be that of the sender.
            new Sign(
                    UNCLEAR,
                    "procmail|command died|local configuration|temporar|currently|try again|稍后|暂时"
                            + "|(?<![@\\w.-])[a-z0-9-]+(\\.[a-z0-9-]+)+ does not exist"),
            new Sign(
                    ADDRESS,
                    "user (is )?unknown|unknown.{0,3} (user|recipient|mailbox|account|local|host|domain|virtual)"
                            + "|no such (user|person|recipient|mailbox|address|account|domain|local|member|host|id)"
                            + "|(user|recipient|mailbox|account|addressee|alias|member|inbox).{0,80}"
                            + "(not found|n.t be found|not be found|not exist|n.t exist|no longer|invalid|inactive|disabled|suspended|discontinued|terminated"
                            + "|deactivated|not known|not a valid|not valid)"
                            + "|address.{0,60}(not found|n.t be found|not be found|not exist|n.t exist|no longer|disabled)"
                            + "|(invalid|bad|unroute?able|undeliverable|nonexistent|non-existent|unknown).{0,14}"
                            + "(recipient|mailbox|user|account|rcpt)"
                            + "|(bad|unroute?able|undeliverable) address|invalid address"
                            + "|no mailbox|mailbox unavailable|mailbox not available|bad mailbox|not our customer"
                            + "|not a known user|\\bnot here\\b|doesn.t have an? .{0,40}account|recip(ient)?notfound|recipientnotfound"
                            + "|has moved|not listed in|host (unknown|not found)|(host|domain)( name)? not found"
                            + "|(domain|host).{0,40}(not exist|n.t exist)|no longer (here|on this server|with|valid|employed|in use)"
                            + "|does not accept mail"
                            + "|(收件人|收信人|用户|帐户|账户|账号|帐号|邮箱|信箱|地址|域名).{0,16}(不存在|无效|未找到|找不到|注销|停用|冻结|禁用)"
                            + "|(不存在|无效|没有)(的|此|该|这个)?.{0,4}(收件人|用户|邮箱|信箱|地址|账号|帐号)|找不到.{0,12}(收件人|用户|邮箱|信箱|地址|账号|帐号)|查无此"),
            new Sign(
                    POLICY,
                    "polic|preference|denied|relay|authenticat|not allowed|banned|protocol violation|not accepted|prohibited|拒绝|不允许"));

    /**
     * What a server may mean that says no more than {@code 5.0.0}, or no code at all, whatever it says of the mailbox beside it: it
     * refuses us, our name or our number of mails.
     */
    private static final List<Sign> WITHOUT_A_CODE = List.of(
            new Sign(
                    SENDER_BLOCKED,
                    "(daily|hourly|sending|message|mail|rate|user) limit|limit (is |was |has been )?(exceeded|reached)|exceed.{0,20}\\blimit|超过?限|限制"),
            new Sign(
                    POLICY,
                    "polic|restrict|denied|\\bdns\\b|\\bmx\\b.{0,30}record|\\b(helo|ehlo)\\b|verification failed|callout|callback|call-back"
                            + "|log ?in to|must authenticate|not permitted|未备案|备案"),
            new Sign(UNCLEAR, "unknown host|host (unknown|not found)|域名无效"));

    private static final Pattern ADDRESS_ON_THE_WEB =
            Pattern.compile("\\bhttps?://[^\\s<>\"]{1,400}", Pattern.CASE_INSENSITIVE);
    private static final Pattern ADDRESS_CODE = Pattern.compile("5\\.(1\\.([01236]|10)|2\\.1)");
    private static final Pattern MESSAGE_CODE = Pattern.compile("5\\.(2\\.3|3\\.4|6\\.\\d+)");
    private static final Pattern POLICY_CODE = Pattern.compile("5\\.(1\\.[789]|7\\.\\d+)");
    private static final Pattern CODE_IN_WORDS = Pattern.compile("(?<![\\d.])5\\.\\d{1,3}\\.\\d{1,3}(?![\\d.])");

    /**
     * Of a failure for good; what a server says of a moment is not to be asked here.
     *
     * @param status the enhanced code, such as {@code 5.1.1}; empty if there is none beside the words
     * @param words what the server said
     */
    public static FailureCause of(String status, String words) {
        var code = code(status, words);
        var ofAddress = ADDRESS_CODE.matcher(code).matches();
        // The page to which it leads may be about policies.
        var said = status + " " + (ofAddress ? ADDRESS_ON_THE_WEB.matcher(words).replaceAll(" ") : words);
        var byWords = first(BY_WORDS, said);
        var bare = code.isEmpty() || code.endsWith(".0.0");
        return (bare && byWords.filter(cause -> cause == ADDRESS).isPresent() ? first(WITHOUT_A_CODE, said) : byWords)
                .or(() -> byWords)
                .orElseGet(() -> ofCode(code));
    }

    private static Optional<FailureCause> first(List<Sign> signs, String said) {
        return signs.stream()
                .filter(sign -> sign.words().matcher(said).find())
                .map(Sign::cause)
                .findFirst();
    }

    private static FailureCause ofCode(String code) {
        if (ADDRESS_CODE.matcher(code).matches()) {
            return ADDRESS;
        } else if (code.equals("5.2.2")) {
            return MAILBOX_FULL;
        } else if (MESSAGE_CODE.matcher(code).matches()) {
            return MESSAGE;
        } else if (POLICY_CODE.matcher(code).matches()) {
            return POLICY;
        }
        return code.startsWith("5.4.") ? ROUTE : UNCLEAR;
    }

    /** That beside the words, unless it says nothing and the words have a better one. */
    private static String code(String status, String words) {
        if (!status.isEmpty() && !status.endsWith(".0.0")) {
            return status;
        }
        var found = CODE_IN_WORDS.matcher(words);
        return found.find() ? found.group() : status;
    }

    /** Whether the same mail may be taken another day. */
    public boolean passes() {
        return this == MAILBOX_FULL || this == SENDER_BLOCKED;
    }

    /** Whether the same mail may be taken in some days, though it would be of no use to try at once. */
    public boolean passesInDays() {
        return passes() || this == POLICY;
    }

    /** Whether it may be about us: then other readers will hear the same. */
    public boolean mayBeOurs() {
        return this == SENDER_BLOCKED || this == POLICY || this == UNCLEAR;
    }
}
