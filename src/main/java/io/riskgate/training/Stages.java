package io.riskgate.training;

/** Is told how far a run has come. */
interface Stages {

    /** Says nothing. */
    Stages SILENT =
            new Stages() {
                @Override
                public void enter(Stage stage) {}

                @Override
                public void progress(int done, int of) {}
            };

    /** A stage begins. */
    void enter(Stage stage);

    /** So many parts of the stage are done. */
    void progress(int done, int of);

    /** The stages in their order. */
    enum Stage {
        COLLECT,
        PREPARE,
        SELECT,
        FIT,
        ASSESS,
        REGISTER
    }
}
