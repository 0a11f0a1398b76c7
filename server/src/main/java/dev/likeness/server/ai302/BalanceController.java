package dev.likeness.server.ai302;

import dev.likeness.server.wire.BearerAuthentication;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.keys.Scope;
import jakarta.servlet.http.HttpServletRequest;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The balance of the account. */
@RestController
public final class BalanceController {
    private final Ai302Answers answers;
    private final BearerAuthentication authentication;
    private final Accounts accounts;

    BalanceController(Ai302Answers answers, BearerAuthentication authentication, Accounts accounts) {
        this.answers = answers;
        this.authentication = authentication;
        this.accounts = accounts;
    }

    // Some clients read data.balance as text; one reads numbers at the top level.
    @GetMapping("/dashboard/balance")
    ResponseEntity<byte[]> balance(HttpServletRequest request) {
        return answers.guarded(request, exchange -> {
            Accounts.Statement statement = accounts
                    .statement(authentication.caller(request).require(Scope.BOOKS).account());
            Money balance = statement.balance();
            Map<String, Object> body = new LinkedHashMap<>();
            body.put("code", 0);
            body.put("data", Map.of("balance", balance.toString()));
            body.put("balance", new BigDecimal(balance.toString()));
            body.put("total", new BigDecimal(statement.deposited().toString()));
            body.put("used", new BigDecimal(statement.used().toString()));
            return answers.json(200, body);
        });
    }
}
