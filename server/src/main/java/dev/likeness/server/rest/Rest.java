package dev.likeness.server.rest;

import dev.likeness.server.rest.admin.AccountController;
import dev.likeness.server.rest.admin.BillingController;
import dev.likeness.server.rest.admin.EngineController;
import dev.likeness.server.rest.admin.KeyController;
import dev.likeness.server.rest.admin.ProgramVersion;
import dev.likeness.server.rest.admin.ServiceController;
import dev.likeness.server.rest.admin.SignInController;
import dev.likeness.server.rest.admin.UpstreamController;
import dev.likeness.server.rest.documents.DocumentController;
import dev.likeness.server.rest.portraits.BatchController;
import dev.likeness.server.rest.portraits.EventController;
import dev.likeness.server.rest.portraits.EventStream;
import dev.likeness.server.rest.portraits.OrderTaker;
import dev.likeness.server.rest.portraits.PhotoController;
import dev.likeness.server.rest.portraits.PictureFiles;
import dev.likeness.server.rest.portraits.PortraitBodies;
import dev.likeness.server.rest.portraits.PortraitController;
import dev.likeness.server.rest.portraits.SheetController;
import dev.likeness.server.rest.protocol.CallerAuthorization;
import dev.likeness.server.rest.protocol.Problems;
import dev.likeness.server.rest.templates.PromptController;
import dev.likeness.server.rest.templates.TemplateController;
import dev.likeness.server.wire.BearerAuthentication;
import dev.likeness.server.wire.PortraitLinks;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Ledger;
import dev.likeness.service.accounts.Prices;
import dev.likeness.service.delivery.Deliveries;
import dev.likeness.service.engines.EngineCatalog;
import dev.likeness.service.engines.PhotoChecks;
import dev.likeness.service.engines.Previewer;
import dev.likeness.service.engines.PromptReader;
import dev.likeness.service.keys.Keys;
import dev.likeness.service.keys.RateGate;
import dev.likeness.service.keys.SignIn;
import dev.likeness.service.links.Tickets;
import dev.likeness.service.orders.OrderDesk;
import dev.likeness.service.orders.Overview;
import dev.likeness.service.orders.TaskLifecycle;
import dev.likeness.service.orders.WaitingLine;
import dev.likeness.service.pictures.GroundPictures;
import dev.likeness.service.pictures.PhotoFetcher;
import dev.likeness.service.pictures.PhotoUrls;
import dev.likeness.service.pictures.Uploads;
import dev.likeness.service.tasks.TaskWait;
import dev.likeness.service.templates.TemplateCatalog;
import dev.likeness.service.upstreams.Upstreams;
import dev.likeness.service.work.Workers;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.info.License;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import io.swagger.v3.oas.annotations.servers.Server;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** The beans of our own API. */
@Configuration(proxyBeanMethods = false)
@OpenAPIDefinition(info = @Info(title = "Likeness", version = "1", description = "Portrait photography by machine: one photo and a few words in, a finished portrait out. "
        + "Every refusal is a problem (RFC 9457) with a stable `code`. Amounts of PTC are strings, times are UTC. "
        + "The same service also speaks the dialects of 302.ai, Volcengine and OpenAI's Images.", license = @License(name = "Apache-2.0")), servers = @Server(url = "/"), security = @SecurityRequirement(name = "key"), tags = {
                @Tag(name = "Portraits"), @Tag(name = "Batches"), @Tag(name = "Templates"),
                @Tag(name = "Engines"), @Tag(name = "Books"),
                @Tag(name = "Webhooks"), @Tag(name = "Keys", description = "For keys with the scope `admin`."),
                @Tag(name = "Accounts", description = "For keys with the scope `admin`."),
                @Tag(name = "Service", description = "For keys with the scope `admin`.")})
@SecurityScheme(name = "key", type = SecuritySchemeType.HTTP, scheme = "bearer", description = "An API key: make one with `likeness keys create`.")
public class Rest {
    @Bean
    CallerAuthorization callers(BearerAuthentication authentication) {
        return new CallerAuthorization(authentication);
    }

    @Bean
    PortraitBodies portraits(TaskLifecycle lifecycle, WaitingLine line, PortraitLinks links) {
        return new PortraitBodies(lifecycle, line, links);
    }

    @Bean
    OrderTaker orderTaker(OrderDesk desk, TemplateCatalog templates, PhotoUrls urls, Uploads uploads,
            PhotoFetcher fetcher) {
        return new OrderTaker(desk, templates, urls, uploads, new GroundPictures(uploads, urls, fetcher));
    }

    @Bean
    PortraitController portraitController(CallerAuthorization callers, RequestBodies bodies, OrderDesk desk,
            OrderTaker taker,
            PortraitBodies portraits, Deliveries deliveries) {
        return new PortraitController(callers, bodies, desk, taker, portraits, new PictureFiles(deliveries));
    }

    @Bean
    SheetController sheetController(CallerAuthorization callers, OrderDesk desk, Deliveries deliveries) {
        return new SheetController(callers, desk, deliveries);
    }

    @Bean
    DocumentController documentController(CallerAuthorization callers) {
        return new DocumentController(callers);
    }

    @Bean
    PhotoController photoController(CallerAuthorization callers, RequestBodies bodies, TemplateCatalog templates,
            PhotoChecks checks, RateGate rate) {
        return new PhotoController(callers, bodies, templates, checks, rate);
    }

    @Bean
    EventController eventController(CallerAuthorization callers, RequestBodies bodies, OrderDesk desk, Tickets tickets,
            TaskLifecycle lifecycle,
            TaskWait wait, PortraitBodies portraits) {
        return new EventController(callers, bodies, desk, tickets, new EventStream(lifecycle, wait, portraits),
                portraits);
    }

    @Bean
    BatchController batchController(CallerAuthorization callers, RequestBodies bodies, OrderDesk desk, OrderTaker taker,
            PortraitBodies portraits) {
        return new BatchController(callers, bodies, desk, taker, portraits);
    }

    @Bean
    TemplateController templateController(CallerAuthorization callers, RequestBodies bodies, TemplateCatalog templates,
            Previewer previewer, RateGate rate) {
        return new TemplateController(callers, bodies, templates, previewer, rate);
    }

    @Bean
    PromptController promptController(CallerAuthorization callers, RequestBodies bodies, TemplateCatalog templates,
            PromptReader reader, EngineCatalog engines) {
        return new PromptController(callers, bodies, templates, reader, engines);
    }

    @Bean
    SignInController signInController(RequestBodies bodies, SignIn signIn) {
        return new SignInController(bodies, signIn);
    }

    @Bean
    KeyController keyController(CallerAuthorization callers, RequestBodies bodies, Keys keys, Accounts accounts) {
        return new KeyController(callers, bodies, keys, accounts);
    }

    @Bean
    AccountController accountController(CallerAuthorization callers, RequestBodies bodies, Accounts accounts,
            Prices prices) {
        return new AccountController(callers, bodies, accounts, prices);
    }

    @Bean
    EngineController engineController(CallerAuthorization callers, EngineCatalog engines, OrderDesk desk,
            Prices prices) {
        return new EngineController(callers, engines, desk, prices);
    }

    @Bean
    UpstreamController upstreamController(CallerAuthorization callers, Upstreams upstreams) {
        return new UpstreamController(callers, upstreams);
    }

    @Bean
    ServiceController serviceController(CallerAuthorization callers, Overview overview, Workers workers,
            ProgramVersion version) {
        return new ServiceController(callers, overview, workers, version);
    }

    @Bean
    BillingController booksController(CallerAuthorization callers, Accounts accounts, Ledger ledger, Prices prices,
            Tickets tickets) {
        return new BillingController(callers, accounts, ledger, prices, tickets);
    }

    @Bean
    DocsController docsController() {
        return new DocsController();
    }

    @Bean
    UnknownPathController missingPaths(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return new UnknownPathController(mappings);
    }

    @Bean
    Problems problems() {
        return new Problems();
    }

    /** Ends the waits for portraits before the web server stops; otherwise it would wait for their answers. */
    @Bean
    ApplicationListener<ContextClosedEvent> waitingEnds(TaskWait wait) {
        return event -> wait.close();
    }
}
