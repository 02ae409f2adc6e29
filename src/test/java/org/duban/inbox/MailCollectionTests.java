package org.duban.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.duban.answers.links.SignedAddresses;
import org.duban.answers.links.SignedAddresses.Purpose;
import org.duban.inbox.mime.DeliveryReport;
import org.duban.inbox.mime.MailClassifier;
import org.duban.inbox.mime.MailParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * Measures what becomes of a collection of bounces, one a file, each as if it had come to the address for bounces of a notice
 * to the very reader that it blames. {@code mails} is its folder; {@code mails.expected} may be the folder
 * {@code t} of {@code sisimai/p5-sisimai}, whose tables say which of them blame the address. Figures are in docs/inbox.md.
 */
@EnabledIfSystemProperty(named = "mails", matches = ".+")
class MailCollectionTests {

    private static final SignedAddresses ADDRESSES =
            SignedAddresses.with(new SecretKeySpec(new byte[32], "HmacSHA256"));
    private static final String TO = ADDRESSES.localPart(Purpose.BOUNCE, new UUID(7, 7)) + "@duban.example";
    /** What a table may say of a mail whose address is at fault. */
    private static final Set<String> AT_FAULT =
            Set.of("userunknown", "hostunknown", "hasmoved", "suspend", "filtered", "notaccept");

    private static final Pattern TABLE_OF = Pattern.compile("\\d+-((?:[lr]host-)?[a-z0-9]+)\\.t");
    private static final Pattern ROW = Pattern.compile("^\\s*'(\\d+)'\\s*=>(.*(?:\\n\\s*\\[.*)*)", Pattern.MULTILINE);
    private static final Pattern REASON = Pattern.compile("\\['[^']*',\\s*'[^']*',\\s*'([a-z]+)'");

    @Test
    void losesNoBounceAndMarksNoGoodAddress() throws IOException {
        var reasons = reasons(System.getProperty("mails.expected", ""));
        var states = new TreeMap<InboxState, Integer>();
        var lost = new HashSet<String>();
        var page = new HashSet<String>();
        var marked = new TreeMap<String, String>();
        var wronglyMarked = new TreeMap<String, String>();
        for (var file : files(Path.of(System.getProperty("mails")))) {
            var name = file.getFileName().toString().replaceFirst("\\.[a-z]+$", "");
            var sorted = MailClassifier.of(MailParser.parse(delivered(Files.readAllBytes(file), TO)), ADDRESSES);
            var state = state(sorted);
            states.merge(state, 1, Integer::sum);
            if (state == InboxState.NOT_UNDERSTOOD) {
                page.add(name);
            } else if (state != InboxState.BOUNCE && !isNoBounce(name)) {
                lost.add(name);
            }
            if (sorted instanceof MailClassifier.Report told && told.report().faultOf(tried(told.report()))) {
                var why = reasons.getOrDefault(name, Set.of());
                marked.put(name, why + " " + told.report().reply());
                if (!why.isEmpty() && why.stream().noneMatch(AT_FAULT::contains) && !saysSo(told.report())) {
                    wronglyMarked.put(name, marked.get(name));
                }
            }
        }
        System.out.println("states " + states + "; lost " + lost.size() + ", marked " + marked.size()
                + ", of them wrongly " + wronglyMarked.size());
        System.out.println("lost: " + lost.stream().sorted().toList());
        System.out.println("for the office: " + page.stream().sorted().toList());
        wronglyMarked.forEach((name, why) -> System.out.println("wrongly marked: " + name + " " + why));
        if (Boolean.getBoolean("mails.all")) {
            marked.forEach((name, why) -> System.out.println("marked: " + name + " " + why));
        }

        assertThat(lost).isEmpty();
        assertThat(wronglyMarked).isEmpty();
    }

    /** The collection has some absences, too. */
    static boolean isNoBounce(String name) {
        return name.startsWith("rfc3834") || name.contains("not-bounce");
    }

    /** The tables know of some servers that they say so and mean something else. */
    private static boolean saysSo(DeliveryReport report) {
        return report.diagnostic().matches("(?i).*(unknown user|user unknown).*");
    }

    private static String tried(DeliveryReport report) {
        return report.originalRecipient().isEmpty() ? report.finalRecipient() : report.originalRecipient();
    }

    private static InboxState state(MailClassifier sorted) {
        if (sorted instanceof MailClassifier.Report) {
            return InboxState.BOUNCE;
        } else if (sorted instanceof MailClassifier.ForTheOffice) {
            return InboxState.NOT_UNDERSTOOD;
        } else if (sorted instanceof MailClassifier.Automatic) {
            return InboxState.AUTO_REPLY;
        }
        return sorted instanceof MailClassifier.Reply ? InboxState.REPLY : InboxState.FORGED;
    }

    /** As it would lie in the mailbox: with the line ends of SMTP, and the address that it was delivered to. */
    static byte[] delivered(byte[] bytes, String address) {
        var text = new String(bytes, StandardCharsets.ISO_8859_1)
                .replaceFirst("\\AFrom [^\\r\\n]*(\\r\\n|\\r|\\n)", "")
                .replaceAll("\\r\\n|\\r|\\n", "\r\n");
        var out = new ByteArrayOutputStream();
        var to = "Delivered-To: <" + address + ">\r\n";
        out.writeBytes((to + text).getBytes(StandardCharsets.ISO_8859_1));
        return out.toByteArray();
    }

    static List<Path> files(Path folder) throws IOException {
        try (var all = Files.walk(folder)) {
            return all.filter(file -> file.toString().endsWith(".eml")).sorted().toList();
        }
    }

    /** By the name of the mail without its ending, as {@code lhost-postfix-01}. */
    private static Map<String, Set<String>> reasons(String tables) throws IOException {
        var reasons = new HashMap<String, Set<String>>();
        if (tables.isEmpty()) {
            return reasons;
        }
        try (Stream<Path> all = Files.list(Path.of(tables))) {
            all.forEach(table -> {
                var name = TABLE_OF.matcher(table.getFileName().toString());
                if (name.matches()) {
                    read(name.group(1), table, reasons);
                }
            });
        }
        return reasons;
    }

    private static void read(String name, Path table, Map<String, Set<String>> reasons) {
        try {
            var rows = ROW.matcher(Files.readString(table, StandardCharsets.ISO_8859_1));
            while (rows.find()) {
                var found = new HashSet<String>();
                REASON.matcher(rows.group(2)).results().forEach(reason -> found.add(reason.group(1)));
                if (!found.isEmpty()) {
                    reasons.put(name + "-" + rows.group(1), found);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
