package dev.likeness.server.rest.admin;

import dev.likeness.core.EngineListing;
import dev.likeness.server.rest.protocol.Answered;
import dev.likeness.server.rest.protocol.Answers;
import dev.likeness.server.rest.protocol.Callers;
import dev.likeness.server.rest.protocol.ProblemAnswers;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.accounts.Prices;
import dev.likeness.service.engines.EngineCatalog;
import dev.likeness.service.keys.Caller;
import dev.likeness.service.keys.Scope;
import dev.likeness.service.orders.OrderDesk;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The engines, for those who choose one. */
@RestController
@Tag(name = "Engines")
@ProblemAnswers
public final class EngineController {
    private final Callers callers;
    private final EngineCatalog shelf;
    private final OrderDesk desk;
    private final Prices prices;

    public EngineController(Callers callers, EngineCatalog shelf, OrderDesk desk, Prices prices) {
        this.callers = callers;
        this.shelf = shelf;
        this.desk = desk;
        this.prices = prices;
    }

    /** Engines. */
    @Schema(name = "EngineList", requiredProperties = {"items"})
    record EngineList(List<EngineBody> items) {}

    @GetMapping("/v1/engines")
    @Answered
    @Operation(summary = "List the engines", description = "All that this installation knows, with what each can do; one that is not ready says what is missing.")
    ResponseEntity<EngineList> listEngines(HttpServletRequest request) {
        Caller caller = callers.anyone(request);
        boolean admin = caller.scopes().contains(Scope.ADMIN);
        Map<String, Money> known = prices.all();
        return Answers.ok(new EngineList(shelf.all().stream().map(engine -> body(engine, known, admin)).toList()));
    }

    private EngineBody body(EngineListing engine, Map<String, Money> known, boolean admin) {
        return EngineBody.of(engine, engine.name().equals(desk.engines().getFirst()),
                Prices.of(known, engine.name()), admin);
    }
}
