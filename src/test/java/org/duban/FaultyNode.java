package org.duban;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.duban.agenda.Agenda;
import org.duban.agenda.WakeUp;
import org.duban.channel.Deliveries;
import org.duban.channel.Deliveries.Settlement;
import org.duban.channel.Outcome;
import org.duban.ledger.TaskLedger;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.listener.BatchMessageListener;
import org.springframework.kafka.listener.ConcurrentMessageListenerContainer;
import org.springframework.util.ClassUtils;

/** Duban as its users run it, in a process that ends at a failpoint. */
final class FaultyNode implements BeanPostProcessor {

    /** The exit code of a process that came to its failpoint. */
    static final int HALTED = 77;

    private static final String PROPERTY = "duban.test.failpoint";

    private final Failpoint failpoint;
    private final ConfigurableApplicationContext context;

    private FaultyNode(Failpoint failpoint, ConfigurableApplicationContext context) {
        this.failpoint = failpoint;
        this.context = context;
    }

    public static void main(String[] arguments) {
        var failpoint = failpoint();
        new SpringApplicationBuilder(DubanApplication.class)
                .initializers(
                        context -> context.getBeanFactory().addBeanPostProcessor(new FaultyNode(failpoint, context)))
                .run(arguments);
    }

    static Process start(Failpoint failpoint, List<String> arguments) {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dfile.encoding=UTF-8",
                "-Djakarta.mail.util.StreamProvider=org.eclipse.angus.mail.util.MailStreamProvider",
                "-D" + PROPERTY + "=" + failpoint,
                "-cp",
                System.getProperty("java.class.path"),
                FaultyNode.class.getName()));
        command.addAll(arguments);
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(new File("target/faulty-nodes.log")))
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Failpoint failpoint() {
        return Failpoint.valueOf(System.getProperty(PROPERTY));
    }

    static void halt() {
        Runtime.getRuntime().halt(HALTED);
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof ConcurrentMessageListenerContainer<?, ?> container && name.equals("taskEventConsumer")) {
            surround(container);
            return bean;
        }
        return switch (failpoint) {
            case WHILE_APPLYING -> bean instanceof TaskLedger ? around(bean) : bean;
            case AT_A_MOMENT -> bean instanceof WakeUp ? around(bean) : bean;
            case AFTER_THE_CLAIM, BEFORE_RECORDING, NONE_BUT_CLAIMS_FOR_LONG ->
                bean instanceof Deliveries ? around(bean) : bean;
            default -> bean;
        };
    }

    @SuppressWarnings("unchecked")
    private void surround(ConcurrentMessageListenerContainer<?, ?> container) {
        var properties = container.getContainerProperties();
        var listener = (BatchMessageListener<byte[], byte[]>) properties.getMessageListener();
        properties.setMessageListener((BatchMessageListener<byte[], byte[]>) records -> {
            haltIf(failpoint == Failpoint.BEFORE_APPLYING);
            listener.onMessage(records);
            haltIf(failpoint == Failpoint.AFTER_APPLYING);
        });
    }

    /** A bean with several faces keeps them all. */
    private Object around(Object bean) {
        var faces = ClassUtils.getAllInterfaces(bean);
        return Proxy.newProxyInstance(bean.getClass().getClassLoader(), faces, (proxy, method, arguments) -> {
            haltIf(before(method, arguments));
            if (failpoint == Failpoint.NONE_BUT_CLAIMS_FOR_LONG
                    && method.getName().startsWith("claim")) {
                arguments[1] = ((Duration) arguments[1]).plusHours(1);
            }
            var result = call(bean, method, arguments);
            haltIf(after(method, result));
            return result;
        });
    }

    private boolean before(Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "wakeUp" ->
                context.getBean(Agenda.class)
                        .anyDue(context.getBean(InstantSource.class).instant());
            case "settle" -> failpoint == Failpoint.BEFORE_RECORDING && anyAccepted((List<?>) arguments[0]);
            default -> false;
        };
    }

    private static boolean anyAccepted(List<?> settlements) {
        return settlements.stream().anyMatch(each -> ((Settlement) each).outcome() instanceof Outcome.Accepted);
    }

    private boolean after(Method method, Object result) {
        return switch (method.getName()) {
            case "apply" -> !((Collection<?>) result).isEmpty();
            case "claim", "claimDue" -> failpoint == Failpoint.AFTER_THE_CLAIM && !((Collection<?>) result).isEmpty();
            default -> false;
        };
    }

    private static Object call(Object bean, Method method, Object[] arguments) throws Throwable {
        try {
            // A face may be its room's own.
            method.setAccessible(true);
            return method.invoke(bean, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static void haltIf(boolean come) {
        if (come) {
            halt();
        }
    }
}
