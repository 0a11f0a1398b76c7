package dev.likeness.app.operator;

import dev.likeness.app.console.ServiceOptions;
import dev.likeness.app.service.Examination;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "doctor", usageHelpAutoWidth = true, mixinStandardHelpOptions = true, description = "Say what is wrong with an installation, and what to do: Java, settings, data folder, pictures, database, clock, workers.", footer = {
        "", "Takes the settings of the environment, as serve does. Ends with 1 where something is wrong."})
public final class DoctorCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Mixin
    private ServiceOptions options = new ServiceOptions();

    @Override
    public Integer call() {
        return Examination.print(options.environment(Map.of()), spec.commandLine().getOut()) ? 0 : 1;
    }
}
