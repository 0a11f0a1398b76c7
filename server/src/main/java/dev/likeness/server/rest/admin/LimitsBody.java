package dev.likeness.server.rest.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.service.accounts.Money;
import dev.likeness.service.keys.Limits;
import io.swagger.v3.oas.annotations.media.Schema;
import java.math.BigDecimal;
import java.util.Optional;

/** The limits of a key. */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
@Schema(name = "Limits", description = "Limits of a key; absent ones do not apply. Quotas are PTC in hours, days and months of UTC.")
record LimitsBody(
        @JsonProperty("per_second") @Schema(description = "Orders a second.", example = "5") Optional<BigDecimal> perSecond,
        @Schema(description = "Open orders at the same time.", example = "10") Optional<Integer> open,
        @Schema(example = "100") Optional<String> total, @Schema(example = "50") Optional<String> monthly,
        @Schema(example = "5") Optional<String> daily, @Schema(example = "1") Optional<String> hourly) {
    static LimitsBody of(Limits limits) {
        return new LimitsBody(limits.perSecond(), limits.open(), limits.total().map(Money::toString),
                limits.monthly().map(Money::toString), limits.daily().map(Money::toString),
                limits.hourly().map(Money::toString));
    }

    /**
     * @throws InvalidRequest when a limit is invalid
     */
    Limits limits() {
        try {
            return new Limits(perSecond, open, total.map(Money::ptc), monthly.map(Money::ptc), daily.map(Money::ptc),
                    hourly.map(Money::ptc));
        } catch (IllegalArgumentException e) {
            throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST, "limits: " + e.getMessage());
        }
    }
}
