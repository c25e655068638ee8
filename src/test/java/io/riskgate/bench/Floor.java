package io.riskgate.bench;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

import tools.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * What the same server stack does with the same JSON and no work behind it: Tomcat, Spring MVC and
 * Jackson, on virtual threads, without keys.
 */
@Configuration(proxyBeanMethods = false)
@Profile("floor")
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class
})
@Import(Floor.Echo.class)
public class Floor {

    /** Listens on the port given. */
    public static void main(String[] arguments) {
        SpringApplication.run(
                Floor.class, "--spring.profiles.active=floor", "--server.port=" + arguments[0]);
    }

    /** Starts it as a process of its own. */
    static Process start(int port) throws IOException {
        String classes =
                System.getProperty(
                        "surefire.test.class.path", System.getProperty("java.class.path"));
        return new ProcessBuilder(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-cp",
                                classes,
                                Floor.class.getName(),
                                Integer.toString(port)))
                .redirectErrorStream(true)
                .redirectOutput(Path.of("target", "bench", "floor.log").toFile())
                .start();
    }

    @RestController
    @Profile("floor")
    static class Echo {

        @GetMapping("/readyz")
        String ready() {
            return "ready";
        }

        @PostMapping(
                path = "/v1/decisions",
                consumes = MediaType.APPLICATION_JSON_VALUE,
                produces = MediaType.APPLICATION_JSON_VALUE)
        JsonNode echo(@RequestBody JsonNode transaction) {
            return transaction;
        }
    }
}
