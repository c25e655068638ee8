package io.riskgate.training;

/** The checks before anything is fitted. */
final class Preparation {

    private Preparation() {}

    /**
     * @throws RefusedTrainingException with the first thing that makes training pointless
     */
    static void check(Request request, Sample training, Sample unseen) {
        Windows windows = request.windows();
        bothClasses("training", windows.trained(), training);
        bothClasses("assess", windows.assessed(), unseen);
    }

    private static void bothClasses(String name, Window window, Sample sample) {
        int rows = sample.rows().size();
        int frauds = sample.frauds();
        if (frauds == 0 || frauds == rows) {
            throw new RefusedTrainingException(
                    "The %s window %s to %s holds %d labelled transactions, %d of them frauds (%d without label): both kinds are needed; choose another --as-of or a longer window."
                            .formatted(
                                    name,
                                    window.from(),
                                    window.to(),
                                    rows,
                                    frauds,
                                    sample.unlabelled()));
        }
    }
}
