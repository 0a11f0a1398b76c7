package dev.likeness.diffusion.sample;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import dev.likeness.diffusion.Goldens;
import dev.likeness.diffusion.weights.StrictJson;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ScheduleTest {
    @Test
    void everyTableOfTheReferenceIsMetToTheBit() {
        JsonArray tables = StrictJson.any(Goldens.ROOT.resolve("misc/schedules.json")).getAsJsonArray();
        assertThat(tables).hasSize(36);
        for (JsonElement element : tables) {
            JsonObject table = element.getAsJsonObject();
            int steps = table.get("steps").getAsInt();
            Schedule schedule = Schedule.of(table.get("tokens").getAsInt(), steps);
            assertThat(schedule.mu()).isCloseTo(table.get("mu").getAsDouble(), Offset.offset(1e-12));
            for (int i = 0; i <= steps; i++) {
                assertThat(schedule.sigmas()[i]).as("%s tokens, %s steps, sigma %s", table.get("tokens"), steps, i)
                        .isEqualTo(table.getAsJsonArray("sigmas").get(i).getAsFloat());
            }
            for (int i = 0; i < steps; i++) {
                assertThat(schedule.timestep(i)).isEqualTo(table.getAsJsonArray("timesteps").get(i).getAsFloat());
            }
        }
    }
}
