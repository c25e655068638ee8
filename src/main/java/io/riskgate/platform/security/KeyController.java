package io.riskgate.platform.security;

import io.riskgate.transaction.Page;
import io.riskgate.transaction.RequestFaults;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

import java.security.Principal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** The keys people make; those of the configuration are not among them. */
@RestController
@RequestMapping("/admin/v1/keys")
@ConditionalOnWebApplication
class KeyController {

    private static final String NAME = "[A-Za-z0-9._-]{1,64}";

    private final KeyAdministration keys;

    KeyController(KeyAdministration keys) {
        this.keys = keys;
    }

    @GetMapping
    Page<KeyDocument> list(
            @RequestParam @Nullable Integer limit, @RequestParam @Nullable UUID after) {
        return keys.page(after, Page.limit(limit));
    }

    @GetMapping("/{id}")
    KeyDocument get(@PathVariable UUID id) {
        return keys.get(id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    IssuedKey create(@RequestBody KeyRequest request, Principal caller) {
        RequestFaults faults = new RequestFaults();
        String name = faults.text("name", request.name(), 64);
        if (!name.isEmpty() && !name.matches(NAME)) {
            faults.add("name", "name must be 1 to 64 characters of A-Z, a-z, 0-9 and . _ -");
        }
        String label = faults.text("role", request.role(), 64);
        Role role = Role.of(label).orElse(null);
        if (role == null && !label.isEmpty()) {
            faults.add("role", "role must be one of " + Role.labels());
        }
        Integer rateLimit = request.rateLimit();
        if (rateLimit != null && rateLimit < 1) {
            faults.add("rateLimit", "rateLimit must be 1 or more requests a second");
        }
        faults.refuse();
        return IssuedKey.of(
                keys.create(name, Objects.requireNonNull(role), rateLimit, caller.getName()));
    }

    @PostMapping("/{id}/rotate")
    IssuedKey rotate(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable Revision body) {
        return IssuedKey.of(keys.rotate(id, body == null ? null : body.revision()));
    }

    @PostMapping("/{id}/revoke")
    KeyDocument revoke(
            @PathVariable UUID id, @RequestBody(required = false) @Nullable Revision body) {
        return keys.revoke(id, body == null ? null : body.revision());
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable UUID id, @RequestParam @Nullable Long revision) {
        keys.revoke(id, revision);
    }

    /** What a new key is to be. */
    record KeyRequest(@Nullable String name, @Nullable String role, @Nullable Integer rateLimit) {}

    /** The revision that was read, null to change the key whatever it is. */
    record Revision(@Nullable Long revision) {}

    /** A key with its secret, which is shown this once. */
    record IssuedKey(
            UUID id,
            String name,
            String role,
            @Nullable Integer rateLimit,
            long revision,
            Instant createdAt,
            String secret) {

        static IssuedKey of(KeyAdministration.Issued issued) {
            KeyDocument key = issued.key();
            return new IssuedKey(
                    key.id(),
                    key.name(),
                    key.role(),
                    key.rateLimit(),
                    key.revision(),
                    key.createdAt(),
                    issued.secret());
        }

        /* Frameworks log what they write. */
        @Override
        public String toString() {
            return "IssuedKey[" + id + ", " + name + "]";
        }
    }
}
