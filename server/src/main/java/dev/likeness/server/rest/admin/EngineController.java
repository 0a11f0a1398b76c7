package dev.likeness.server.rest.admin;

import dev.likeness.core.EngineListing;
import dev.likeness.server.rest.protocol.CallerAuthorization;
import dev.likeness.server.rest.protocol.JsonAnswers;
import dev.likeness.server.rest.protocol.OkAnswer;
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

/** Lists the engines, for clients that choose one. */
@RestController
@Tag(name = "Engines")
@ProblemAnswers
public final class EngineController {
    private final CallerAuthorization callers;
    private final EngineCatalog catalog;
    private final OrderDesk desk;
    private final Prices prices;

    public EngineController(CallerAuthorization callers, EngineCatalog catalog, OrderDesk desk, Prices prices) {
        this.callers = callers;
        this.catalog = catalog;
        this.desk = desk;
        this.prices = prices;
    }

    /** Engines. */
    @Schema(name = "EngineList", requiredProperties = {"items"})
    record EngineList(List<EngineBody> items) {}

    @GetMapping("/v1/engines")
    @OkAnswer
    @Operation(summary = "List the engines", description = "All engines of this installation with their abilities. An engine that is not ready says what is missing.")
    ResponseEntity<EngineList> listEngines(HttpServletRequest request) {
        Caller caller = callers.authenticated(request);
        boolean admin = caller.scopes().contains(Scope.ADMIN);
        Map<String, Money> known = prices.all();
        return JsonAnswers
                .ok(new EngineList(catalog.all().stream().map(engine -> body(engine, known, admin)).toList()));
    }

    private EngineBody body(EngineListing engine, Map<String, Money> known, boolean admin) {
        return EngineBody.of(engine, desk.defaults(), Prices.of(known, engine.name()), admin);
    }
}
