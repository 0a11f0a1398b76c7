package dev.likeness.app;

import dev.likeness.app.bench.BenchCommand;
import dev.likeness.app.console.StopSignals;
import dev.likeness.app.engines.Engines;
import dev.likeness.app.operator.ServeCommand;
import dev.likeness.app.portraits.CheckCommand;
import dev.likeness.app.portraits.LooksCommand;
import dev.likeness.app.portraits.ShootCommand;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands, giving the engines to those that render. */
final class Commands implements IFactory {
    private final Engines engines;
    private final StopSignals signals;

    Commands(Engines engines, StopSignals signals) {
        this.engines = engines;
        this.signals = signals;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (type == ShootCommand.class) {
            return type.cast(new ShootCommand(engines));
        }
        if (type == CheckCommand.class) {
            return type.cast(new CheckCommand(engines));
        }
        if (type == LooksCommand.class) {
            return type.cast(new LooksCommand(engines));
        }
        if (type == BenchCommand.class) {
            return type.cast(new BenchCommand(engines));
        }
        if (type == ServeCommand.class) {
            return type.cast(new ServeCommand(engines, signals));
        }
        return CommandLine.defaultFactory().create(type);
    }
}
