package org.duban.gate;

import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Settles in which form a request can be answered before anything is done: what answers an object answers JSON, unless it
 * names another form, and whoever takes no JSON hears so (406) with nothing changed. Spring would find that out only when
 * it writes the answer.
 */
final class SettledForms extends RequestMappingHandlerMapping {

    /** What names its form itself, or has none. */
    private static final Set<Class<?>> ELSE = Set.of(Void.class, void.class, String.class, byte[].class);

    @Override
    protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> handlerType) {
        var mapping = super.getMappingForMethod(method, handlerType);
        return mapping != null && mapping.getProducesCondition().isEmpty() && answersAnObject(method, handlerType)
                ? mapping.mutate().produces(MediaType.APPLICATION_JSON_VALUE).build()
                : mapping;
    }

    private static boolean answersAnObject(Method method, Class<?> handlerType) {
        var written = AnnotatedElementUtils.hasAnnotation(handlerType, ResponseBody.class)
                || AnnotatedElementUtils.hasAnnotation(method, ResponseBody.class);
        var type = ResolvableType.forMethodReturnType(method, handlerType);
        var body = type.as(HttpEntity.class) == ResolvableType.NONE
                ? type
                : type.as(HttpEntity.class).getGeneric();
        return written
                && !ELSE.contains(body.resolve(Object.class))
                && !Resource.class.isAssignableFrom(body.toClass());
    }
}
