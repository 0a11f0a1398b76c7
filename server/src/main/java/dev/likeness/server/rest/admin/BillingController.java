package dev.likeness.server.rest.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.server.rest.protocol.CallerAuthorization;
import dev.likeness.server.rest.protocol.JsonAnswers;
import dev.likeness.server.rest.protocol.OkAnswer;
import dev.likeness.server.rest.protocol.Paging;
import dev.likeness.server.rest.protocol.ProblemAnswers;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Ledger;
import dev.likeness.service.accounts.LedgerEntry;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.accounts.Prices;
import dev.likeness.service.database.Page;
import dev.likeness.service.ids.AccountId;
import dev.likeness.service.ids.KeyId;
import dev.likeness.service.ids.TaskId;
import dev.likeness.service.keys.Scope;
import dev.likeness.service.links.Tickets;
import dev.likeness.service.webhooks.WebhookSignature;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** An account's balance, ledger and usage, and the prices. */
@RestController
@Tag(name = "Books")
@ProblemAnswers
public final class BillingController {
    private static final int MOST_DAYS = 366;

    private final CallerAuthorization callers;
    private final Accounts accounts;
    private final Ledger ledger;
    private final Prices prices;
    private final Tickets tickets;

    public BillingController(CallerAuthorization callers, Accounts accounts, Ledger ledger, Prices prices,
            Tickets tickets) {
        this.callers = callers;
        this.accounts = accounts;
        this.ledger = ledger;
        this.prices = prices;
        this.tickets = tickets;
    }

    /** An account's balance and deposits. */
    @Schema(name = "Balance", requiredProperties = {"balance", "deposited", "used"}, description = "In PTC.")
    record BalanceBody(@Schema(example = "9.95") String balance, @Schema(example = "10.00") String deposited,
            @Schema(description = "Spent, or held for open orders.", example = "0.05") String used) {}

    /** One line of the ledger. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "LedgerEntry", requiredProperties = {"id", "kind", "amount", "at"})
    record EntryBody(String id, @Schema(allowableValues = {
            "deposit", "hold", "settle", "release"}) String kind,
            @Schema(description = "Change of the balance, PTC.", example = "-0.05") String amount,
            Optional<String> portrait, Instant at){
        static EntryBody of(LedgerEntry entry) {
            return new EntryBody(Long.toString(entry.id()), entry.kind().wireName(), entry.amount().toString(),
                    entry.task().map(TaskId::toString), entry.at());
        }
    }

    /** A page of the ledger. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "LedgerPage", requiredProperties = {"items"})
    record LedgerPage(List<EntryBody> items,
            @Schema(description = "The `cursor` of the next page; absent on the last one.") Optional<String> next) {}

    /** The days that are asked for, both of them among them. */
    record Days(LocalDate first, LocalDate last) {
        /** The last 30, unless others are named. */
        static Days of(Optional<LocalDate> from, Optional<LocalDate> to) {
            LocalDate last = to.orElseGet(() -> LocalDate.now(ZoneOffset.UTC));
            LocalDate first = from.orElseGet(() -> last.minusDays(29));
            long days = ChronoUnit.DAYS.between(first, last) + 1;
            if (days < 1 || days > MOST_DAYS) {
                throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST,
                        "from and to span " + days + " days: use 1 to " + MOST_DAYS);
            }
            return new Days(first, last);
        }
    }

    /** What a key ordered on one day. */
    @JsonInclude(JsonInclude.Include.NON_ABSENT)
    @Schema(name = "Usage", requiredProperties = {"day", "key_name", "engine", "portraits", "spent"})
    record UsageBody(LocalDate day, Optional<String> key, @JsonProperty("key_name") String keyName, String engine,
            long portraits, @Schema(example = "0.15") String spent) {}

    /** Usage by day. */
    @Schema(name = "UsageList", requiredProperties = {"items"})
    record UsageList(List<UsageBody> items) {}

    /** The prices. */
    @Schema(name = "Prices", requiredProperties = {
            "prices"}, description = "PTC for a portrait, by engine; `*` stands for the others.")
    record PriceList(@Schema(example = "{\"*\":\"0.05\"}") Map<String, String> prices) {
        static PriceList of(Prices prices) {
            return new PriceList(prices.all().entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey,
                    price -> price.getValue().toString(), (a, b) -> a, TreeMap::new)));
        }
    }

    /** The secret for checking the signatures of webhooks. */
    @Schema(name = "WebhookSecret", requiredProperties = {"secret"})
    record SecretBody(
            @Schema(description = "The secret in the format that libraries for standardwebhooks.com take.", example = "whsec_…") String secret) {}

    @GetMapping("/v1/balance")
    @OkAnswer
    @Operation(summary = "Get your account's balance")
    ResponseEntity<BalanceBody> getBalance(HttpServletRequest request) {
        Accounts.Statement statement = accounts.statement(callers.authorized(request, Scope.BOOKS).account());
        return JsonAnswers.ok(new BalanceBody(statement.balance().toString(), statement.deposited().toString(),
                statement.used().toString()));
    }

    @GetMapping("/v1/ledger")
    @OkAnswer
    @Operation(summary = "List your ledger, newest first")
    ResponseEntity<LedgerPage> getLedger(HttpServletRequest request,
            @Parameter(description = "`next` of the previous page.") @RequestParam(name = "cursor", required = false) Optional<String> cursor,
            @RequestParam(name = "limit", defaultValue = "50") @Parameter(schema = @Schema(minimum = "1", maximum = "200", type = "integer", defaultValue = "50")) int limit) {
        AccountId account = callers.authorized(request, Scope.BOOKS).account();
        Page<LedgerEntry, Long> page = ledger.entries(account,
                cursor.filter(text -> !text.isEmpty()).map(BillingController::entry), Paging.limit(limit));
        return JsonAnswers.ok(new LedgerPage(page.items().stream().map(EntryBody::of).toList(),
                page.next().map(id -> Long.toString(id))));
    }

    @GetMapping("/v1/usage")
    @OkAnswer
    @Operation(summary = "List your usage by day, key and engine", description = "Without refunded orders. Days are in UTC; at most 366, the last 30 by default.")
    ResponseEntity<UsageList> getUsage(HttpServletRequest request,
            @RequestParam(name = "from", required = false) Optional<LocalDate> from,
            @RequestParam(name = "to", required = false) Optional<LocalDate> to) {
        AccountId account = callers.authorized(request, Scope.BOOKS).account();
        Days days = Days.of(from, to);
        return JsonAnswers.ok(new UsageList(ledger.usage(account, days.first(), days.last()).stream()
                .map(usage -> new UsageBody(usage.day(), usage.key().map(KeyId::toString), usage.keyName(),
                        usage.engine(), usage.portraits(), usage.spent().toString()))
                .toList()));
    }

    @GetMapping("/v1/prices")
    @OkAnswer
    @Operation(summary = "List the prices")
    ResponseEntity<PriceList> getPrices(HttpServletRequest request) {
        callers.authenticated(request);
        return JsonAnswers.ok(PriceList.of(prices));
    }

    @GetMapping("/v1/webhooks/secret")
    @Tag(name = "Webhooks")
    @OkAnswer
    @Operation(summary = "Get the secret that signs your webhooks", description = "Webhooks are signed after standardwebhooks.com, with the headers webhook-id, webhook-timestamp and webhook-signature.")
    ResponseEntity<SecretBody> getWebhookSecret(HttpServletRequest request) {
        AccountId account = callers.authorized(request, Scope.PORTRAITS_WRITE).account();
        return JsonAnswers.ok(new SecretBody(WebhookSignature.shown(tickets.webhookSecret(account))));
    }

    private static Long entry(String cursor) {
        try {
            return Long.valueOf(cursor);
        } catch (NumberFormatException e) {
            throw Paging.wrongCursor();
        }
    }

    static Money ptc(String field, Optional<String> amount) {
        try {
            return Money.ptc(amount.orElse(""));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(ErrorCode.WRONG_TYPE, field + " cannot be read: " + e.getMessage());
        }
    }
}
