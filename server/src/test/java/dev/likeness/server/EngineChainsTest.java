package dev.likeness.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.likeness.core.EngineListing;
import dev.likeness.core.EngineListing.Readiness;
import dev.likeness.core.EngineProfile;
import dev.likeness.relay.Cloud;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.accounts.Prices;
import dev.likeness.service.keys.IssuedKey;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Orders that go through a model that is not here, a cloud with the wrong secret, one without money, and an engine of our own. */
@OwnService
class EngineChainsTest {
    private static final EngineListing KLEIN = new EngineListing("klein", EngineProfile.promisingNothing("klein"),
            new Readiness.Missing("there is no model", Optional.empty()), Optional.empty());

    @TempDir
    private static Path data = Path.of("");
    private static Front front;

    @BeforeAll
    static void start() {
        IssuedKey poor = Front.upstreamKey("0");
        front = new Front(data, "chains", Front.usual().through("klein", "volcengine", "ai302", "flat"),
                Front.installed(
                        List.of(new FlatEngine(), Front.engine(Cloud.VOLCENGINE, poor, "SECRET_ACCESS_KEY=wrong"),
                                Front.engine(Cloud.AI302, poor)),
                        KLEIN));
        Prices prices = new Prices(front.database());
        prices.set("klein", Money.ptc("0.30"));
        prices.set("ai302", Money.ptc("0.20"));
        prices.set("flat", Money.ptc("0.07"));
    }

    @AfterAll
    static void stop() {
        front.close();
    }

    @Test
    void theFirstThatCanMakesIt() {
        String here = front.balance();
        String id = front.ordered("\"prompt\":\"library\"");
        assertThat(new java.math.BigDecimal(here).subtract(new java.math.BigDecimal(front.balance()))
                .stripTrailingZeros().toPlainString()).isIn("0.2", "0.07");
        JsonNode portrait = front.closed(id);
        assertThat(portrait.path("status").asString()).as("%s", portrait).isEqualTo("done");
        assertThat(portrait.path("request").path("engine").asString()).isEqualTo("flat");
        assertThat(portrait.path("price").asString()).isEqualTo("0.07");
        assertThat(new java.math.BigDecimal(here).subtract(new java.math.BigDecimal(front.balance()))
                .toPlainString()).isEqualTo("0.07");
        assertThat(portrait.path("notes").toString()).contains("made by flat, because klein is not here;")
                .contains("volcengine: the secret access key is wrong").contains("[SignatureDoesNotMatch")
                .contains("ai302: ").contains("[-10004");
        JsonNode ledger = front.get("/v1/ledger").json().path("items");
        assertThat(ledger.toString()).contains("\"amount\":\"-0.20\"").contains("\"amount\":\"0.13\"");
        assertThat(front.get("/v1/usage").json().toString()).contains("\"engine\":\"flat\"");
    }

    @Test
    void whenNoneCanTheOrderSaysWhyAndIsPaidBack() {
        String here = front.balance();
        JsonNode error = front.closed(front.ordered("\"prompt\":\"engine failure\"")).path("error");
        assertThat(error.path("code").asString()).isEqualTo("engine_failed");
        assertThat(error.path("detail").asString()).contains("flat")
                .contains("before it: klein is not here; volcengine");
        assertThat(front.balance()).isEqualTo(here);
    }

    @Test
    void aPhotoThatIsNoGoodGoesNoFurther() {
        String here = front.balance();
        JsonNode error = front.closed(front.ordered("\"prompt\":\"no face\"")).path("error");
        assertThat(error.path("code").asString()).isEqualTo("no_face");
        assertThat(front.balance()).isEqualTo(here);
    }

    @Test
    void anOrderThatNamesAnEngineIsOfThatOne() {
        JsonNode error = front.closed(front.ordered("\"engine\":\"volcengine\",\"prompt\":\"library\"")).path("error");
        assertThat(error.path("code").asString()).isEqualTo("upstream_failed");
        assertThat(error.path("upstream_code").asString()).isEqualTo("SignatureDoesNotMatch");
        JsonNode portrait = front.closed(front.ordered("\"engine\":\"flat\",\"prompt\":\"library\""));
        assertThat(portrait.path("price").asString()).isEqualTo("0.07");
        assertThat(portrait.path("notes").toString()).doesNotContain("made by");
    }

    @Test
    void theListOfEnginesShowsTheirPlaces() {
        JsonNode items = front.get("/v1/engines").json().path("items");
        assertThat(items.path(0).path("name").asString()).isEqualTo("klein");
        assertThat(items.path(0).path("place").asInt()).isOne();
        assertThat(items.path(0).path("default").asBoolean()).isTrue();
        assertThat(items.path(3).path("name").asString()).isEqualTo("flat");
        assertThat(items.path(3).path("place").asInt()).isEqualTo(4);
    }

    @Test
    void aChainThatCannotBeServedIsSaidAtTheStart() {
        Installation installation = Front.installed(List.of(new FlatEngine()), KLEIN);
        assertThatThrownBy(() -> installation.before(List.of("flat", "klien"), true))
                .hasMessage("LIKENESS_ENGINES_DEFAULT names the engine \"klien\", which is unknown: use flat, klein");
        assertThatThrownBy(() -> installation.before(List.of("klein"), true))
                .hasMessageContaining("names no engine that is ready").hasMessageContaining("there is no model");
        assertThat(installation.before(List.of("klein", "flat"), true).engines()).hasSize(1);
        assertThatThrownBy(() -> Front.usual().through("flat", "flat")).hasMessageContaining("twice");
        assertThat(
                ServerSettings.in(data).with(java.util.Map.of("LIKENESS_ENGINES_DEFAULT", "klein, volcengine,studio"))
                        .work().chain())
                .containsExactly("klein", "volcengine", "studio");
    }
}
