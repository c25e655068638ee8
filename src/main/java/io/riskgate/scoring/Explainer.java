package io.riskgate.scoring;

/** Says how a model came to a score. */
interface Explainer {

    /**
     * What each column added.
     *
     * @param row the model's columns in order, NaN for missing
     */
    Contributions explain(float[] row);

    /** One that cannot, and says why. */
    static Explainer unavailable(String why) {
        Contributions none = new Contributions.Unavailable(why);
        return _ -> none;
    }
}
