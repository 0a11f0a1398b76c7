package dev.likeness.server.rest;

import dev.likeness.server.rest.admin.AccountController;
import dev.likeness.server.rest.admin.BooksController;
import dev.likeness.server.rest.admin.EngineController;
import dev.likeness.server.rest.admin.KeyController;
import dev.likeness.server.rest.admin.ProgramVersion;
import dev.likeness.server.rest.admin.ServiceController;
import dev.likeness.server.rest.admin.SignInController;
import dev.likeness.server.rest.portraits.BatchController;
import dev.likeness.server.rest.portraits.EventController;
import dev.likeness.server.rest.portraits.EventStream;
import dev.likeness.server.rest.portraits.OrderTaker;
import dev.likeness.server.rest.portraits.Pictures;
import dev.likeness.server.rest.portraits.PortraitController;
import dev.likeness.server.rest.portraits.Portraits;
import dev.likeness.server.rest.protocol.Callers;
import dev.likeness.server.rest.protocol.Problems;
import dev.likeness.server.rest.templates.PromptController;
import dev.likeness.server.rest.templates.TemplateController;
import dev.likeness.server.wire.Admission;
import dev.likeness.server.wire.PortraitLinks;
import dev.likeness.server.wire.RequestBodies;
import dev.likeness.service.accounts.Accounts;
import dev.likeness.service.accounts.Ledger;
import dev.likeness.service.accounts.Prices;
import dev.likeness.service.delivery.Deliveries;
import dev.likeness.service.engines.EngineCatalog;
import dev.likeness.service.engines.Previewer;
import dev.likeness.service.engines.PromptReader;
import dev.likeness.service.keys.Keys;
import dev.likeness.service.keys.RateGate;
import dev.likeness.service.keys.SignIn;
import dev.likeness.service.links.Tickets;
import dev.likeness.service.orders.Books;
import dev.likeness.service.orders.OrderDesk;
import dev.likeness.service.orders.Overview;
import dev.likeness.service.orders.WaitingLine;
import dev.likeness.service.pictures.PhotoUrls;
import dev.likeness.service.pictures.Uploads;
import dev.likeness.service.tasks.TaskWait;
import dev.likeness.service.templates.TemplateCatalog;
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

/** Puts our own API together. */
@Configuration(proxyBeanMethods = false)
@OpenAPIDefinition(info = @Info(title = "Likeness", version = "1", description = "Portrait photography by machine: one photo and a few words in, a finished portrait out. "
        + "Every refusal is a problem (RFC 9457) with a stable `code`. Amounts are texts in PTC, times are UTC. "
        + "The same service also speaks the dialects of 302.ai, Volcengine and OpenAI's Images.", license = @License(name = "Apache-2.0")), servers = @Server(url = "/"), security = @SecurityRequirement(name = "key"), tags = {
                @Tag(name = "Portraits"), @Tag(name = "Batches"), @Tag(name = "Templates"),
                @Tag(name = "Engines"), @Tag(name = "Books"),
                @Tag(name = "Webhooks"), @Tag(name = "Keys", description = "For keys with the scope `admin`."),
                @Tag(name = "Accounts", description = "For keys with the scope `admin`."),
                @Tag(name = "Service", description = "For keys with the scope `admin`.")})
@SecurityScheme(name = "key", type = SecuritySchemeType.HTTP, scheme = "bearer", description = "An API key: make one with `likeness keys create`.")
public class Rest {
    @Bean
    Callers callers(Admission admission) {
        return new Callers(admission);
    }

    @Bean
    Portraits portraits(Books books, WaitingLine line, TemplateCatalog shelf, PortraitLinks links) {
        return new Portraits(books, line, shelf, links);
    }

    @Bean
    OrderTaker orderTaker(OrderDesk desk, TemplateCatalog shelf, PhotoUrls urls, Uploads uploads) {
        return new OrderTaker(desk, shelf, urls, uploads);
    }

    @Bean
    PortraitController portraitController(Callers callers, RequestBodies bodies, OrderDesk desk, OrderTaker taker,
            Portraits portraits, Deliveries deliveries) {
        return new PortraitController(callers, bodies, desk, taker, portraits, new Pictures(deliveries));
    }

    @Bean
    EventController eventController(Callers callers, RequestBodies bodies, OrderDesk desk, Tickets tickets, Books books,
            TaskWait wait, Portraits portraits) {
        return new EventController(callers, bodies, desk, tickets, new EventStream(books, wait, portraits),
                portraits);
    }

    @Bean
    BatchController batchController(Callers callers, RequestBodies bodies, OrderDesk desk, OrderTaker taker,
            Portraits portraits) {
        return new BatchController(callers, bodies, desk, taker, portraits);
    }

    @Bean
    TemplateController templateController(Callers callers, RequestBodies bodies, TemplateCatalog shelf,
            Previewer previewer, RateGate rate) {
        return new TemplateController(callers, bodies, shelf, previewer, rate);
    }

    @Bean
    PromptController promptController(Callers callers, RequestBodies bodies, TemplateCatalog shelf,
            PromptReader reader) {
        return new PromptController(callers, bodies, shelf, reader);
    }

    @Bean
    SignInController signInController(RequestBodies bodies, SignIn signIn) {
        return new SignInController(bodies, signIn);
    }

    @Bean
    KeyController keyController(Callers callers, RequestBodies bodies, Keys keys, Accounts accounts) {
        return new KeyController(callers, bodies, keys, accounts);
    }

    @Bean
    AccountController accountController(Callers callers, RequestBodies bodies, Accounts accounts, Prices prices) {
        return new AccountController(callers, bodies, accounts, prices);
    }

    @Bean
    EngineController engineController(Callers callers, EngineCatalog engines, OrderDesk desk, Prices prices) {
        return new EngineController(callers, engines, desk, prices);
    }

    @Bean
    ServiceController serviceController(Callers callers, Overview overview, Workers workers,
            ProgramVersion version) {
        return new ServiceController(callers, overview, workers, version);
    }

    @Bean
    BooksController booksController(Callers callers, Accounts accounts, Ledger ledger, Prices prices,
            Tickets tickets) {
        return new BooksController(callers, accounts, ledger, prices, tickets);
    }

    @Bean
    DocsController docsController() {
        return new DocsController();
    }

    @Bean
    MissingPaths missingPaths(ObjectProvider<RequestMappingHandlerMapping> mappings) {
        return new MissingPaths(mappings);
    }

    @Bean
    Problems problems() {
        return new Problems();
    }

    /** Before the web server waits for its last answers: those that wait for portraits would keep it waiting. */
    @Bean
    ApplicationListener<ContextClosedEvent> waitingEnds(TaskWait wait) {
        return event -> wait.close();
    }
}
