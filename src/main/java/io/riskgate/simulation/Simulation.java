package io.riskgate.simulation;

import java.util.Iterator;

/**
 * A world that never ends, happening by happening in order of time: the same settings always tell
 * the same story. Memory follows the number of cardholders and not the length of the story.
 */
public final class Simulation implements Iterator<Happening> {

    private final World world;

    public Simulation(SimulationSettings settings) {
        world = new World(settings);
        SkimmedTerminals skimmed = new SkimmedTerminals(world);
        EverydayLife life = new EverydayLife(world, skimmed);
        world.population.cardholders().forEach(life::begin);
        new Fraudsters(world, skimmed)
                .begin(settings.fraudShare() * world.population.paymentsPerDay());
    }

    @Override
    public boolean hasNext() {
        return true;
    }

    @Override
    public Happening next() {
        return world.next();
    }
}
