package org.duban.desk.tasks;

import java.time.InstantSource;
import java.util.Locale;
import org.duban.desk.DeskPages;
import org.duban.desk.DeskVersion;
import org.duban.desk.TaskLines;
import org.duban.desk.tasks.DeskEvents.Sent;
import org.duban.directory.Directory;
import org.duban.directory.Scope;
import org.duban.process.ConditionalOnRole;
import org.duban.process.Role;
import org.duban.reasons.Reason;
import org.duban.rulebook.Planner;
import org.duban.rulebook.Rulebooks;
import org.duban.task.KnownPolicies;
import org.duban.timeline.PreviewBuilder;
import org.duban.words.Languages;
import org.duban.words.Words;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/** What the pages on which tasks are written and amended have in common. */
@Component
@ConditionalOnRole(Role.DESK)
final class TaskForms {

    private final Directory directory;
    private final Planner planner;
    private final Rulebooks rulebooks;
    private final KnownPolicies policies;
    private final InstantSource clock;
    private final Languages languages;
    private final DeskVersion version;

    TaskForms(
            Directory directory,
            Planner planner,
            Rulebooks rulebooks,
            KnownPolicies policies,
            InstantSource clock,
            Languages languages,
            DeskVersion version) {
        this.directory = directory;
        this.planner = planner;
        this.rulebooks = rulebooks;
        this.policies = policies;
        this.clock = clock;
        this.languages = languages;
        this.version = version;
    }

    TaskLines lines(Locale browser) {
        return new TaskLines(words(browser), directory.tree(), planner.now(), clock.instant());
    }

    Words words(Locale browser) {
        return languages.words(DeskPages.BUNDLE, browser);
    }

    /** @param seen whose units can be named */
    TaskFormReader reader(Locale browser, Scope seen) {
        return new TaskFormReader(words(browser), directory.tree().within(seen), rulebooks.current(), clock.instant());
    }

    PreviewBuilder previews() {
        return new PreviewBuilder(planner, policies, languages);
    }

    String version() {
        return version.text();
    }

    ResponseEntity<String> page(HttpStatus status, TaskFormPage page) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(DeskPages.html("desk/tasks/form.jte", page));
    }

    ResponseEntity<String> typed(TypedPlan plan) {
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(DeskPages.html("desk/tasks/typed.jte", plan));
    }

    ResponseEntity<String> message(HttpStatus status, String what, Locale browser) {
        return ResponseEntity.status(status)
                .cacheControl(CacheControl.noStore())
                .body(DeskPages.message(words(browser), what));
    }

    static ResponseEntity<String> sent(String id, String event) {
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
                .location(TaskAddresses.sent(id, event))
                .cacheControl(CacheControl.noStore())
                .build();
    }

    /** Why something may not be, as its reader says it. */
    String said(Reason why, Words words) {
        return why.in(languages.words(Reason.BUNDLE, words.locale()));
    }

    Banner refused(Words words, Sent.Refused refused) {
        return new Banner("bad", words.say("sent.refused"), words.say("sent.refused.text", said(refused.why(), words)));
    }

    static Banner notTaken(Words words) {
        return new Banner("bad", words.say("sent.refused"), words.say("sent.not-taken"));
    }

    static Banner onItsWay(Words words, String id, String event) {
        return new Banner(
                "wait",
                words.say("sent.waiting"),
                words.say("sent.waiting.text"),
                TaskAddresses.sent(id, event).toString());
    }
}
