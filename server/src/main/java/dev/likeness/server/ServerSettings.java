package dev.likeness.server;

import dev.likeness.server.ai302.DrawingNames;
import dev.likeness.server.moderation.Guarding;
import dev.likeness.server.settings.Addresses;
import dev.likeness.server.settings.FirstAccount;
import dev.likeness.server.settings.Listening;
import dev.likeness.server.settings.Role;
import dev.likeness.server.settings.Storage;
import dev.likeness.server.settings.Tracing;
import dev.likeness.server.settings.Variables;
import dev.likeness.server.settings.Work;
import dev.likeness.server.volcengine.VolcengineSettings;
import dev.likeness.server.wire.WireSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeSet;

/**
 * All settings of a service, one record for each concern.
 *
 * @param volcengine   tolerance and timeouts of the signed dialect
 * @param drawingNames additional names of the portrait service in 302.ai's paths
 * @param guarding     moderation and consent
 * @param tracing      where traces are sent
 * @param wire         allowed origins of browsers, and limits of request bodies
 */
public record ServerSettings(Listening listening, Storage storage, FirstAccount firstAccount, Addresses addresses,
        Work work, VolcengineSettings volcengine, DrawingNames drawingNames, WireSettings wire, Guarding guarding,
        Tracing tracing) {
    /** Port 8080 of this machine, the embedded database, a starting balance of 1000 PTC. */
    public static ServerSettings in(Path data) {
        return new ServerSettings(Listening.DEFAULT, Storage.in(data), FirstAccount.DEFAULT, Addresses.DEFAULT,
                Work.as(Role.ALL), VolcengineSettings.DEFAULT, DrawingNames.DEFAULT, WireSettings.DEFAULT,
                Guarding.OFF, Tracing.OFF);
    }

    /**
     * These settings, changed by the variables that the {@code with} of each concern names.
     *
     * @throws IllegalArgumentException when a variable cannot be parsed; the message names it
     */
    public ServerSettings with(Map<String, String> environment) {
        Variables variables = new Variables(environment);
        return new ServerSettings(listening.with(variables), storage.with(variables), firstAccount.with(variables),
                addresses.with(variables), work.with(variables), volcengine.with(variables),
                drawingNames.with(variables), wire.with(variables), guarding,
                tracing.with(variables));
    }

    /** What all nodes of a service must have in common, by the names of the variables. */
    Map<String, String> shared() {
        return Map.of("LIKENESS_PUBLIC_URL", addresses.publicUrl().toString(), "LIKENESS_PHOTO_HOSTS",
                new TreeSet<>(addresses.photoHosts()).toString(), "LIKENESS_SIGNED_HOSTS",
                new TreeSet<>(volcengine.signedHosts()).toString());
    }

    public ServerSettings withPort(int other) {
        return new ServerSettings(new Listening(listening.bind(), other), storage, firstAccount, addresses, work,
                volcengine, drawingNames, wire,
                guarding, tracing);
    }

    public ServerSettings with(Storage other) {
        return new ServerSettings(listening, other, firstAccount, addresses, work, volcengine, drawingNames, wire,
                guarding, tracing);
    }

    public ServerSettings with(FirstAccount other) {
        return new ServerSettings(listening, storage, other, addresses, work, volcengine, drawingNames, wire,
                guarding, tracing);
    }

    public ServerSettings with(Addresses other) {
        return new ServerSettings(listening, storage, firstAccount, other, work, volcengine, drawingNames, wire,
                guarding, tracing);
    }

    public ServerSettings with(Work other) {
        return new ServerSettings(listening, storage, firstAccount, addresses, other, volcengine, drawingNames, wire,
                guarding, tracing);
    }

    public ServerSettings withRole(Role other) {
        return with(work.withRole(other));
    }

    public ServerSettings with(VolcengineSettings other) {
        return new ServerSettings(listening, storage, firstAccount, addresses, work, other, drawingNames, wire,
                guarding, tracing);
    }

    public ServerSettings with(DrawingNames other) {
        return new ServerSettings(listening, storage, firstAccount, addresses, work, volcengine, other, wire, guarding,
                tracing);
    }

    public ServerSettings with(WireSettings other) {
        return new ServerSettings(listening, storage, firstAccount, addresses, work, volcengine, drawingNames, other,
                guarding, tracing);
    }

    public ServerSettings with(Guarding other) {
        return new ServerSettings(listening, storage, firstAccount, addresses, work, volcengine, drawingNames, wire,
                other, tracing);
    }

    public ServerSettings with(Tracing other) {
        return new ServerSettings(listening, storage, firstAccount, addresses, work, volcengine, drawingNames, wire,
                guarding, other);
    }

    /** Without the keys. */
    @Override
    public String toString() {
        return "port " + listening.port() + " of " + listening.bind() + ", data in " + storage.data() + ", "
                + work.role();
    }
}
