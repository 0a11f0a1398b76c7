package dev.likeness.server.rest.protocol;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Says in the API's description that everything but success is a {@link Problem}. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(responseCode = "default", description = "A problem", content = @Content(mediaType = "application/problem+json", schema = @Schema(implementation = Problem.class)))
public @interface ProblemAnswers {
}
