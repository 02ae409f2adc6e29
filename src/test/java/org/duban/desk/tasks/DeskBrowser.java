package org.duban.desk.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.duban.TestHttp;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Somebody at the desk, in a browser that follows no redirect by itself. */
public final class DeskBrowser {

    public static final String ADMIN = "admin";

    private static final Pattern FORM =
            Pattern.compile("<form method=\"post\"[^>]*action=\"([^\"]+)\">(.*?)</form>", Pattern.DOTALL);
    private static final Pattern HIDDEN = Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\">");
    private static final Pattern CHOSEN = Pattern.compile(
            "<select[^>]* name=\"(\\w+)\"[^>]*>(?:(?!</select>).)*?<option value=\"([^\"]*)\" selected",
            Pattern.DOTALL);

    private final HttpClient http = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext node;
    private final Map<String, String> passwords = new LinkedHashMap<>(Map.of(ADMIN, "admin-of-the-test"));

    public DeskBrowser(ConfigurableApplicationContext node) {
        this.node = node;
    }

    /**
     * A form of a page, as it is before anybody fills it in.
     *
     * @param cookie what the browser keeps that has shown it
     */
    public record Form(String action, Map<String, String> values, String html, String cookie) {}

    /** Gives somebody an account of the name of his roles. */
    public String user(String... memberships) {
        var name = String.join(".", memberships).toLowerCase(Locale.ROOT).replace('@', '-');
        if (!passwords.containsKey(name)) {
            var body = JsonMapper.shared()
                    .writeValueAsString(Map.of("name", name, "displayName", "x", "memberships", memberships));
            var made = TestHttp.send(
                    http,
                    request("/api/v1/users", ADMIN)
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofString(body)));
            assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
            passwords.put(
                    name,
                    JsonMapper.shared().readTree(made.body()).path("password").asString());
        }
        return name;
    }

    public HttpResponse<String> get(String path, String user, String language) {
        return TestHttp.send(http, request(path, user).header("Accept-Language", language));
    }

    public static List<Form> forms(HttpResponse<String> page) {
        return FORM.matcher(page.body())
                .results()
                .map(found -> form(found, cookie(page)))
                // Not those at the head of each page, to log out and to choose a language.
                .filter(form -> form.action().startsWith("/desk/"))
                .toList();
    }

    /** The last that was set; one that is taken away is set empty first. */
    private static String cookie(HttpResponse<String> page) {
        return page.headers().allValues("Set-Cookie").stream()
                .map(set -> set.split(";")[0])
                .filter(set -> !set.endsWith("="))
                .reduce((earlier, later) -> later)
                .orElseGet(() -> page.request().headers().firstValue("Cookie").orElse(""));
    }

    private static Form form(MatchResult found, String cookie) {
        var values = new LinkedHashMap<String, String>();
        HIDDEN.matcher(found.group(2)).results().forEach(field -> values.put(field.group(1), field.group(2)));
        CHOSEN.matcher(found.group(2)).results().forEach(field -> values.put(field.group(1), field.group(2)));
        return new Form(found.group(1), values, found.group(2), cookie);
    }

    /** The form of an act on the page of a task. */
    public static Form form(HttpResponse<String> page, String act) {
        var found = forms(page).stream()
                .filter(form -> act.equals(form.values().get("act")))
                .toList();
        assertThat(found).as(act + " in " + page.body()).hasSize(1);
        return found.get(0);
    }

    public HttpResponse<String> post(Form form, Map<String, String> filledIn, String user, String language) {
        var values = new LinkedHashMap<>(form.values());
        values.putAll(filledIn);
        return post(form, List.copyOf(values.entrySet()), user, language);
    }

    /** Sends just these fields, some of them perhaps several times. */
    public HttpResponse<String> post(Form form, List<Map.Entry<String, String>> fields, String user, String language) {
        return TestHttp.send(http, posting(form, fields, user, language));
    }

    /** Sends a form as its page does while somebody types. */
    public HttpResponse<String> typing(Form form, Map<String, String> filledIn, String user, String language) {
        var values = new LinkedHashMap<>(form.values());
        values.putAll(filledIn);
        return TestHttp.send(
                http,
                posting(form, List.copyOf(values.entrySet()), user, language).header("HX-Request", "true"));
    }

    /** The same once the login has ended. */
    public HttpResponse<String> typingLoggedOut(Form form) {
        var asked = posting(form, List.copyOf(form.values().entrySet()), ADMIN, "en")
                .header("HX-Request", "true")
                .header("Accept", "*/*")
                .build();
        return TestHttp.send(
                http, HttpRequest.newBuilder(asked, (name, value) -> !name.equalsIgnoreCase("Authorization")));
    }

    private HttpRequest.Builder posting(
            Form form, List<Map.Entry<String, String>> fields, String user, String language) {
        var body = fields.stream()
                .map(value -> value.getKey() + "=" + URLEncoder.encode(value.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return request(form.action(), user)
                .header("Accept-Language", language)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Cookie", form.cookie())
                .POST(BodyPublishers.ofString(body));
    }

    /** Asks REST for something. */
    public HttpResponse<String> json(String path, Map<String, ?> body, String user) {
        return TestHttp.send(
                http,
                request(path, user)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))));
    }

    /** Opens the page of a task, fills in the form of an act, and presses its button. */
    public HttpResponse<String> act(String task, String act, Map<String, String> filledIn, String user) {
        return post(form(get("/desk/tasks/" + task, user, "en"), act), filledIn, user, "en");
    }

    /** Where a redirect leads. */
    public HttpResponse<String> follow(HttpResponse<String> redirect, String user, String language) {
        assertThat(redirect.statusCode()).as(redirect.body()).isEqualTo(303);
        return get(redirect.headers().firstValue("Location").orElseThrow(), user, language);
    }

    private HttpRequest.Builder request(String path, String user) {
        return HttpRequest.newBuilder(
                        URI.create("http://localhost:" + node.getEnvironment().getProperty("local.server.port") + path))
                .header(
                        "Authorization",
                        "Basic "
                                + Base64.getEncoder()
                                        .encodeToString(
                                                (user + ":" + passwords.get(user)).getBytes(StandardCharsets.UTF_8)));
    }
}
