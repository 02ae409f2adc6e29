package org.duban.inbox.replies;

import java.util.regex.Pattern;

/**
 * The names by which people sign, in Chinese characters or Latin letters. Only such as are common: what merely looks like one, a
 * word with a capital letter or a surname before any other character, may say anything, and a person reads it.
 */
final class PersonNames {

    /** Those that hardly begin a word of the language. */
    private static final String SURNAMES =
            "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕张孔曹严华魏陶姜戚谢邹喻柏窦章苏潘葛范彭郎鲁韦昌马苗凤方俞任袁柳鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常傅皮卞齐康伍余"
                    + "卜顾孟黄穆萧尹姚邵汪祁毛禹狄米贝臧伏戴谈宋庞熊纪舒屈祝董梁杜阮蓝闵季麻贾路娄江童颜郭梅盛林钟徐邱骆高夏蔡田樊胡凌霍虞万柯卢莫房缪丁宣邓洪包诸左石崔龚程"
                    + "邢裴陆荣翁荀羊甄曲封储靳段焦谷车侯班仲宫宁栾厉祖武符刘景詹龙叶司韶黎薄印白蒲赖卓蔺屠蒙池乔翟谭劳姬申冉桂牛边燕尚温庄晏柴瞿阎慕习艾向易廖居衡步耿匡文"
                    + "寇欧聂关金施于肖闫付代";

    private static final String GIVEN =
            "伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂华玉萍红玲芬燕彬斌文辉鹏飞波浩宇轩涵梓欣怡佳琪雨嘉博俊凯健峰岩松林森海江洁梅莉莲雪晶晨阳旭东建国志立新德福祥瑞"
                    + "庆春秋生荣富胜光亮耀辰星月云霄龙虎凤仙珍珠宝银琴琳瑶璐瑜瑾珊珂珏婷婉娇媛嫣妍妮姗娥姣彩虹菊菲薇蕾蓉蓓芝芸茜荷莹苗萌蕊艺慧惠思智诗书学义仁礼信孝忠诚良善美爱雅清纯淑贤贞"
                    + "宁安康乐欢悦喜吉振兴柏楠柳桐桦树栋梁钢铭锋钧锦钰鑫锐铮宏弘鸿洪泽润源渊泉瀚洲滨沛淼雷霆霖露冰焱烨煜炜灿炳焕鹤鸣鹰雁翔翼羽骏驰骥麟豪雄威武毅力坚恒永远正益民友朋君卿然心恩慈祖"
                    + "继绍延世家邦乔峻岳崇川山石玮琦琛璇璟瑛珺琼奕逸依伊祺启芹勤钦卓昊昕昱晓晗晖曦柯沁盈睿硕祎笑素翠聪舒艾茂菁蔚越进迪郁钊阔雯青韵颖颜香魁鲁黎";

    /** Words of the language that are made of the two, and what begins with them. */
    private static final String WORDS =
            "(?!路远|马虎|安全|安康|高明|方正|向东|华东|江山|高山|常青|石山|白云|关心|关爱|万家|谈心|祝福|平安|石林|房东|康乐|左右|金银|文明|文书|文学|于心|司力|居民|居安|印信|申明|严正|严明|童心|温泉|尚远|申延|代书|代笔|包山|包林|武力|雷雨|曲艺|步兵|史书|何乐|何家|于家)";

    private static final String TIBETAN =
            "(?:扎西|次仁|格桑|达瓦|尼玛|旦增|丹增|德吉|央宗|央金|央珍|卓玛|卓嘎|拉姆|拉珍|拉巴|罗布|边巴|普布|普琼|巴桑|米玛|索朗|索南|顿珠|多吉|平措|仁青|仁增|洛桑|洛追|白玛|措姆|曲珍|曲扎|曲尼|白珍|益西|贡布|贡桑|强巴|旺堆|旺久|旺姆|旺扎|加措|加布|群培|群宗|琼达|琼珍|欧珠|阿旺|晋美|土登|桑珠|桑吉|次旦|次珍|次央|次旺|嘎玛|坚参|坚赞|玉珍|美朵|梅朵|吉宗|德庆|德央|达娃|罗桑|赤列|云丹|古桑|江村|江白|其美|巴珠|斯曲|朗杰|朗加|南杰|热旦|念扎|班旦|占堆|石曲|仓决|仓木决|卓拉|格列|龙珠|确吉|塔杰|向巴|曲培|旦巴)";

    private static final Pattern CHINESE = Pattern.compile("张三|李四|王五|" + TIBETAN + "{1,2}|" + WORDS
            + "(?:欧阳|司马|上官|诸葛|东方|夏侯|尉迟|皇甫|[" + SURNAMES + "])(?:[大小子][" + GIVEN + "]|[" + GIVEN + "]{1,2})");

    private static final String PINYIN_SURNAMES =
            "wang|li|zhang|liu|chen|yang|huang|zhao|wu|zhou|xu|sun|ma|zhu|hu|guo|lin|gao|luo|zheng|liang|xie|tang|feng|deng|xiao|cheng|cao|peng|zeng|tian|pan|yuan|yu|cai|jiang|wei|ye|lu|su|lyu|jia|xue|qiu|qin|jin|hou|shao|meng|qian|shen|han|zhong|bai|cui|liao|kong|wen|ouyang";

    private static final String PINYIN =
            "(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])(?:iang|iong|uang|ang|eng|ing|ong|ian|iao|uan|uai|ai|ei|ao|ou|an|en|in|un|ia|ie|iu|ua|ui|uo|ue|a|e|i|o|u)){1,2}";

    private static final String TIBETAN_IN_LATIN =
            "tashi|tsering|tenzin|dorje|dorjee|dolma|drolma|lhamo|norbu|pema|sonam|nyima|dawa|karma|jampa|champa|lobsang|losang|kelsang|kalsang|kunga|phuntsok|rinchen|wangchuk|wangmo|wangdu|yangzom|yeshe|choden|chodron|gyatso|gyaltsen|thupten|ngawang|passang|pasang|penpa|migmar|lhakpa|phurbu|tsewang|tseten|tsomo|chime|dechen|dekyi|yangchen|palden|paljor|samdup|sangye|topgyal|dhondup|dondrup|samten|jigme|gonpo|tsomo|metok";

    private static final String ENGLISH =
            "john|james|robert|michael|william|david|richard|joseph|thomas|charles|christopher|daniel|matthew|anthony|paul|steven|andrew|kenneth|george|kevin|brian|edward|peter|henry|jack|tom|mike|bob|jim|joe|alex|ben|sam|eric|mary|patricia|jennifer|linda|elizabeth|barbara|susan|jessica|sarah|karen|nancy|lisa|margaret|sandra|ashley|emily|donna|michelle|amanda|melissa|laura|anna|anne|alice|helen|julia|jane|lucy|kate|emma|amy|maria|smith|johnson|williams|brown|jones|miller|davis|wilson|taylor|anderson|moore|harris|martin|thompson|clark|lewis|lee|walker|allen|wright|scott|baker|adams|nelson|campbell|mitchell|roberts";

    private static final Pattern LATIN =
            Pattern.compile("(?:" + PINYIN_SURNAMES + "|" + TIBETAN_IN_LATIN + "|" + ENGLISH + ")\\.?");
    private static final Pattern CHINESE_IN_LATIN = Pattern.compile("(?:" + PINYIN_SURNAMES + ")\\s" + PINYIN + "(?:\\s"
            + PINYIN + ")?|" + PINYIN + "\\s(?:" + PINYIN_SURNAMES + ")");

    private PersonNames() {}

    /** Whether a word in Chinese characters is the name of a person. */
    static boolean isChinese(String word) {
        return CHINESE.matcher(word).matches();
    }

    /** Whether words in small Latin letters, with single spaces between them, are a name: each a common one, or a Chinese one in pinyin. */
    static boolean isLatin(String words) {
        return CHINESE_IN_LATIN.matcher(words).matches()
                || (!words.isEmpty()
                        && Pattern.compile(" ")
                                .splitAsStream(words)
                                .allMatch(word -> LATIN.matcher(word).matches()));
    }
}
