package io.riskgate.feature;

/** The steps that can still be taken back, oldest first; their objects are used again. */
final class Steps {

    private final int keys;
    private Step[] ring;
    private int first;
    private int size;

    Steps(int keys) {
        this.keys = keys;
        this.ring = new Step[64];
        for (int i = 0; i < ring.length; i++) {
            ring[i] = new Step(keys);
        }
    }

    boolean isEmpty() {
        return size == 0;
    }

    int size() {
        return size;
    }

    Step get(int index) {
        return ring[first + index & ring.length - 1];
    }

    Step last() {
        return get(size - 1);
    }

    Step add() {
        if (size == ring.length) {
            grow();
        }
        size++;
        return last();
    }

    void removeFirst() {
        get(0).clear();
        first = first + 1 & ring.length - 1;
        size--;
    }

    void removeLast() {
        last().clear();
        size--;
    }

    private void grow() {
        Step[] larger = new Step[ring.length * 2];
        for (int i = 0; i < larger.length; i++) {
            larger[i] = i < size ? get(i) : new Step(keys);
        }
        ring = larger;
        first = 0;
    }
}
