package org.duban.process;

import jakarta.validation.Validation;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.ConfigurationPropertiesBindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.springframework.validation.beanvalidation.SpringValidatorAdapter;

/**
 * Reads all settings of Duban before anything is started: one that cannot work is told at once, and not after servers were
 * started, tables made and topics declared.
 */
@Component
final class SettingsFirst implements BeanFactoryPostProcessor {

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beans) {
        for (var name : beans.getBeanDefinitionNames()) {
            var type = beans.getType(name, false);
            var settings = type == null ? null : ofOurs(type);
            if (type != null && settings != null) {
                try {
                    beans.getBean(name);
                } catch (ConfigurationPropertiesBindException e) {
                    // Spring's validator has no words yet at this time, and so fails without saying what is wrong.
                    validate(beans.getBean(Environment.class), settings.value(), type);
                    throw e;
                }
            }
        }
    }

    private static @Nullable ConfigurationProperties ofOurs(Class<?> type) {
        return type.getName().startsWith("org.duban.") ? type.getAnnotation(ConfigurationProperties.class) : null;
    }

    private static void validate(Environment environment, String prefix, Class<?> type) {
        try (var validation = Validation.buildDefaultValidatorFactory()) {
            var validator = new SpringValidatorAdapter(validation.getValidator());
            Binder.get(environment).bindOrCreate(prefix, Bindable.of(type), new ValidationBindHandler(validator));
        }
    }
}
