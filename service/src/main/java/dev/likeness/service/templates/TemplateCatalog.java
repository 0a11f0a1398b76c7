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
 * All templates that an account can order: its own, and those that ship with an engine. An account's own template takes
 * precedence over a shipped one of the same name. Own templates are cache for {@link #CACHED_FOR}, because every order
 * needs them; other processes notice a change with that delay.
 */
public final class TemplateCatalog {
    /** How old a cache may be. */
    static final Duration CACHED_FOR = Duration.ofSeconds(2);

    private static final int MOST_CACHED = 10_000;

    private final OwnTemplates own;
    private final List<Template> shipped;
    private final Map<String, Template> shippedByCall;
    /** The own templates of each account, by each of the texts that they can be ordered by. */
    private final Cache<AccountId, Map<String, Template>> cache = Caffeine.newBuilder().expireAfterWrite(CACHED_FOR)
            .maximumSize(MOST_CACHED).executor(Runnable::run).build();

    public TemplateCatalog(OwnTemplates own, List<PortraitEngine> engines) {
        this.own = own;
        this.shipped = engines.stream().flatMap(engine -> engine.templates().stream()).distinct().toList();
        this.shippedByCall = byCall(shipped);
    }

    /** The templates that ship with the engines, in the order of their catalogues. */
    public List<Template> shipped() {
        return shipped;
    }

    /** The account's own templates, sorted by name. */
    public List<Template> own(AccountId account) {
        return own.all(account);
    }

    /**
     * @return false when the account has one of that name
     */
    public boolean add(AccountId account, Template template) {
        boolean added = own.add(account, template);
        cache.invalidate(account);
        return added;
    }

    /**
     * @return false when the account has none of that name
     */
    public boolean replace(AccountId account, Template template) {
        boolean replaced = own.replace(account, template);
        cache.invalidate(account);
        return replaced;
    }

    /**
     * @return false when the account has none of that name
     */
    public boolean delete(AccountId account, String name) {
        boolean deleted = own.delete(account, name);
        cache.invalidate(account);
        return deleted;
    }

    /** The template with this name, title or full prompt. */
    public Optional<Template> find(AccountId account, String text) {
        String call = Template.plain(text);
        return Optional.ofNullable(ownByCall(account).get(call))
                .or(() -> Optional.ofNullable(shippedByCall.get(call)));
    }

    /**
     * @throws InvalidRequest when there is no template of this name or title
     */
    public Template named(AccountId account, String text) {
        return find(account, text).orElseThrow(() -> new InvalidRequest(ErrorCode.UNKNOWN_TEMPLATE, "template \""
                + text.substring(0, Math.min(64, text.length())) + "\" is unknown: GET /v1/templates lists them all"));
    }

    /**
     * Resolves the template of a request: if it has none and its whole prompt is the name, title or text of a template,
     * that template replaces the prompt. Called once for each order, when it is accepted.
     */
    public PortraitRequest resolve(AccountId account, PortraitRequest request) {
        if (request.template().isPresent() || request.prompt().isEmpty()) {
            return request;
        }
        return find(account, request.prompt()).map(request::calledBy).orElse(request);
    }

    // If a template changes while they are being loaded, they are loaded again, because the invalidation waits for the
    // load.
    private Map<String, Template> ownByCall(AccountId account) {
        return cache.get(account, asked -> byCall(own.all(asked)));
    }

    private static Map<String, Template> byCall(List<Template> templates) {
        Map<String, Template> byCall = new HashMap<>();
        templates.forEach(template -> template.calls().forEach(call -> byCall.putIfAbsent(call, template)));
        return byCall;
    }
}
