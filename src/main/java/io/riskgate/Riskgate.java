package io.riskgate;

import io.riskgate.platform.command.RiskgateCommandLine;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** The service and its commands. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class Riskgate {

    /** Runs the command that the arguments name; {@code serve} without any. */
    public static void main(String[] args) {
        RiskgateCommandLine.main(Riskgate.class, args);
    }
}
