package dev.likeness.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.joran.spi.JoranException;
import ch.qos.logback.core.status.Status;
import dev.likeness.app.console.LogSettings;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Logback makes of the program's own configuration with what the environment says. */
class LogSettingsTest {
    private static LoggerContext configured(Map<String, String> environment) throws JoranException {
        LoggerContext context = new LoggerContext();
        LogSettings.in(environment).properties().forEach(context::putProperty);
        JoranConfigurator configurator = new JoranConfigurator();
        configurator.setContext(context);
        configurator.doConfigure(Objects.requireNonNull(LogSettings.class.getResource("/logback.xml")));
        return context;
    }

    private static Object encoder(LoggerContext context) {
        var appenders = context.getLogger(Logger.ROOT_LOGGER_NAME).iteratorForAppenders();
        assertThat(appenders.hasNext()).as("something is written at all").isTrue();
        return ((ConsoleAppender<ILoggingEvent>) appenders.next()).getEncoder();
    }

    private static Level level(LoggerContext context) {
        return context.getLogger("dev.likeness.app").getEffectiveLevel();
    }

    /** Compose hands on a variable that is named and not set as an empty one. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "text", "TEXT "})
    void emptyVariablesAreAsIfNotSet(String form) throws JoranException {
        LoggerContext context = configured(Map.of("LIKENESS_LOG", form, "LIKENESS_LOG_LEVEL", " "));
        assertThat(encoder(context)).isInstanceOf(PatternLayoutEncoder.class);
        assertThat(level(context)).isEqualTo(Level.INFO);
    }

    @Test
    void objectsAreWrittenAtTheLevelThatIsNamed() throws JoranException {
        LoggerContext context = configured(Map.of("LIKENESS_LOG", "json", "LIKENESS_LOG_LEVEL", "debug"));
        assertThat(encoder(context)).isInstanceOf(JsonEncoder.class);
        assertThat(level(context)).isEqualTo(Level.DEBUG);
    }

    @Test
    void logbackHasNothingToSayOfItsConfiguration() throws JoranException {
        List<Status> said = configured(Map.of()).getStatusManager().getCopyOfStatusList();
        assertThat(said).filteredOn(status -> status.getEffectiveLevel() > Status.INFO).isEmpty();
    }

    @Test
    void whatLogbackDoesNotKnowIsRefused() {
        assertThatThrownBy(() -> LogSettings.in(Map.of("LIKENESS_LOG", "xml")))
                .isInstanceOf(IllegalArgumentException.class).hasMessageContaining("LIKENESS_LOG is \"xml\"")
                .hasMessageContaining("text or json");
        assertThatThrownBy(() -> LogSettings.in(Map.of("LIKENESS_LOG_LEVEL", "VERBOSE")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("LIKENESS_LOG_LEVEL is \"VERBOSE\"").hasMessageContaining("INFO");
    }
}
