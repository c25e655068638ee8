package io.riskgate.training;

import java.util.List;
import java.util.Map;

/** This very program, to be started once more as a process of its own. */
public interface OwnProgram {

    /**
     * The command line that starts it.
     *
     * @param jvmOptions before the program
     * @param arguments after it
     */
    List<String> commandLine(List<String> jvmOptions, List<String> arguments);

    /** What its environment must hold for that. */
    Map<String, String> environment();
}
