package dev.likeness.service.templates;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.PortraitRequest;
import dev.likeness.core.Template;
import dev.likeness.service.ids.AccountId;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every template that an account can order: its own, and those that ship with an engine. An own one may have the name of
 * a shipped one and then takes precedence. Own ones are remembered for {@link #FRESH}, because every order asks for
 * them; another process notices a change that late.
 */
public final class TemplateCatalog {
    /** How old the remembered may be. */
    static final Duration FRESH = Duration.ofSeconds(2);

    private static final int MOST_REMEMBERED = 10_000;

    private final OwnTemplates own;
    private final List<Template> shipped;
    private final Map<String, Template> shippedByCall;
    /** By account, its own templates by their calls. */
    private final Cache<AccountId, Map<String, Template>> remembered = Caffeine.newBuilder().expireAfterWrite(FRESH)
            .maximumSize(MOST_REMEMBERED).executor(Runnable::run).build();

    public TemplateCatalog(OwnTemplates own, List<PortraitEngine> engines) {
        this.own = own;
        this.shipped = engines.stream().flatMap(engine -> engine.templates().stream()).distinct().toList();
        this.shippedByCall = byCall(shipped);
    }

    /** Those that ship with the engines, in the order of their catalogues. */
    public List<Template> shipped() {
        return shipped;
    }

    /** The account's own, by name. */
    public List<Template> own(AccountId account) {
        return own.all(account);
    }

    /**
     * @return false when the account has one of that name
     */
    public boolean add(AccountId account, Template template) {
        boolean added = own.add(account, template);
        remembered.invalidate(account);
        return added;
    }

    /**
     * @return false when the account has none of that name
     */
    public boolean replace(AccountId account, Template template) {
        boolean replaced = own.replace(account, template);
        remembered.invalidate(account);
        return replaced;
    }

    /**
     * @return false when the account has none of that name
     */
    public boolean delete(AccountId account, String name) {
        boolean deleted = own.delete(account, name);
        remembered.invalidate(account);
        return deleted;
    }

    /** The template with this name, title or full prompt. */
    public Optional<Template> find(AccountId account, String text) {
        String call = Template.plain(text);
        return Optional.ofNullable(ownByCall(account).get(call))
                .or(() -> Optional.ofNullable(shippedByCall.get(call)));
    }

    /**
     * @throws InvalidRequest when there is none of this name or title
     */
    public Template named(AccountId account, String text) {
        return find(account, text).orElseThrow(() -> new InvalidRequest(ErrorCode.UNKNOWN_TEMPLATE, "template \""
                + text.substring(0, Math.min(64, text.length())) + "\" is unknown: GET /v1/templates lists them all"));
    }

    /**
     * The request with its template: where it has none and its whole prompt is the name, title or text of one, that one
     * takes the prompt's place. Asked once for each order, when it is taken; the result says it from then on.
     */
    public PortraitRequest resolve(AccountId account, PortraitRequest request) {
        if (request.template().isPresent() || request.prompt().isEmpty()) {
            return request;
        }
        return find(account, request.prompt()).map(request::calledBy).orElse(request);
    }

    // What is being loaded when the account changes a template is loaded again: the change waits to invalidate it.
    private Map<String, Template> ownByCall(AccountId account) {
        return remembered.get(account, asked -> byCall(own.all(asked)));
    }

    private static Map<String, Template> byCall(List<Template> templates) {
        Map<String, Template> byCall = new HashMap<>();
        templates.forEach(template -> template.calls().forEach(call -> byCall.putIfAbsent(call, template)));
        return byCall;
    }
}
