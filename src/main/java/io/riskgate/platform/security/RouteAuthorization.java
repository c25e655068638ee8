package io.riskgate.platform.security;

import org.jspecify.annotations.Nullable;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationResult;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;

import java.util.function.Supplier;

/** Lets through what {@link Routes} allows and nothing else. */
final class RouteAuthorization implements AuthorizationManager<RequestAuthorizationContext> {

    private static final AuthorizationDecision YES = new AuthorizationDecision(true);
    private static final AuthorizationDecision NO = new AuthorizationDecision(false);

    @Override
    public AuthorizationResult authorize(
            Supplier<? extends @Nullable Authentication> caller,
            RequestAuthorizationContext context) {
        Route route = Routes.of(context.getRequest());
        if (route == null) {
            return NO;
        }
        return route.isOpen() || isAllowed(route, caller.get()) ? YES : NO;
    }

    private static boolean isAllowed(Route route, @Nullable Authentication caller) {
        if (caller == null || !caller.isAuthenticated()) {
            return false;
        }
        for (GrantedAuthority authority : caller.getAuthorities()) {
            for (Role role : route.roles()) {
                if (role.authority().equals(authority.getAuthority())) {
                    return true;
                }
            }
        }
        return false;
    }
}
