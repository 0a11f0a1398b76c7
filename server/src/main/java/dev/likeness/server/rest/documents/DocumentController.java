package dev.likeness.server.rest.documents;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.document.Documents;
import dev.likeness.server.rest.protocol.CallerAuthorization;
import dev.likeness.server.rest.protocol.JsonAnswers;
import dev.likeness.server.rest.protocol.OkAnswer;
import dev.likeness.server.rest.protocol.ProblemAnswers;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What authorities ask of photos. */
@RestController
@Tag(name = "Portraits")
@ProblemAnswers
public final class DocumentController {
    private final CallerAuthorization callers;

    public DocumentController(CallerAuthorization callers) {
        this.callers = callers;
    }

    /** All of them. */
    @Schema(name = "Documents", requiredProperties = {"items"})
    record DocumentList(List<DocumentBody> items) {}

    @GetMapping("/v1/documents")
    @OkAnswer
    @Operation(summary = "List identity documents", description = "What the authorities ask of the photo, each with its source and the day it was read; what is not known is absent. Order with `document`.")
    ResponseEntity<DocumentList> listDocuments(HttpServletRequest request) {
        callers.authenticated(request);
        return JsonAnswers.ok(new DocumentList(Documents.all().stream().map(DocumentBody::of).toList()));
    }

    @GetMapping("/v1/documents/{id}")
    @OkAnswer
    @Operation(summary = "Get one identity document")
    ResponseEntity<DocumentBody> getDocument(HttpServletRequest request, @PathVariable("id") String id) {
        callers.authenticated(request);
        return JsonAnswers.ok(Documents.find(id).map(DocumentBody::of).orElseThrow(() -> new InvalidRequest(
                ErrorCode.NOT_FOUND, "there is no such document: GET /v1/documents lists them")));
    }
}
