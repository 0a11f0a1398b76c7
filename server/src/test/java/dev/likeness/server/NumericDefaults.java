package dev.likeness.server;

import io.swagger.v3.oas.models.media.Schema;
import java.math.BigDecimal;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/**
 * The annotations can only give a default as text; in the description of a number it has to be a number. Found by the
 * service through META-INF/spring, because what generates the description is on the class path of tests only.
 */
@AutoConfiguration
public class NumericDefaults {
    @Bean
    GlobalOpenApiCustomizer numericDefaults() {
        return api -> api.getComponents().getSchemas().values().forEach(NumericDefaults::mend);
    }

    @SuppressWarnings({"rawtypes", "unchecked"}) // as swagger-core has it
    private static void mend(Schema schema) {
        if ("number".equals(schema.getType()) || "integer".equals(schema.getType())
                || schema.getTypes() != null && (schema.getTypes().contains("number")
                        || schema.getTypes().contains("integer"))) {
            if (schema.getDefault() instanceof String text) {
                schema.setDefault(new BigDecimal(text));
            }
        }
        Map<String, Schema> properties = schema.getProperties();
        if (properties != null) {
            properties.values().forEach(NumericDefaults::mend);
        }
    }
}
