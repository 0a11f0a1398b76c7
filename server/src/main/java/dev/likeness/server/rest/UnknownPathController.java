package dev.likeness.server.rest;

import dev.likeness.core.ErrorCode;
import dev.likeness.server.rest.protocol.Problem;
import io.swagger.v3.oas.annotations.Hidden;
import jakarta.servlet.http.HttpServletRequest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.server.PathContainer;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Answers requests under {@code /v1} that no other controller matches. They may come from clients of our own API or of
 * OpenAI's, so the answer is a problem that also holds OpenAI's error.
 */
@RestController
@Hidden
public final class UnknownPathController {
    private final ObjectProvider<RequestMappingHandlerMapping> mappings;

    UnknownPathController(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        this.mappings = mappings;
    }

    @RequestMapping("/v1/**")
    ResponseEntity<Map<String, Object>> missing(HttpServletRequest request) {
        Set<String> methods = methods(request.getRequestURI());
        boolean known = !methods.isEmpty();
        String detail = known
                ? "this path does not take " + request.getMethod() + ": use " + String.join(" or ", methods)
                : "there is nothing at this path: see /docs";
        Problem problem = Problem.of(known ? ErrorCode.MALFORMED_REQUEST : ErrorCode.NOT_FOUND, detail);
        int status = known ? 405 : 404;
        var answer = ResponseEntity.status(status).contentType(MediaType.APPLICATION_PROBLEM_JSON)
                .cacheControl(CacheControl.noStore());
        if (known) {
            answer.header(HttpHeaders.ALLOW, String.join(", ", methods));
        }
        return answer.body(body(problem, status));
    }

    private static Map<String, Object> body(Problem problem, int status) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("message", problem.detail());
        error.put("type", "invalid_request_error");
        error.put("param", null);
        error.put("code", problem.code());
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("type", problem.type());
        body.put("title", problem.title());
        body.put("status", status);
        body.put("detail", problem.detail());
        body.put("code", problem.code());
        body.put("error", error);
        return body;
    }

    private Set<String> methods(String path) {
        PathContainer parsed = PathContainer.parsePath(path);
        return mappings.stream().flatMap(mapping -> mapping.getHandlerMethods().keySet().stream())
                .filter(info -> !info.getMethodsCondition().getMethods().isEmpty() && matches(info, parsed))
                .flatMap(info -> info.getMethodsCondition().getMethods().stream()).map(RequestMethod::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static boolean matches(RequestMappingInfo info, PathContainer path) {
        var patterns = info.getPathPatternsCondition();
        return patterns != null && patterns.getPatterns().stream().anyMatch(pattern -> pattern.matches(path));
    }
}
