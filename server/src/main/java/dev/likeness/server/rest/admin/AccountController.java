package dev.likeness.server.rest.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.server.rest.protocol.CallerAuthorization;
import dev.likeness.server.rest.protocol.JsonAnswers;
import dev.likeness.server.rest.protocol.OkAnswer;
import dev.likeness.server.rest.protocol.ProblemAnswers;
import dev.likeness.server.rest.protocol.StrictJson;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.service.accounts.AccountActivity;
import dev.likeness.service.accounts.AccountView;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.accounts.Prices;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.keys.Scope;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RestController;

/** The accounts and the prices; for keys with the scope {@code admin} only. */
@RestController
@Tag(name = "Accounts")
@ProblemAnswers
public final class AccountController {
    private final CallerAuthorization callers;
    private final RequestBodies bodies;
    private final Accounts accounts;
    private final Prices prices;

    public AccountController(CallerAuthorization callers, RequestBodies bodies, Accounts accounts, Prices prices) {
        this.callers = callers;
        this.bodies = bodies;
        this.accounts = accounts;
        this.prices = prices;
    }

    /** An account. */
    @Schema(name = "Account", requiredProperties = {"name", "balance", "created_at", "waiting", "being_made",
            "portraits_30_days", "spent_30_days", "keys"})
    record AccountBody(String name, @Schema(description = "PTC.", example = "9.95") String balance,
            @JsonProperty("created_at") Instant createdAt,
            @Schema(description = "Portraits in the queue.") long waiting,
            @JsonProperty("being_made") @Schema(description = "Portraits that a worker is rendering.") long beingMade,
            @JsonProperty("portraits_30_days") @Schema(description = "Portraits ordered in the last 30 days (UTC), including today, that were not refunded.") long portraits,
            @JsonProperty("spent_30_days") @Schema(description = "Price of these portraits, PTC.", example = "0.15") String spent,
            @Schema(description = "Number of valid keys.") long keys) {
        static AccountBody of(AccountActivity activity) {
            AccountView account = activity.account();
            return new AccountBody(account.name(), account.balance().toString(), account.createdAt(),
                    activity.waiting(), activity.beingMade(), activity.portraits(), activity.spent().toString(),
                    activity.keys());
        }
    }

    /** Accounts. */
    @Schema(name = "AccountList", requiredProperties = {"items"})
    record AccountList(List<AccountBody> items) {}

    /** A deposit. */
    @Schema(name = "Deposit", requiredProperties = {"amount"})
    record DepositOrder(
            @Schema(description = "PTC, more than 0.", example = "100") Optional<String> amount) {}

    /** The new price of an engine's portraits. */
    @Schema(name = "Price", requiredProperties = {"price"})
    record PriceOrder(
            @Schema(description = "PTC a portrait, 0 or more.", example = "0.05") Optional<String> price) {}

    @GetMapping("/v1/accounts")
    @OkAnswer
    @Operation(summary = "List accounts")
    ResponseEntity<AccountList> listAccounts(HttpServletRequest request) {
        callers.authorized(request, Scope.ADMIN);
        return JsonAnswers.ok(new AccountList(accounts.activity().stream().map(AccountBody::of).toList()));
    }

    @PostMapping("/v1/accounts/{name}/deposits")
    @OkAnswer
    @Operation(summary = "Deposit money to an account")
    @RequestBody(required = true, content = @Content(mediaType = "application/json", schema = @Schema(implementation = DepositOrder.class)))
    ResponseEntity<AccountBody> payIn(HttpServletRequest request, @PathVariable("name") String name) {
        callers.authorized(request, Scope.ADMIN);
        AccountId account = accounts.find(name).orElseThrow(() -> new InvalidRequest(ErrorCode.NOT_FOUND,
                "there is no account of that name: GET /v1/accounts lists them"));
        Money amount = BillingController.ptc("amount", read(request, DepositOrder.class).amount());
        if (amount.compareTo(Money.ZERO) <= 0) {
            throw new InvalidRequest(ErrorCode.WRONG_TYPE, "amount is " + amount + ": it must be more than 0");
        }
        try {
            accounts.deposit(account, amount);
        } catch (IllegalArgumentException tooMuch) {
            throw new InvalidRequest(ErrorCode.WRONG_TYPE, String.valueOf(tooMuch.getMessage()));
        }
        return JsonAnswers.ok(accounts.activity().stream().filter(it -> it.account().id().equals(account)).findFirst()
                .map(AccountBody::of).orElseThrow());
    }

    @PutMapping("/v1/prices/{engine}")
    @OkAnswer
    @Operation(summary = "Set the price of an engine's portraits", description = "`*` stands for all engines without a price of their own. Earlier orders keep their price.")
    @RequestBody(required = true, content = @Content(mediaType = "application/json", schema = @Schema(implementation = PriceOrder.class)))
    ResponseEntity<BillingController.PriceList> setPrice(HttpServletRequest request,
            @PathVariable("engine") String engine) {
        callers.authorized(request, Scope.ADMIN);
        Money price = BillingController.ptc("price", read(request, PriceOrder.class).price());
        if (price.compareTo(Money.ZERO) < 0) {
            throw new InvalidRequest(ErrorCode.WRONG_TYPE, "price is " + price + ": it must be 0 or more");
        }
        prices.set(engine, price);
        return JsonAnswers.ok(BillingController.PriceList.of(prices));
    }

    private <T> T read(HttpServletRequest request, Class<T> type) {
        try (RequestBodies.Body body = bodies.read(request)) {
            return StrictJson.read(body.object(), type);
        }
    }
}
