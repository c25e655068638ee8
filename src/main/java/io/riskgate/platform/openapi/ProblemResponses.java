package io.riskgate.platform.openapi;

import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.FieldFault;
import io.riskgate.transaction.ProblemDocument;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The errors of every operation, from the one enum of codes. */
final class ProblemResponses {

    private static final List<ErrorCode> OF_EVERY_OPERATION =
            List.of(
                    ErrorCode.INVALID_REQUEST,
                    ErrorCode.UNAUTHENTICATED,
                    ErrorCode.FORBIDDEN,
                    ErrorCode.RATE_LIMITED,
                    ErrorCode.INTERNAL_ERROR,
                    ErrorCode.OVERLOADED,
                    ErrorCode.JOURNAL_UNAVAILABLE);

    private ProblemResponses() {}

    static void addTo(OpenAPI api) {
        api.getPaths()
                .forEach(
                        (path, item) ->
                                item.readOperationsMap()
                                        .forEach(
                                                (method, operation) ->
                                                        add(path, method, operation)));
    }

    private static void add(String path, PathItem.HttpMethod method, Operation operation) {
        Map<Integer, List<ErrorCode>> byStatus = new LinkedHashMap<>();
        for (ErrorCode code : codes(path, method)) {
            byStatus.computeIfAbsent(code.status(), status -> new ArrayList<>()).add(code);
        }
        byStatus.forEach(
                (status, codes) ->
                        operation
                                .getResponses()
                                .addApiResponse(status.toString(), response(path, codes)));
    }

    private static List<ErrorCode> codes(String path, PathItem.HttpMethod method) {
        List<ErrorCode> codes = new ArrayList<>(OF_EVERY_OPERATION);
        if (path.contains("{")) {
            codes.add(ErrorCode.NOT_FOUND);
        }
        if (method != PathItem.HttpMethod.GET) {
            codes.addAll(
                    List.of(
                            ErrorCode.MALFORMED_JSON,
                            ErrorCode.UNKNOWN_FIELD,
                            ErrorCode.PAYLOAD_TOO_LARGE,
                            ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                            ErrorCode.STATE_CONFLICT));
            codes.add(
                    path.startsWith("/v1/decisions")
                            ? ErrorCode.TRANSACTION_CONFLICT
                            : ErrorCode.UNPROCESSABLE);
        }
        return codes;
    }

    private static ApiResponse response(String path, List<ErrorCode> codes) {
        MediaType type =
                new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"));
        for (ErrorCode code : codes) {
            type.addExamples(
                    code.code(),
                    new io.swagger.v3.oas.models.examples.Example()
                            .value(example(path, code).members()));
        }
        return new ApiResponse()
                .description(String.join(" or ", codes.stream().map(ErrorCode::code).toList()))
                .content(new Content().addMediaType(ProblemDocument.MEDIA_TYPE, type));
    }

    private static ProblemDocument example(String path, ErrorCode code) {
        boolean listsFaults = code == ErrorCode.INVALID_REQUEST || code == ErrorCode.UNKNOWN_FIELD;
        List<FieldFault> faults =
                listsFaults
                        ? List.of(
                                new FieldFault(
                                        "field",
                                        code == ErrorCode.UNKNOWN_FIELD
                                                ? "unknown_field"
                                                : "required",
                                        "What is wrong with it."))
                        : List.of();
        return new ProblemDocument(
                code.status(),
                code,
                "What happened and what to do.",
                path,
                "3f0c2a68-9d2b-4b7e-8f25-5e0a4c0d9a11",
                faults,
                Map.of());
    }
}
