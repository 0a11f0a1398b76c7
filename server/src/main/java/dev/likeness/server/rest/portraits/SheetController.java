package dev.likeness.server.rest.portraits;

import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.document.DocumentSpec;
import dev.likeness.imaging.PictureReader;
import dev.likeness.imaging.print.Paper;
import dev.likeness.imaging.print.Sheet;
import dev.likeness.imaging.print.SheetPdf;
import dev.likeness.imaging.print.SheetPicture;
import dev.likeness.server.rest.protocol.CallerAuthorization;
import dev.likeness.server.rest.protocol.NotFound;
import dev.likeness.server.rest.protocol.ProblemAnswers;
import dev.likeness.service.delivery.Deliveries;
import dev.likeness.service.delivery.FileLabels;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Scope;
import dev.likeness.service.orders.OrderDesk;
import dev.likeness.service.tasks.TaskState;
import dev.likeness.service.tasks.TaskView;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A finished portrait many times on photo paper. */
@RestController
@Tag(name = "Portraits")
@ProblemAnswers
public final class SheetController {
    private static final Pattern SIZE = Pattern
            .compile("([0-9]{1,3}(?:\\.[0-9]{1,2})?)x([0-9]{1,3}(?:\\.[0-9]{1,2})?)");

    private final CallerAuthorization callers;
    private final OrderDesk desk;
    private final Deliveries deliveries;

    public SheetController(CallerAuthorization callers, OrderDesk desk, Deliveries deliveries) {
        this.callers = callers;
        this.desk = desk;
        this.deliveries = deliveries;
    }

    /** How the photos lie, as the query says it. */
    private record Wish(Paper paper, Optional<String> size, OptionalInt copies, double gap, boolean pdf) {}

    @GetMapping("/v1/portraits/{id}/sheet")
    @Operation(summary = "Fetch a sheet to print", description = "The finished portrait as many times as fit on photo paper, in its size in millimetres, with cutting lines, at 300 dots per inch. Print it in its own size, not fitted to the page.")
    @ApiResponse(responseCode = "200", content = {
            @Content(mediaType = "image/jpeg", schema = @Schema(type = "string", format = "binary")),
            @Content(mediaType = "application/pdf", schema = @Schema(type = "string", format = "binary"))})
    ResponseEntity<byte[]> getSheet(HttpServletRequest request, @PathVariable("id") String id,
            @RequestParam(name = "paper", defaultValue = "6in") @Parameter(schema = @Schema(allowableValues = {"10x15",
                    "5in", "6in", "a4", "letter"}, defaultValue = "6in")) String paper,
            @RequestParam(name = "size", required = false) @Parameter(description = "Width and height of a photo in millimetres, such as 35x45; default: the document's.") Optional<String> size,
            @RequestParam(name = "copies", required = false) @Parameter(description = "Default: as many as fit.", schema = @Schema(type = "integer", minimum = "1", maximum = "200")) Optional<Integer> copies,
            @RequestParam(name = "gap", defaultValue = "2") @Parameter(description = "Between photos, millimetres.", schema = @Schema(type = "number", minimum = "0", maximum = "20", defaultValue = "2")) double gap,
            @RequestParam(name = "format", defaultValue = "jpeg") @Parameter(schema = @Schema(allowableValues = {"jpeg",
                    "pdf"}, defaultValue = "jpeg")) String format) {
        AccountId account = callers.authorized(request, Scope.PORTRAITS_READ).account();
        Wish wish = new Wish(Paper.named(paper), size,
                copies.map(OptionalInt::of).orElseGet(OptionalInt::empty), gap, isPdf(format));
        TaskView task = TaskId.parse(id).flatMap(known -> desk.findOfAnyAge(account, known))
                .orElseThrow(NotFound::portrait);
        if (!(task.state() instanceof TaskState.Done done)) {
            throw new InvalidRequest(ErrorCode.NOT_FOUND,
                    "there is no finished portrait: GET /v1/portraits/{id} says why");
        }
        return sheet(task, done, wish);
    }

    private ResponseEntity<byte[]> sheet(TaskView task, TaskState.Done done, Wish wish) {
        byte[] file = deliveries.file(task, done.portrait(), task.delivery()).orElseThrow(NotFound::portrait);
        DocumentSpec.Millimetre cut = cut(task, wish);
        Sheet sheet = Sheet.of(wish.paper, List.of(new Sheet.Print(PictureReader.read(file), cut.width(), cut.height(),
                wish.copies)), wish.gap);
        var label = FileLabels.of(task, task.delivery().aigc(), file);
        String name = PictureFiles.name(task, PictureFiles.kept(done));
        String own = name.substring(0, name.lastIndexOf('.')) + "-" + wish.paper.wireName()
                + (wish.pdf ? ".pdf" : ".jpg");
        return ResponseEntity.ok().contentType(wish.pdf ? MediaType.APPLICATION_PDF : MediaType.IMAGE_JPEG)
                .cacheControl(CacheControl.noStore()).header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.inline().filename(own, StandardCharsets.UTF_8).build().toString())
                .body(wish.pdf ? SheetPdf.of(sheet, label) : SheetPicture.jpeg(sheet, label));
    }

    private static DocumentSpec.Millimetre cut(TaskView task, Wish wish) {
        if (wish.size.isEmpty()) {
            return task.facts().request().setting().document().map(DocumentSpec::millimetre)
                    .orElseThrow(() -> new InvalidRequest(ErrorCode.OUTPUT_INVALID,
                            "size is missing: say how large a photo is cut, such as 35x45"));
        }
        Matcher size = SIZE.matcher(wish.size.get());
        if (!size.matches()) {
            throw new InvalidRequest(ErrorCode.OUTPUT_INVALID, "size cannot be read: write millimetres as 35x45");
        }
        return new DocumentSpec.Millimetre(Double.parseDouble(size.group(1)), Double.parseDouble(size.group(2)));
    }

    private static boolean isPdf(String format) {
        return switch (format) {
            case "pdf" -> true;
            case "jpeg", "jpg" -> false;
            default -> throw new InvalidRequest(ErrorCode.OUTPUT_INVALID, "format is unknown: use jpeg or pdf");
        };
    }
}
