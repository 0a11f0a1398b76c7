package dev.likeness.relay;

import dev.likeness.core.Ability;
import dev.likeness.core.EngineListing;
import dev.likeness.core.EngineProfile;
import dev.likeness.core.EngineProfile.Text;
import dev.likeness.core.ErrorCode;
import dev.likeness.core.GenMode;
import dev.likeness.core.PortraitException.InvalidRequest;
import dev.likeness.core.relaying.RelayingEngine;
import dev.likeness.core.relaying.Terms;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The clouds that can be engines, and what the environment says of each. Variables begin with {@code LIKENESS_VOLCENGINE_}
 * or {@code LIKENESS_AI302_}.
 */
public enum Cloud {
    /** Volcengine: {@code ACCESS_KEY_ID} and {@code SECRET_ACCESS_KEY}. */
    VOLCENGINE("volcengine", "https://visual.volcengineapi.com", List.of("ACCESS_KEY_ID", "SECRET_ACCESS_KEY"),
            new Text("Volcengine", "火山引擎"),
            new Text(
                    "Made by Volcengine's cloud, with this installation's own account there: the photo and the prompt leave"
                            + " this machine.",
                    "由火山引擎云端生成，使用本服务自己的账号；照片和提示词会离开本机。"),
            1, BigDecimal.ZERO),
    /** 302.ai: {@code API_KEY}. */
    AI302("ai302", "https://api.302.ai", List.of("API_KEY"), new Text("302.AI", "302.AI"),
            new Text(
                    "Made by 302.AI's cloud, with this installation's own account there: the photo and the prompt leave"
                            + " this machine.",
                    "由 302.AI 云端生成，使用本服务自己的账号；照片和提示词会离开本机。"),
            2, new BigDecimal("0.05"));

    private static final int USUAL_DEADLINE = 300;
    private static final int MICROS = 6;

    private final String engine;
    private final String usualAddress;
    private final List<String> credentials;
    private final Text title;
    private final Text summary;
    private final int usualTurns;
    private final BigDecimal usualCost;

    Cloud(String engine, String usualAddress, List<String> credentials, Text title, Text summary, int usualTurns,
            BigDecimal usualCost) {
        this.engine = engine;
        this.usualAddress = usualAddress;
        this.credentials = credentials;
        this.title = title;
        this.summary = summary;
        this.usualTurns = usualTurns;
        this.usualCost = usualCost;
    }

    /** The name that users choose it by. */
    public String engine() {
        return engine;
    }

    public EngineProfile profile() {
        return new EngineProfile(title, summary, Map.of(Ability.BACKGROUND, Ability.Degree.YES, Ability.LIGHT,
                Ability.Degree.YES, Ability.COLOURS, Ability.Degree.YES, Ability.CLOTHES, Ability.Degree.YES,
                Ability.POSE, Ability.Degree.YES, Ability.SCENE, Ability.Degree.YES, Ability.IDENTITY,
                Ability.Degree.PARTLY, Ability.RETOUCH, Ability.Degree.YES, Ability.OFFLINE, Ability.Degree.NO),
                List.of(GenMode.values()), false, true);
    }

    /** The other service as the environment describes it, for people; wrong settings are left to {@link #open}. */
    public EngineListing.Cloud described(Map<String, String> environment) {
        try {
            Terms terms = terms(environment);
            return new EngineListing.Cloud(address(environment).getRawAuthority(), hasAllCredentials(environment),
                    terms.atOnce(), terms.perSecond());
        } catch (InvalidRequest wrong) {
            return new EngineListing.Cloud(URI.create(usualAddress).getRawAuthority(), false, usualTurns, usualTurns);
        }
    }

    /** Whether the environment says anything of its credentials. */
    public boolean isMeant(Map<String, String> environment) {
        return credentials.stream().anyMatch(name -> isSet(environment, name));
    }

    /** Why it cannot be opened, where nobody gave it credentials; empty where somebody did, right or wrong. */
    public Optional<String> missing(Map<String, String> environment) {
        return isMeant(environment)
                ? Optional.empty()
                : Optional.of("engine \"" + engine + "\" has no credentials: set " + String.join(" and ",
                        credentials.stream().map(this::variable).toList()) + ", or each with _FILE for a file");
    }

    /**
     * @throws InvalidRequest when a setting is missing or wrong; the message names the variable and never a secret
     */
    public RelayingEngine open(Map<String, String> environment) {
        return open(environment, Rhythm.USUAL, InstantSource.system());
    }

    RelayingEngine open(Map<String, String> environment, Rhythm rhythm, InstantSource clock) {
        missing(environment).ifPresent(why -> {
            throw new InvalidRequest(ErrorCode.UNKNOWN_ENGINE, why);
        });
        URI address = address(environment);
        Dialect dialect = switch (this) {
            case VOLCENGINE -> new VolcengineDialect(address, credential(environment, "ACCESS_KEY_ID").value(),
                    credential(environment, "SECRET_ACCESS_KEY"), clock);
            case AI302 -> new Ai302Dialect(address, name(environment), credential(environment, "API_KEY"),
                    read(environment, "IDEMPOTENT", false, Cloud::flag));
        };
        return new RelayEngine(this, address, dialect, terms(environment), rhythm);
    }

    private Terms terms(Map<String, String> environment) {
        int atOnce = read(environment, "CONCURRENT", usualTurns, Integer::valueOf);
        double perSecond = read(environment, "QPS", (double) usualTurns, Double::valueOf);
        int deadline = read(environment, "DEADLINE", USUAL_DEADLINE, Integer::valueOf);
        BigDecimal cost = read(environment, "COST", usualCost, BigDecimal::new);
        try {
            return new Terms(atOnce, perSecond, Duration.ofSeconds(deadline),
                    cost.movePointRight(MICROS).longValueExact());
        } catch (IllegalArgumentException | ArithmeticException wrong) {
            throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST, "the settings " + variable("CONCURRENT") + ", "
                    + variable("QPS") + ", " + variable("DEADLINE") + " and " + variable("COST") + " cannot be used: "
                    + wrong.getMessage());
        }
    }

    private URI address(Map<String, String> environment) {
        return read(environment, "URL", URI.create(usualAddress), text -> {
            URI address = URI.create(text);
            if (address.getRawAuthority() == null || !List.of("http", "https").contains(address.getScheme())
                    || address.getRawUserInfo() != null || address.getRawQuery() != null) {
                throw new IllegalArgumentException("it must be http(s)://host, with a port or a path if need be");
            }
            return address;
        });
    }

    private String name(Map<String, String> environment) {
        return read(environment, "NAME", "portrait", text -> {
            if (!text.matches("[A-Za-z0-9_.-]{1,64}")) {
                throw new IllegalArgumentException("it must be a part of a path");
            }
            return text;
        });
    }

    private Secret credential(Map<String, String> environment, String name) {
        try {
            return Secret.of(environment, variable(name)).orElseThrow(() -> new InvalidRequest(
                    ErrorCode.MALFORMED_REQUEST,
                    "engine \"" + engine + "\" has only a part of its credentials: set " + variable(name) + " too"));
        } catch (IllegalArgumentException wrong) {
            throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST, String.valueOf(wrong.getMessage()));
        }
    }

    private boolean hasAllCredentials(Map<String, String> environment) {
        return credentials.stream().allMatch(name -> isSet(environment, name));
    }

    private boolean isSet(Map<String, String> environment, String name) {
        return !environment.getOrDefault(variable(name), "").isBlank()
                || !environment.getOrDefault(variable(name) + "_FILE", "").isBlank();
    }

    private static boolean flag(String text) {
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "1", "yes" -> true;
            case "false", "0", "no" -> false;
            default -> throw new IllegalArgumentException("use true or false");
        };
    }

    private <T> T read(Map<String, String> environment, String name, T otherwise, Function<String, T> reader) {
        String text = environment.getOrDefault(variable(name), "").strip();
        if (text.isEmpty()) {
            return otherwise;
        }
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException wrong) {
            throw new InvalidRequest(ErrorCode.MALFORMED_REQUEST,
                    variable(name) + " is \"" + text + "\", which cannot be used: " + wrong.getMessage());
        }
    }

    private String variable(String name) {
        return "LIKENESS_" + name() + "_" + name;
    }
}
