package io.riskgate.ingest;

/** What characters a text is made of. */
final class Characters {

    private static final int MAX_KEY = 64;

    private Characters() {}

    /** 1 to 64 of {@code A-Za-z0-9._:-}. */
    static boolean areKey(String text) {
        if (text.isEmpty() || text.length() > MAX_KEY) {
            return false;
        }
        for (int at = 0; at < text.length(); at++) {
            char each = text.charAt(at);
            boolean letterOrDigit =
                    each >= 'a' && each <= 'z'
                            || each >= 'A' && each <= 'Z'
                            || each >= '0' && each <= '9';
            if (!letterOrDigit && each != '.' && each != '_' && each != ':' && each != '-') {
                return false;
            }
        }
        return true;
    }

    /**
     * At least one character that shows, and none that is a control, a format or half of a pair.
     */
    static boolean arePrintable(String text) {
        boolean visible = false;
        for (int at = 0; at < text.length(); ) {
            int each = text.codePointAt(at);
            if (each < ' ' || each > '~' && !isPrintable(each)) {
                return false;
            }
            visible |= each > ' ' && Character.getType(each) != Character.SPACE_SEPARATOR;
            at += Character.charCount(each);
        }
        return visible;
    }

    /** Unicode text that a database can hold: no NUL, no half of a surrogate pair. */
    static boolean areStorable(String text) {
        for (int at = 0; at < text.length(); ) {
            int each = text.codePointAt(at);
            if (each == 0 || each >= Character.MIN_SURROGATE && each <= Character.MAX_SURROGATE) {
                return false;
            }
            at += Character.charCount(each);
        }
        return true;
    }

    private static boolean isPrintable(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR ->
                    false;
            default -> true;
        };
    }
}
