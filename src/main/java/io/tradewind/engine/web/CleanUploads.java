package io.tradewind.engine.web;

import io.tradewind.engine.Refused;
import io.tradewind.engine.Texts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.web.multipart.MultipartHttpServletRequest;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.util.WebUtils;

/** Refuses names of files, and words sent along with them, that no database can keep. */
@Component
class CleanUploads implements WebMvcConfigurer, HandlerInterceptor {

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this);
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        MultipartHttpServletRequest upload = WebUtils.getNativeRequest(request, MultipartHttpServletRequest.class);
        if (upload != null) {
            upload.getMultiFileMap().values().stream()
                    .flatMap(files -> files.stream())
                    .filter(file -> !Texts.clean(Objects.requireNonNullElse(file.getOriginalFilename(), "")))
                    .findFirst()
                    .ifPresent(file -> {
                        throw new Refused(
                                file.getName(), "The file's name contains characters that cannot be kept. Rename it.");
                    });
            upload.getParameterMap().forEach((name, values) -> {
                if (!Stream.of(values).allMatch(Texts::clean)) {
                    throw new Refused(name, "'" + name + "' contains characters that cannot be kept. Remove them.");
                }
            });
        }
        return true;
    }
}
