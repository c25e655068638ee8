package io.riskgate.platform.embedded;

import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;

/** This program, for training runs. */
@Component
class ThisProgram implements io.riskgate.training.OwnProgram {

    @Override
    public List<String> commandLine(List<String> jvmOptions, List<String> arguments) {
        return OwnProgram.commandLine(jvmOptions, arguments);
    }

    @Override
    public Map<String, String> environment() {
        return OwnProgram.environment();
    }
}
