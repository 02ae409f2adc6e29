package org.duban.standalone;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.type.AnnotatedTypeMetadata;

/** Registers a bean only where the server of this kind is embedded. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Conditional(ConditionalOnEmbedded.IsEmbedded.class)
@interface ConditionalOnEmbedded {

    ServerKind value();

    /** Looks for the property that would name a real server. */
    final class IsEmbedded implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            var attributes = metadata.getAnnotationAttributes(ConditionalOnEmbedded.class.getName());
            return attributes != null
                    && attributes.get("value") instanceof ServerKind kind
                    && kind.embedded(context.getEnvironment());
        }
    }
}
