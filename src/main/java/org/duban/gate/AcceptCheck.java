package org.duban.gate;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.util.Collection;
import java.util.Comparator;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.ResolvableType;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.io.Resource;
import org.springframework.http.HttpEntity;
import org.springframework.http.MediaType;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.bind.annotation.ResponseBody;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Settles in which form a request can be answered before anything is done: what answers an object answers JSON, unless it
 * names another form, and whoever takes no JSON hears so (406) with nothing changed. Spring would find that out only when
 * it writes the answer.
 */
final class AcceptCheck extends RequestMappingHandlerMapping {

    /** What names its form itself, or has none. */
    private static final Set<Class<?>> ELSE = Set.of(Void.class, void.class, String.class, byte[].class);

    @Override
    protected @Nullable RequestMappingInfo getMappingForMethod(Method method, Class<?> handlerType) {
        var mapping = super.getMappingForMethod(method, handlerType);
        return mapping != null && mapping.getProducesCondition().isEmpty() && answersAnObject(method, handlerType)
                ? mapping.mutate().produces(MediaType.APPLICATION_JSON_VALUE).build()
                : mapping;
    }

    @Override
    protected @Nullable HandlerMethod getHandlerInternal(HttpServletRequest request) throws Exception {
        var found = super.getHandlerInternal(request);
        if (request.getAttribute(PRODUCIBLE_MEDIA_TYPES_ATTRIBUTE) instanceof Collection<?> forms) {
            var producible = forms.stream().map(MediaType.class::cast).toList();
            var accepted = UnreadableRequest.accepted(request);
            if (producible.stream().allMatch(form -> isRefused(form, accepted))) {
                throw new HttpMediaTypeNotAcceptableException(producible);
            }
        }
        return found;
    }

    /** By {@code q=0}, which Spring would take for the last of wishes. The most specific range that a form is in counts. */
    private static boolean isRefused(MediaType form, Collection<MediaType> accepted) {
        return accepted.stream()
                .filter(range -> range.includes(form))
                .max(Comparator.comparingInt(AcceptCheck::specificity).thenComparingDouble(MediaType::getQualityValue))
                .filter(range -> range.getQualityValue() == 0)
                .isPresent();
    }

    private static int specificity(MediaType range) {
        return range.isWildcardType() ? 0 : range.isWildcardSubtype() ? 1 : 2;
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
