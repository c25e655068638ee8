package io.riskgate.platform.security;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;
import org.springframework.stereotype.Component;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The JWTs of an OIDC issuer, where one is configured. */
@Component
@ConditionalOnWebApplication
class Tokens {

    private static final Logger log = LoggerFactory.getLogger(Tokens.class);

    private final ObjectProvider<JwtDecoder> decoder;
    private final SecuritySettings settings;

    Tokens(ObjectProvider<JwtDecoder> decoder, SecuritySettings settings) {
        this.decoder = decoder;
        this.settings = settings;
        settings.roleMapping()
                .values()
                .forEach(role -> Role.configured(role, "riskgate.security.role-mapping"));
    }

    /** The caller that a token names, or null where it is none of a configured issuer. */
    @Nullable Authentication authenticate(String token) {
        JwtDecoder configured = decoder.getIfAvailable();
        if (configured == null || token.chars().filter(each -> each == '.').count() != 2) {
            return null;
        }
        try {
            Jwt jwt = configured.decode(token);
            return new JwtAuthenticationToken(jwt, authorities(jwt), name(jwt));
        } catch (JwtException e) {
            log.debug("A token was refused: {}", e.getMessage());
            return null;
        }
    }

    private List<SimpleGrantedAuthority> authorities(Jwt jwt) {
        List<SimpleGrantedAuthority> authorities = new ArrayList<>();
        for (String value : values(claim(jwt))) {
            Role.of(settings.roleMapping().getOrDefault(value, value))
                    .map(role -> new SimpleGrantedAuthority(role.authority()))
                    .ifPresent(authorities::add);
        }
        return authorities;
    }

    private @Nullable Object claim(Jwt jwt) {
        Object claim = jwt.getClaims();
        for (String name : settings.roleClaim().split("\\.")) {
            claim = claim instanceof Map<?, ?> members ? members.get(name) : null;
        }
        return claim;
    }

    private static List<String> values(@Nullable Object claim) {
        return switch (claim) {
            case Collection<?> several ->
                    several.stream().filter(Objects::nonNull).map(Object::toString).toList();
            case String text -> List.of(text.split("[ ,]+"));
            case null, default -> List.of();
        };
    }

    private static String name(Jwt jwt) {
        String name = jwt.getClaimAsString("preferred_username");
        return Objects.requireNonNullElse(
                name, Objects.requireNonNullElse(jwt.getSubject(), "unnamed"));
    }
}
