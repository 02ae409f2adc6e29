package org.duban.desk.stories;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.duban.desk.stories.StoryHouse.Person;
import org.duban.judges.Chromium;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;

/** Somebody before a browser, who goes by the words of a page: clicks, types and reads. */
final class Clerk {

    private static final Duration PATIENCE = Duration.ofSeconds(15);
    private static final Duration OFTEN = Duration.ofMillis(25);

    /** What an XPath says is visible text, whatever white space the source has. */
    private static final String IS = "[normalize-space(.)=%s]";

    private final Chromium browser;
    private final ChromeDriver driver;
    private final String home;

    /** @param home the address of a node, without a slash at its end */
    Clerk(Chromium browser, String home) {
        this.browser = browser;
        this.driver = browser.driver();
        this.home = home;
    }

    Clerk opens(String path) {
        driver.get(path.startsWith("/") ? home + path : path);
        return this;
    }

    /** Logs in by the form, in Chinese or in English. */
    Clerk logsIn(Person person) {
        opens("/login");
        type("name", person.name());
        type("password", person.password());
        driver.findElement(By.cssSelector(".door-form button")).click();
        await().pollDelay(Duration.ZERO)
                .pollInterval(OFTEN)
                .atMost(PATIENCE)
                .untilAsserted(
                        () -> assertThat(driver.getCurrentUrl()).as(text()).endsWith("/desk"));
        return this;
    }

    /** Clicks at a link or a button that bears these words, within the one visible part that has them. */
    Clerk clicks(String words) {
        click(one("//a" + IS, "//button" + IS, "//summary" + IS, words));
        return this;
    }

    /** Fills in the field whose label begins with these words. */
    Clerk fillsIn(String label, String value) {
        var field = field(label);
        field.clear();
        field.sendKeys(value);
        return this;
    }

    /** A day, which browsers take in an order of their own. */
    Clerk picks(String label, String day) {
        driver.executeScript("arguments[0].value = arguments[1]", field(label), day);
        return this;
    }

    /** Chooses what is called so in the list whose label begins with these words. */
    Clerk chooses(String label, String option) {
        field(label)
                .findElement(By.xpath("option[normalize-space(.)=%s]".formatted(quoted(option))))
                .click();
        return this;
    }

    /** Ticks the box of a row that names this. */
    Clerk ticks(String row) {
        click(one("//tr[.//a%s]//input[@type='checkbox']".formatted(IS), row));
        return this;
    }

    /** The part of the page with this heading, whose fields and buttons are meant from now on until the page changes. */
    Part part(String heading) {
        var part = driver
                .findElements(By.xpath("//div[contains(@class,'act')][h3%s] | //details[summary%s]"
                        .formatted(IS, IS)
                        .replace("%s", quoted(heading))))
                .stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no part \"" + heading + "\" in " + text()));
        return new Part(part);
    }

    /** A form among others. */
    final class Part {
        private final WebElement element;

        private Part(WebElement element) {
            this.element = element;
            if (element.getTagName().equals("details") && element.getDomAttribute("open") == null) {
                click(element.findElement(By.tagName("summary")));
            }
        }

        Part fillsIn(String label, String value) {
            var field = driver.findElement(By.id(labelled(label)));
            field.clear();
            field.sendKeys(value);
            return this;
        }

        Part picks(String label, String day) {
            driver.executeScript("arguments[0].value = arguments[1]", driver.findElement(By.id(labelled(label))), day);
            return this;
        }

        private String labelled(String label) {
            return element.findElement(
                            By.xpath(".//label[starts-with(normalize-space(.), %s)]".formatted(quoted(label))))
                    .getDomAttribute("for");
        }

        Clerk presses(String button) {
            click(element.findElement(By.xpath((".//button" + IS).formatted(quoted(button)))));
            return Clerk.this;
        }
    }

    /** Sees this, at once or as soon as the page has come. */
    Clerk sees(String... words) {
        await().pollDelay(Duration.ZERO)
                .pollInterval(OFTEN)
                .atMost(PATIENCE)
                .ignoreExceptionsInstanceOf(WebDriverException.class)
                .untilAsserted(
                        () -> assertThat(text()).as(driver.getCurrentUrl()).contains(words));
        return this;
    }

    /** Does not see this on a page that is there: ask first for what it does see. */
    Clerk doesNotSee(String... words) {
        assertThat(text()).as(driver.getCurrentUrl()).doesNotContain(words);
        return this;
    }

    /** What can be read on the page. */
    String text() {
        return String.valueOf(driver.executeScript("return document.body ? document.body.innerText : ''"));
    }

    /** What has the focus reads so, or is labelled so. */
    String focus() {
        var element = driver.switchTo().activeElement();
        var name = element.getAccessibleName();
        return name == null || name.isBlank() ? element.getTagName() : name;
    }

    /** What hides that it has: there is no frame around it, or something lies over it; empty if one sees it. */
    String whyFocusIsNotSeen() {
        return (String) driver.executeScript("""
                const element = document.activeElement;
                const style = getComputedStyle(element);
                const box = element.getClientRects()[0];
                const there = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
                return style.outlineStyle === 'none' || parseFloat(style.outlineWidth) < 2 ? 'no frame'
                    : element.contains(there) || there?.contains(element) ? '' : `beneath ${there?.outerHTML.slice(0, 200)}`;
                """);
    }

    Clerk keys(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
        return this;
    }

    /** Goes on by Tab this often; what has the focus at each stop, where it has to be seen. */
    List<String> tabs(int times) {
        var stops = new ArrayList<String>();
        for (var i = 0; i < times; i++) {
            keys(Keys.TAB);
            var focus = focus();
            if (focus.equals("body")) {
                return List.of(focus);
            }
            assertThat(whyFocusIsNotSeen())
                    .as("focus at " + focus + ", after " + stops)
                    .isEmpty();
            stops.add(focus);
        }
        return stops;
    }

    /** Goes on by Tab until this has the focus, which has to be seen at every stop. */
    Clerk tabsTo(String name) {
        var stops = new ArrayList<String>();
        while (stops.size() < 80) {
            var stop = tabs(1).get(0);
            stops.add(stop);
            if (stop.startsWith(name)) {
                return this;
            }
            assertThat(stop).as("stops " + stops).isNotEqualTo("body");
        }
        throw new AssertionError("\"" + name + "\" is not reached by Tab, only " + stops);
    }

    Clerk goesBack() {
        driver.navigate().back();
        return this;
    }

    Clerk goesForward() {
        driver.navigate().forward();
        return this;
    }

    /** Whether one need not scroll to what bears these words. */
    boolean hasInSight(String words) {
        return (Boolean) driver.executeScript(
                "const box = arguments[0].getBoundingClientRect(); return box.top >= 0 && box.bottom <= innerHeight;",
                one("//a" + IS, words));
    }

    String address() {
        return driver.getCurrentUrl().substring(home.length());
    }

    ChromeDriver driver() {
        return driver;
    }

    /** First scrolls to where nothing lies over it, as anybody would. */
    private void click(WebElement element) {
        driver.executeScript("arguments[0].scrollIntoView({block: 'center'})", element);
        element.click();
    }

    private void type(String id, String value) {
        var field = driver.findElement(By.id(id));
        field.clear();
        field.sendKeys(value);
    }

    /** By its label, or by what is said to those who do not see that it needs none. */
    private WebElement field(String label) {
        return driver
                .findElements(
                        By.xpath("//*[@id=//label[starts-with(normalize-space(.), %s)]/@for] | //*[@aria-label=%s]"
                                .replace("%s", quoted(label))))
                .stream()
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no field \"" + label + "\" in " + text()));
    }

    /** The first that is displayed of those whose paths take the words. */
    private WebElement one(String... pathsAndWords) {
        var words = pathsAndWords[pathsAndWords.length - 1];
        return List.of(pathsAndWords).subList(0, pathsAndWords.length - 1).stream()
                .flatMap(path -> driver.findElements(By.xpath(path.replace("%s", quoted(words)))).stream())
                .filter(WebElement::isDisplayed)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no \"" + words + "\" to click at in " + text()));
    }

    private static String quoted(String text) {
        return text.contains("'") ? '"' + text + '"' : "'" + text + "'";
    }
}
