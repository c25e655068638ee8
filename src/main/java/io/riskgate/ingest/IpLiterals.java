package io.riskgate.ingest;

import java.net.InetAddress;

/** Tells IPv4 and IPv6 literals from other text; never asks a name server. */
final class IpLiterals {

    private static final int LONGEST = 45;

    private IpLiterals() {}

    /** Four decimal parts without leading zeros, or IPv6 without a zone. */
    static boolean is(String text) {
        if (text.isEmpty() || text.length() > LONGEST) {
            return false;
        }
        return text.indexOf(':') >= 0 ? isVersion6(text) : isVersion4(text);
    }

    private static boolean isVersion4(String text) {
        int parts = 1;
        int value = -1;
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (character == '.' && value >= 0) {
                parts++;
                value = -1;
            } else if (character >= '0' && character <= '9' && value != 0) {
                value = Math.max(value, 0) * 10 + character - '0';
            } else {
                return false;
            }
            if (value > 255) {
                return false;
            }
        }
        return parts == 4 && value >= 0;
    }

    private static boolean isVersion6(String text) {
        for (int at = 0; at < text.length(); at++) {
            char character = text.charAt(at);
            if (Character.digit(character, 16) < 0 && character != ':' && character != '.'
                    || character > 'f') {
                return false;
            }
        }
        int embedded = text.lastIndexOf(':') + 1;
        if (text.indexOf('.') >= 0 && !isVersion4(text.substring(embedded))) {
            return false;
        }
        try {
            InetAddress.ofLiteral(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
