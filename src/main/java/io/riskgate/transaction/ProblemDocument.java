package io.riskgate.transaction;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An error as it leaves the service: the members of an RFC 9457 problem document.
 *
 * @param status the HTTP status
 * @param code the stable code
 * @param detail what happened and what to do, for a person
 * @param instance the path that was asked for
 * @param requestId names the request in the logs
 * @param errors what is wrong with which field
 * @param figures further members
 */
public record ProblemDocument(
        int status,
        ErrorCode code,
        String detail,
        String instance,
        String requestId,
        List<FieldFault> errors,
        Map<String, Object> figures) {

    /** The media type of the document. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** The refusal of a request. */
    public static ProblemDocument of(RefusedException refusal, String instance, String requestId) {
        return new ProblemDocument(
                refusal.code().status(),
                refusal.code(),
                String.valueOf(refusal.getMessage()),
                instance,
                requestId,
                refusal.faults(),
                refusal.figures());
    }

    /** The members by name, in the order they are written. */
    public Map<String, Object> members() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("type", "urn:riskgate:problem:" + code.code());
        members.put("title", title());
        members.put("status", status);
        members.put("detail", detail);
        members.put("instance", instance);
        members.put("code", code.code());
        members.put("requestId", requestId);
        if (!errors.isEmpty()) {
            members.put("errors", errorMembers());
        }
        figures.forEach(members::putIfAbsent);
        return members;
    }

    private List<Map<String, String>> errorMembers() {
        List<Map<String, String>> members = new ArrayList<>(errors.size());
        for (FieldFault fault : errors) {
            Map<String, String> member = new LinkedHashMap<>();
            member.put("field", fault.field());
            member.put("code", fault.code());
            member.put("message", fault.message());
            members.add(member);
        }
        return members;
    }

    private String title() {
        String words = code.code().replace('_', ' ').replace("json", "JSON");
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
