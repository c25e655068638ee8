package io.riskgate.platform.openapi;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;

import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.PropertySource;

/** The description of the HTTP interface, made when it is first asked for. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
@PropertySource("classpath:openapi/springdoc.properties")
class OpenApiConfiguration {

    private static final String SCHEME = "key";

    @Bean
    @Lazy
    OpenAPI riskgateApi() {
        return new OpenAPI()
                .info(
                        new Info()
                                .title("Riskgate")
                                .version("v1")
                                .description(
                                        "Fraud and risk decisions in milliseconds: explained,"
                                                + " durable, reproducible.")
                                .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .components(
                        new Components()
                                .addSecuritySchemes(
                                        SCHEME,
                                        new SecurityScheme()
                                                .type(SecurityScheme.Type.HTTP)
                                                .scheme("bearer")
                                                .description(
                                                        "An API key (rk_…) or the token of a"
                                                                + " configured issuer.")))
                .addSecurityItem(new SecurityRequirement().addList(SCHEME));
    }

    @Bean
    OpenApiCustomizer writtenDescriptions() {
        return api -> {
            Descriptions.load().addTo(api);
            ProblemResponses.addTo(api);
        };
    }
}
