package org.duban.process;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.EnumSet;
import java.util.Set;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Registers a bean only in a process whose {@code duban.roles} name the given role. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Conditional(ConditionalOnRole.HasRole.class)
public @interface ConditionalOnRole {

    Role value();

    /** Reads {@code duban.roles}; all roles where it is not set. */
    final class HasRole implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            var attributes = metadata.getAnnotationAttributes(ConditionalOnRole.class.getName());
            return attributes != null && rolesOf(context.getEnvironment()).contains((Role) attributes.get("value"));
        }

        static Set<Role> rolesOf(Environment environment) {
            return Binder.get(environment)
                    .bind("duban.roles", Bindable.setOf(Role.class))
                    .orElseGet(() -> EnumSet.allOf(Role.class));
        }
    }
}
