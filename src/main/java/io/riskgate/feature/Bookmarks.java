package io.riskgate.feature;

/**
 * Where the edges of a stream's windows were found last, in the directory of a profile.
 *
 * <p>An edge moves on by an event or two from one transaction of an entity to its next. Looked for
 * from where it was it is found at once, where a search by halves would wait for memory again and
 * again; and as the place is known beforehand, the rows there can be asked for together with
 * everything else. A bookmark is only where the search begins: any value is a right one.
 *
 * <p>Four fit into a word.
 */
final class Bookmarks {

    private static final int A_WORD = 4;
    private static final int BITS = 16;
    private static final int LARGEST = (1 << BITS) - 1;

    private Bookmarks() {}

    /** How many words so many edges take. */
    static int words(int edges) {
        return (edges + A_WORD - 1) / A_WORD;
    }

    /** Where an edge was found last; {@code first} is the first word of a stream's bookmarks. */
    static int get(long[] words, int first, int edge) {
        return (int) (words[first + edge / A_WORD] >>> edge % A_WORD * BITS) & LARGEST;
    }

    static void set(long[] words, int first, int edge, int row) {
        int shift = edge % A_WORD * BITS;
        long others = words[first + edge / A_WORD] & ~((long) LARGEST << shift);
        words[first + edge / A_WORD] = others | (long) Math.min(row, LARGEST) << shift;
    }
}
