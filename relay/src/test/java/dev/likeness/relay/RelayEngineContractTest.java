package dev.likeness.relay;

import com.github.tomakehurst.wiremock.client.WireMock;
import dev.likeness.core.PortraitEngine;
import dev.likeness.core.PortraitEngineContract;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

class RelayEngineContractTest extends PortraitEngineContract {
    private static final FakeCloud CLOUD = new FakeCloud();
    private static final PortraitEngine ENGINE = CLOUD.engine(Cloud.AI302);

    @BeforeAll
    static void cloud() {
        CLOUD.works();
        CLOUD.onResult(FakeCloud.json(200, CLOUD.linked("/o/1.jpg")));
        CLOUD.server.stubFor(WireMock.post(WireMock.urlMatching(FakeCloud.SUBMIT))
                .withRequestBody(WireMock.matchingJsonPath("$.prompt", WireMock.equalTo("nobody")))
                .willReturn(FakeCloud.json(400, FakeCloud.envelope(60102, "face not detected", "null"))));
    }

    @AfterAll
    static void end() {
        ENGINE.close();
        CLOUD.close();
    }

    @Override
    protected PortraitEngine engine() {
        return ENGINE;
    }

    @Override
    protected Ordered good() {
        return new Ordered(request("on a stage"), nobody());
    }

    @Override
    protected Ordered unusable() {
        return new Ordered(request("nobody"), nobody());
    }
}
