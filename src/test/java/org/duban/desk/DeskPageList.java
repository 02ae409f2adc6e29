package org.duban.desk;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** Every page that people of the desk see, in several standings, with what has to be clicked at where an address does not lead there. */
final class DeskPageList {

    private static final String JOB = "00000000-0000-0000-0000-000000000001";

    private DeskPageList() {}

    /**
     * A page.
     *
     * @param name what it is called in findings and pictures
     * @param status with what it is answered
     * @param then what is done there before it is looked at
     */
    record Page(String name, String path, int status, Consumer<ChromeDriver> then) {
        Page(String name, String path, int status) {
            this(name, path, status, browser -> {});
        }

        Page(String name, String path) {
            this(name, path, 200);
        }
    }

    /** Before somebody has logged in. */
    static List<Page> doors() {
        return List.of(
                new Page("start", "/"),
                new Page("login", "/login?to=%2Fdesk"),
                new Page("login-refused", "/login", 422, browser -> {
                    type(browser, "name", "nobody");
                    type(browser, "password", "nothing of the kind");
                    press(browser, ".door-form button");
                }),
                new Page("link-over", "/login/link/" + "x".repeat(43), 410),
                new Page("logout", "/logout"));
    }

    static List<Page> rooms() {
        var pages = new ArrayList<Page>();
        pages.addAll(ofTasks());
        pages.addAll(ofForms());
        pages.addAll(ofMail());
        pages.addAll(ofPeople());
        pages.add(new Page("no-such-page", "/desk/nowhere", 404));
        pages.add(new Page("not-found", "/nowhere", 404));
        return pages;
    }

    /** For somebody of an office and of a unit of it. */
    static List<Page> ofAUnit() {
        return List.of(new Page("me-of-a-unit", "/desk/me"), new Page("my-unit", "/desk/me/unit?unit=education"));
    }

    private static List<Page> ofTasks() {
        return List.of(
                new Page("board", "/desk"),
                new Page("board-of-a-unit", "/desk?unit=county-office"),
                new Page("board-compared", "/desk?unit=county-office&compare=2026-11-20"),
                new Page("ledger", "/desk/tasks"),
                new Page("ledger-filtered", "/desk/tasks?q=%E6%A0%A1%E5%9B%AD&lamp=RED"),
                new Page("ledger-empty", "/desk/tasks?q=nothing-of-the-kind"),
                new Page("ledger-wrong", "/desk/tasks?lamp=PURPLE"),
                new Page(
                        "ledger-columns",
                        "/desk/tasks?columns=ASSISTING,DEADLINE,URGENCY,POLICY,ASSIGNED,PROGRESSED",
                        200,
                        browser -> press(browser, "details.own > summary")),
                new Page("task", "/desk/tasks/gz-1"),
                new Page("task-overdue", "/desk/tasks/gz-2"),
                new Page("task-closed", "/desk/tasks/gz-3"),
                new Page("no-such-task", "/desk/tasks/gz-9", 404),
                new Page("jobs", "/desk/jobs"),
                new Page("job", "/desk/jobs/" + JOB));
    }

    private static List<Page> ofForms() {
        return List.of(
                new Page("task-new", "/desk/tasks/new"),
                new Page("task-new-preview", "/desk/tasks/new", 200, browser -> {
                    type(browser, "title", "冬季校园安全大排查");
                    type(browser, "leadUnit", "County Education Bureau");
                    type(browser, "deadline", "10 working days");
                    press(browser, "button[value=preview]");
                }),
                new Page("task-new-wrong", "/desk/tasks/new", 422, browser -> {
                    type(browser, "title", "冬季校园安全大排查");
                    type(browser, "leadUnit", "nobody");
                    type(browser, "deadline", "10日");
                    press(browser, "button[value=preview]");
                }),
                new Page("task-amend", "/desk/tasks/gz-1/amend"),
                new Page("task-ticked", "/desk/tasks", 200, browser -> press(browser, "input.pick")),
                new Page("bulk-preview", "/desk/tasks", 200, browser -> {
                    browser.findElements(By.cssSelector("input.pick")).forEach(WebElement::click);
                    press(browser, "#bulk-act option[value=STRIKE_OFF]");
                    press(browser, ".what button");
                }));
    }

    private static List<Page> ofMail() {
        return List.of(
                new Page("notices", "/desk/notices?day=any"),
                new Page("notices-empty", "/desk/notices?day=2020-01-01&unit=County"),
                new Page("notice", "/desk/notices/" + JOB),
                new Page("no-such-notice", "/desk/notices/x", 404),
                new Page("inbox", "/desk/inbox?show=all"),
                new Page("inbox-empty", "/desk/inbox?show=bounce"),
                new Page("units", "/desk/units"),
                new Page("units-unreachable", "/desk/units?unreachable"),
                new Page("refusals", "/desk/refusals"),
                new Page("refusals-empty", "/desk/refusals?state=STALE"),
                new Page("policies", "/desk/policies"));
    }

    private static List<Page> ofPeople() {
        return List.of(
                new Page("users", "/desk/users"),
                new Page("user-new", "/desk/users?add"),
                new Page("user-new-wrong", "/desk/users?add", 422, browser -> {
                    type(browser, "name", "达瓦 一");
                    type(browser, "displayName", "达瓦");
                    press(browser, "form.account button");
                }),
                new Page("user", "/desk/users/dawa"),
                new Page("users-import", "/desk/users/import"),
                new Page("users-import-looked-at", "/desk/users/import", 422, browser -> {
                    type(
                            browser,
                            "text",
                            "用户名,姓名,邮箱,语言,角色\ndawa,达瓦,dawa@duban.example,zh-CN,OFFICE@county-office\nbad name,x,,,UNIT@nowhere\n");
                    press(browser, "form.account button");
                }),
                new Page("audit", "/desk/audit?verify=on"),
                new Page("audit-empty", "/desk/audit?who=nobody-at-all"),
                new Page("me", "/desk/me"));
    }

    private static void type(ChromeDriver browser, String id, String text) {
        var field = browser.findElement(By.id(id));
        field.clear();
        field.sendKeys(text);
    }

    private static void press(ChromeDriver browser, String css) {
        browser.findElement(By.cssSelector(css)).click();
    }
}
