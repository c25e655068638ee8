package io.riskgate.training;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a run in a process of its own says on its way, one line each.
 *
 * @param done parts of the stage
 * @param of so many
 */
record RunEvent(Stages.Stage stage, int done, int of) {

    private static final String MARK = "{\"stage\":";

    String line() {
        return JsonMapper.shared().writeValueAsString(this);
    }

    /** The event of a line; null for one that says something else. */
    static @Nullable RunEvent read(String line) {
        if (!line.startsWith(MARK)) {
            return null;
        }
        try {
            return JsonMapper.shared().readValue(line, RunEvent.class);
        } catch (JacksonException e) {
            return null;
        }
    }
}
