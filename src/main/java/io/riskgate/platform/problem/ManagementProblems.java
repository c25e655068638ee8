package io.riskgate.platform.problem;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;

import java.util.Set;

/**
 * How the Tomcat of the management port reports errors. Its context is another than the service's,
 * takes its configuration by name from META-INF, and would also find this class, were it a
 * configuration by annotation, in the service's own.
 */
class ManagementProblems {

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> managementProblemReports() {
        return new Reports();
    }

    /** After Boot's own, whose page of errors it takes away. */
    private static final class Reports
            implements WebServerFactoryCustomizer<TomcatServletWebServerFactory>, Ordered {

        @Override
        public int getOrder() {
            return LOWEST_PRECEDENCE;
        }

        @Override
        public void customize(TomcatServletWebServerFactory factory) {
            factory.setErrorPages(Set.of());
            ProblemValve.reportErrorsOf(factory);
        }
    }
}
