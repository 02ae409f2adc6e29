package org.duban.desk.stories;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.duban.desk.stories.StoryHouse.Person;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** A day of each role at the desk in a real Chromium, from the login to the mail. It is noon of Monday, 23 November 2026. */
@TestInstance(Lifecycle.PER_CLASS)
class DeskStoriesJudgeTests {

    private static final String EDUCATION = "education@duban.example";
    private static final String COUNTY = "county-office@duban.example";

    private StoryHouse stories;

    @BeforeAll
    void begin(@TempDir Path profile) {
        stories = new StoryHouse(profile);
    }

    @AfterAll
    void end() {
        if (stories != null) {
            stories.close();
        }
    }

    @AfterEach
    void findNothingInTheConsole() {
        assertThat(stories.browser().console()).isEmpty();
    }

    @Test
    void anAdministratorInvitesSomebodyAndTakesTheAccountBack() {
        var dawa = new Person(stories.newName("dawa"), "long enough for me");
        var clerk = stories.clerk("zh-CN")
                .logsIn(StoryHouse.admin())
                .clicks("用户")
                .clicks("新增用户")
                .fillsIn("用户名", dawa.name())
                .fillsIn("姓名", "达瓦")
                .fillsIn("邮箱", dawa.mail())
                .chooses("角色", "督办办公室：审定、管理用户")
                .fillsIn("单位", "县领导小组办公室")
                .clicks("新增")
                .sees("设置密码的链接已发往" + dawa.mail())
                .clicks("退出");

        clerk.opens(stories.linkTo(dawa.mail()))
                .sees("用户：" + dawa.name())
                .fillsIn("新密码", dawa.password())
                .fillsIn("再输入一次", dawa.password())
                .clicks("设置密码并登录")
                .sees("县领导小组办公室：督办总览", "达瓦")
                .doesNotSee("操作留痕")
                .clicks("退出");

        clerk.logsIn(StoryHouse.admin())
                .clicks("用户")
                .clicks("达瓦")
                .clicks("停用该用户")
                .sees("用户“" + dawa.name() + "”已停用，不能再登录。")
                .clicks("操作留痕")
                .sees("停用了用户 " + dawa.name(), "新增了用户 " + dawa.name(), "为 " + dawa.name() + " 设置了新密码")
                .clicks("检查是否完整")
                .sees("留痕完整")
                .clicks("退出");
        clerk.opens("/login")
                .fillsIn("用户名", dawa.name())
                .fillsIn("密码", dawa.password())
                .clicks("登录")
                .sees("用户名或密码不正确");
        stories.browser().console();
    }

    @Test
    void anOfficeAssignsATaskFindsItByTwoCharactersAndDecidesOnIt() {
        var office = stories.somebody("office", "OFFICE@county-office");
        stories.assigned("bridge-1", "危桥排查", "reviewed");
        var clerk = stories.clerk("zh-CN")
                .logsIn(office)
                .clicks("台账")
                .clicks("交办新事项")
                .fillsIn("事项名称", "修缮校舍屋顶")
                .fillsIn("牵头单位", "教育局")
                .fillsIn("办结时限", "10个工作日")
                // Who will be told what follows what is typed, without a button.
                .sees("2026年12月7日", "星期一", "县教育局 <education@duban.example>")
                .chooses("督办规则", "reviewed")
                .fillsIn("事项编号", "roof-1")
                .clicks("预览")
                .sees("2026年12月7日", "星期一", "县教育局")
                .clicks("交办")
                .sees("已记入台账", "下一步：请县教育局签收");
        stories.mail(EDUCATION, "ASSIGNMENT", "roof-1");

        clerk.clicks("台账")
                .sees("危桥排查")
                .fillsIn("事项、编号或条款", "屋顶")
                .clicks("查询")
                .sees("修缮校舍屋顶", "共1项。")
                .doesNotSee("危桥排查");
        stories.happened(
                "roof-1", "extension-requested", Map.of("by", "education", "deadline", "2026-12-18", "reason", "连日降雨"));
        clerk.clicks("修缮校舍屋顶").sees("连日降雨");
        clerk.part("同意延期").presses("同意延期").sees("已记入台账", "2026年12月18日");
        stories.mail(EDUCATION, "DECISION", "roof-1");

        stories.happened("roof-1", "submitted", Map.of("by", "education", "note", "屋顶已修好"));
        clerk.clicks("台账").clicks("修缮校舍屋顶").sees("下一步：请县领导小组办公室复核，销号或退办");
        clerk.part("退办").fillsIn("退办理由", "天沟仍漏水").presses("退办").sees("已记入台账", "退办");
        stories.happened("roof-1", "submitted", Map.of("by", "education", "note", "天沟已补"));
        clerk.clicks("台账")
                .clicks("修缮校舍屋顶")
                .part("销号")
                .fillsIn("备注", "现场核验")
                .presses("销号")
                .sees("已记入台账", "已销号");
        stories.mail(EDUCATION, "CLOSURE", "roof-1");
    }

    @Test
    void anOfficeStrikesOffWhatItHasTicked() {
        var office = stories.somebody("office", "OFFICE@county-office");
        for (var number = 1; number <= 3; number++) {
            stories.assigned("lamp-" + number, "路灯检修" + number, "reviewed", Map.of("list", "lamps"));
            // Who never heard of a task is not told either that it is struck off.
            stories.mail(EDUCATION, "ASSIGNMENT", "lamp-" + number);
        }

        var clerk = stories.clerk("zh-CN")
                .logsIn(office)
                .clicks("台账")
                .clicks("更多条件：清单、时限、排序")
                .fillsIn("清单", "lamps")
                .clicks("查询")
                .sees("共3项。")
                .ticks("路灯检修1")
                .ticks("路灯检修3")
                .chooses("操作", "销号")
                .clicks("下一步：查看影响")
                .sees("已选择2项。", "1\n个牵头单位")
                .fillsIn("说明", "现场核验")
                .clicks("重新查看影响")
                .clicks("确认：销号")
                .sees("已全部处理完毕")
                .sees("已处理2项，共2项");

        stories.mail(EDUCATION, "CLOSURE", "lamp-1");
        stories.mail(EDUCATION, "CLOSURE", "lamp-3");
        clerk.clicks("返回台账").sees("共1项。", "路灯检修2").doesNotSee("路灯检修1", "路灯检修3");
    }

    @Test
    void aUnitComesInByALinkOfItsMailAndReportsComplete() {
        var unit = stories.somebody("education", "UNIT@education");
        var office = stories.somebody("office", "OFFICE@county-office");
        stories.assigned("well-1", "水井检测", "reported");

        var clerk = stories.clerk("zh-CN")
                .opens("/desk/tasks/well-1")
                .sees("请先登录")
                .clicks("没有密码，或忘记密码？")
                .fillsIn("用户名或邮箱地址", unit.mail())
                .clicks("发送登录链接")
                .sees("请查收邮件");
        clerk.opens(stories.linkTo(unit.mail())).clicks("登录").sees("县教育局");
        clerk.clicks("台账").clicks("水井检测").sees("下一步：请县教育局签收");
        clerk.part("签收").presses("签收").sees("已记入台账");
        clerk.part("报告进展")
                .fillsIn("完成百分比", "40")
                .fillsIn("备注", "已取样")
                .presses("提交进展")
                .sees("已记入台账", "40%");
        clerk.part("报结").fillsIn("备注", "水质合格").presses("报结").sees("已报结，待复核").clicks("退出");

        stories.mail(COUNTY, "REVIEW", "well-1");
        clerk.logsIn(office).sees("待审核销号").clicks("台账").clicks("水井检测").sees("水质合格", "已取样", "下一步：请县领导小组办公室复核，销号或退办");
    }

    @Test
    void aReaderSeesAndIsToldWhyThereIsNothingToDo() {
        var reader = stories.somebody("reader", "READER@county-office");
        stories.assigned("snow-1", "道路除雪", "standard");

        var clerk = stories.clerk("zh-CN")
                .logsIn(reader)
                .clicks("台账")
                .doesNotSee("交办新事项", "批量办理")
                .clicks("道路除雪");

        clerk.sees("道路除雪", "您可以查看该事项，但不能办理：这一步由县教育局办理。").doesNotSee("以县教育局的名义", "销号");
        clerk.opens("/desk/tasks/new").sees("您没有这项权限");
        assertThat(stories.browser().console()).hasSize(1).allMatch(line -> line.contains("403"));
    }

    @Test
    void anOfficeNeedsNoMouse() {
        var office = stories.somebody("office", "OFFICE@county-office");
        for (var number = 1; number <= 3; number++) {
            stories.assigned("key-" + number, "钥匙登记" + number, "quiet");
        }
        var clerk = stories.clerk("zh-CN").opens("/login");

        clerk.keys(office.name())
                .keys(Keys.TAB)
                .keys(office.password(), Keys.ENTER)
                .sees("督办总览");
        assertThat(clerk.tabs(4)).containsExactly("跳到正文", "总览", "台账", "督办单");
        clerk.opens("/desk").keys(Keys.TAB).keys(Keys.ENTER);
        assertThat(clerk.tabs(1).get(0)).as("what comes after the head").endsWith("今天到期");

        clerk.opens("/desk").tabsTo("台账").keys(Keys.ENTER).sees("交办新事项").keys("/");
        assertThat(clerk.focus()).isEqualTo("事项、编号或条款");
        clerk.keys("钥匙", Keys.ENTER).sees("共3项。").keys("j");
        assertThat(clerk.focus()).isEqualTo("钥匙登记1");
        assertThat(clerk.whyFocusIsNotSeen()).isEmpty();
        clerk.keys("j").keys("x").keys("j").keys("x").keys("k").keys("k");
        assertThat(clerk.focus()).isEqualTo("钥匙登记1");
        clerk.tabsTo("操作").keys("挂").tabsTo("下一步：查看影响").keys(Keys.ENTER);
        clerk.sees("已选择2项。").tabsTo("原因").keys("等待备件").tabsTo("查看影响").keys(Keys.ENTER);
        clerk.sees("如果现在办理").tabsTo("确认：挂起").keys(Keys.ENTER).sees("已全部处理完毕");

        clerk.tabsTo("返回台账")
                .keys(Keys.ENTER)
                .sees("共3项。")
                .keys("j")
                .keys(Keys.ENTER)
                .sees("钥匙登记");
        clerk.tabsTo("核实销号").keys(Keys.ENTER).tabsTo("销号").keys(Keys.ENTER).sees("已记入台账", "已销号");
        assertThat(stories.house().count("select count(*) from task where id like 'key-%' and status = 'STRUCK_OFF'"))
                .isEqualTo(1);
    }

    @Test
    void theLanguageOnceChosenIsKept() {
        var office = stories.somebody("office", "OFFICE@county-office");
        var clerk = stories.clerk("zh-CN")
                .opens("/login")
                .sees("登录")
                .clicks("English")
                .sees("Log in");

        clerk.logsIn(office).sees("Board of County Office").clicks("中文").sees("督办总览");
        clerk.clicks("台账")
                .sees("交办新事项")
                .clicks("English")
                .sees("Assign a new task")
                .clicks("Log out");
        clerk.sees("You have logged out.");
        stories.clerk("zh-CN").logsIn(office).sees("Board of County Office");
    }

    @Test
    void backLeadsToTheSameRowOfTheSameView() {
        var office = stories.somebody("office", "OFFICE@county-office");
        for (var number = 10; number < 40; number++) {
            stories.assigned("row-" + number, "河段巡查" + number, "quiet");
        }
        var clerk = stories.clerk("zh-CN")
                .logsIn(office)
                .clicks("台账")
                .fillsIn("事项、编号或条款", "河段")
                .clicks("查询");
        var view = clerk.sees("共30项。").address();

        clerk.clicks("河段巡查35").sees("下一步：请县教育局签收");
        var task = clerk.address();
        clerk.part("挂起").fillsIn("挂起理由", "汛期").presses("挂起").sees("已记入台账");
        clerk.goesBack();
        assertThat(clerk.sees("河段巡查35").address()).isEqualTo(task);
        clerk.goesBack().sees("共30项。");
        assertThat(clerk.address()).isEqualTo(view);
        assertThat(clerk.hasInSight("河段巡查35")).isTrue();
        clerk.goesForward().sees("河段巡查35");
        assertThat(clerk.address()).isEqualTo(task);
    }

    @Test
    void aUnitAndAnOfficeNeedNoScript() {
        var unit = stories.somebody("education", "UNIT@education");
        var office = stories.somebody("office", "OFFICE@county-office");
        stories.assigned("pipe-1", "管网改造1", "quiet");
        stories.assigned("pipe-2", "管网改造2", "quiet");
        var clerk = stories.clerk("zh-CN");
        stories.browser().runsScripts(false);

        clerk.logsIn(unit).clicks("台账").sees("管网改造1").clicks("管网改造1").sees("下一步：请县教育局签收");
        clerk.part("签收").presses("签收").sees("已记入台账");
        clerk.part("报告进展").fillsIn("完成百分比", "60").presses("提交进展").sees("已记入台账", "60%");
        clerk.part("报结").fillsIn("备注", "已完工").presses("报结").sees("已报结，待复核").clicks("退出");

        clerk.sees("您已退出登录。")
                .logsIn(office)
                .clicks("台账")
                .fillsIn("事项、编号或条款", "管网")
                .clicks("查询")
                .sees("共2项。");
        assertThat(clerk.driver().findElements(By.cssSelector("input.pick-all")))
                .as("what a script makes")
                .isEmpty();
        clerk.ticks("管网改造1").ticks("管网改造2").chooses("操作", "销号").clicks("下一步：查看影响");
        clerk.sees("已选择2项。").clicks("确认：销号").sees("已全部处理完毕", "已处理2项，共2项");
    }
}
