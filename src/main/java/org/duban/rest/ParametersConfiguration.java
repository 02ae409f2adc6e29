package org.duban.rest;

import org.springframework.context.annotation.Configuration;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.http.converter.yaml.JacksonYamlHttpMessageConverter;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** How the parameters and bodies of operations are read. */
@Configuration(proxyBeanMethods = false)
class ParametersConfiguration implements WebMvcConfigurer {
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new KnownParameters()).addPathPatterns("/api/**");
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.addCustomConverter(new StrictBodies());
        // Nothing is read or written as YAML but texts, as they are; without it no error offers that.
        converters.configureMessageConvertersList(
                all -> all.removeIf(one -> one instanceof JacksonYamlHttpMessageConverter));
    }
}
