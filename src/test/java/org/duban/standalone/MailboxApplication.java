package org.duban.standalone;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import org.duban.words.Languages;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.flyway.autoconfigure.FlywayAutoConfiguration;
import org.springframework.boot.jdbc.autoconfigure.DataSourceAutoConfiguration;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.boot.mail.autoconfigure.MailProperties;
import org.springframework.boot.quartz.autoconfigure.QuartzAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A process that has the embedded mailbox and its pages, and nothing else. */
final class MailboxApplication implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;
    private final Session session;

    MailboxApplication(String... more) {
        var arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--duban.embedded.smtp-port=0",
                "--management.endpoint.health.validate-group-membership=false",
                "--spring.kafka.bootstrap-servers=localhost:1",
                "--spring.datasource.url=jdbc:postgresql://localhost:1/none"));
        arguments.addAll(List.of(more));
        context = SpringApplication.run(Rooms.class, arguments.toArray(String[]::new));
        var settings = new Properties();
        var mail = context.getBean(MailProperties.class);
        settings.put("mail.smtp.host", mail.getHost());
        settings.put("mail.smtp.port", String.valueOf(mail.getPort()));
        session = Session.getInstance(settings);
    }

    MimeMessage message() {
        return new MimeMessage(session);
    }

    void send(String recipient, MimeMessage message) throws MessagingException {
        message.saveChanges();
        try (var transport = session.getTransport("smtp")) {
            transport.connect();
            transport.sendMessage(message, jakarta.mail.internet.InternetAddress.parse(recipient));
        }
    }

    Session session() {
        return session;
    }

    URI address(String path) {
        return URI.create("http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path);
    }

    HttpResponse<String> ask(String method, String path, String... headers) {
        try {
            var request = HttpRequest.newBuilder(address(path)).method(method, HttpRequest.BodyPublishers.noBody());
            if (headers.length > 0) {
                request.headers(headers);
            }
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    JsonNode json(String path) {
        return JsonMapper.shared().readTree(ask("GET", path).body());
    }

    @Override
    public void close() {
        context.close();
    }

    @EnableAutoConfiguration(
            exclude = {
                DataSourceAutoConfiguration.class,
                FlywayAutoConfiguration.class,
                KafkaAutoConfiguration.class,
                QuartzAutoConfiguration.class
            })
    @ComponentScan(basePackageClasses = Languages.class)
    @Import({StandaloneConfiguration.class, MailboxSecurity.class, MailboxController.class})
    static class Rooms {}
}
