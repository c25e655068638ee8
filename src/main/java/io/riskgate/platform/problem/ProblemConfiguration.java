package io.riskgate.platform.problem;

import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How Tomcat reports errors. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication
class ProblemConfiguration {

    /*
     * A caller that is still sending a body which was refused reads its answer only if the rest is taken from the wire
     * and dropped; beyond this many bytes the connection is closed on it.
     */
    private static final int MAX_DROPPED_BYTES = 32 << 20;

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports() {
        return factory -> {
            ProblemValve.reportErrorsOf(factory);
            factory.addConnectorCustomizers(
                    connector -> connector.setProperty("maxSwallowSize", "" + MAX_DROPPED_BYTES));
        };
    }
}
