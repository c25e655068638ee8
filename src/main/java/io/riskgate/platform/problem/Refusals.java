package io.riskgate.platform.problem;

import io.riskgate.transaction.ErrorCode;
import io.riskgate.transaction.FieldFault;
import io.riskgate.transaction.RefusedException;

import jakarta.validation.ConstraintViolationException;

import org.jspecify.annotations.Nullable;
import org.springframework.beans.TypeMismatchException;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.validation.BindException;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.MethodArgumentNotValidException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.multipart.MaxUploadSizeExceededException;
import org.springframework.web.multipart.MultipartException;
import org.springframework.web.multipart.support.MissingServletRequestPartException;

import java.util.List;

/** What the exceptions of the framework mean as refusals. */
final class Refusals {

    private Refusals() {}

    /** The refusal that an exception stands for, or null where it stands for none. */
    static @Nullable RefusedException of(Throwable thrown) {
        return switch (thrown) {
            case RefusedException refused -> refused;
            case HttpMessageNotReadableException unreadable -> UnreadableBodies.refusal(unreadable);
            case MethodArgumentNotValidException invalid -> bound(invalid.getBindingResult());
            case BindException invalid -> bound(invalid.getBindingResult());
            case HandlerMethodValidationException invalid -> parameters(invalid);
            case ConstraintViolationException invalid -> violations(invalid);
            case MissingServletRequestParameterException missing ->
                    required(missing.getParameterName());
            case MissingRequestHeaderException missing -> required(missing.getHeaderName());
            case MissingServletRequestPartException missing ->
                    required(missing.getRequestPartName());
            case MethodArgumentTypeMismatchException mismatch -> mistyped(mismatch.getName());
            case TypeMismatchException mismatch ->
                    mistyped(String.valueOf(mismatch.getPropertyName()));
            case MaxUploadSizeExceededException large ->
                    new RefusedException(ErrorCode.PAYLOAD_TOO_LARGE, Statuses.detail(413));
            case MultipartException unreadable ->
                    new RefusedException(
                            ErrorCode.INVALID_REQUEST, "Send the body as multipart/form-data.");
            case OptimisticLockingFailureException stale ->
                    conflict("It was changed in the meantime: read it again.");
            case DuplicateKeyException duplicate -> conflict("It exists already.");
            case DataAccessResourceFailureException unavailable -> databaseAway();
            case CannotCreateTransactionException unavailable -> databaseAway();
            default -> null;
        };
    }

    private static RefusedException bound(BindingResult result) {
        return RefusedException.invalid(
                result.getAllErrors().stream()
                        .map(
                                error ->
                                        fault(
                                                error instanceof FieldError field
                                                        ? field.getField()
                                                        : "",
                                                error))
                        .toList());
    }

    private static RefusedException parameters(HandlerMethodValidationException invalid) {
        return RefusedException.invalid(
                invalid.getParameterValidationResults().stream()
                        .flatMap(
                                result ->
                                        result.getResolvableErrors().stream()
                                                .map(
                                                        error ->
                                                                fault(
                                                                        String.valueOf(
                                                                                result.getMethodParameter()
                                                                                        .getParameterName()),
                                                                        error)))
                        .toList());
    }

    private static RefusedException violations(ConstraintViolationException invalid) {
        return RefusedException.invalid(
                invalid.getConstraintViolations().stream()
                        .map(
                                violation ->
                                        new FieldFault(
                                                violation.getPropertyPath().toString(),
                                                "invalid_value",
                                                violation.getMessage()))
                        .toList());
    }

    private static FieldFault fault(String field, MessageSourceResolvable error) {
        String message = error.getDefaultMessage();
        return new FieldFault(
                field, "invalid_value", message == null ? "This value is not valid." : message);
    }

    private static RefusedException required(String name) {
        return RefusedException.invalid(
                List.of(new FieldFault(name, "required", name + " is required.")));
    }

    private static RefusedException mistyped(String name) {
        return RefusedException.invalid(
                List.of(new FieldFault(name, "invalid_type", name + " is not of the right type.")));
    }

    private static RefusedException conflict(String detail) {
        return new RefusedException(ErrorCode.STATE_CONFLICT, detail);
    }

    private static RefusedException databaseAway() {
        return new RefusedException(
                ErrorCode.JOURNAL_UNAVAILABLE, "The database does not answer now; try again.");
    }
}
