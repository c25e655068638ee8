package io.riskgate.policy.web;

import io.riskgate.policy.ListEntry;
import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.RefusedException;

import org.springframework.stereotype.Component;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

import java.io.InputStream;
import java.util.Iterator;
import java.util.function.Supplier;

/** Reads list entries one by one from a JSON array or from lines of JSON. */
@Component
class EntryStream {

    private final JsonMapper mapper;

    EntryStream(JsonMapper mapper) {
        this.mapper = mapper;
    }

    Iterator<ListEntry.Content> read(InputStream body) {
        MappingIterator<EntryRequest> requests =
                readable(() -> mapper.readerFor(EntryRequest.class).readValues(body), 0);
        return new Iterator<>() {
            private int row;

            @Override
            public boolean hasNext() {
                return readable(requests::hasNext, row);
            }

            @Override
            public ListEntry.Content next() {
                EntryRequest request = readable(requests::next, row);
                return request.content("[" + row++ + "].");
            }
        };
    }

    private static <T> T readable(Supplier<T> reading, int row) {
        try {
            return reading.get();
        } catch (JacksonException unreadable) {
            throw new RefusedException(
                    ErrorCode.MALFORMED_JSON, "Entry " + row + " could not be read as JSON.");
        }
    }
}
