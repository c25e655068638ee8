package io.riskgate.platform.problem;

import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.FieldFault;
import io.riskgate.transaction.RefusedException;

import org.springframework.http.converter.HttpMessageNotReadableException;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import java.util.List;

/** What is wrong with a body that the framework could not read. */
final class UnreadableBodies {

    private UnreadableBodies() {}

    static RefusedException refusal(HttpMessageNotReadableException unreadable) {
        return switch (unreadable.getCause()) {
            case UnrecognizedPropertyException unknown ->
                    invalid(
                            path(unknown),
                            ErrorCode.UNKNOWN_FIELD.code(),
                            path(unknown) + " is not a field that is known here.");
            case DatabindException wrong ->
                    invalid(
                            path(wrong),
                            "invalid_type",
                            path(wrong) + " is missing or not of the right type.");
            case null, default ->
                    new RefusedException(
                            ErrorCode.MALFORMED_JSON, "The body is not well-formed JSON.");
        };
    }

    private static RefusedException invalid(String field, String code, String message) {
        return RefusedException.invalid(List.of(new FieldFault(field, code, message.strip())));
    }

    private static String path(JacksonException wrong) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : wrong.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.toString();
    }
}
