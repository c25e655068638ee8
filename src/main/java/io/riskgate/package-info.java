/**
 * Riskgate: the gate every payment passes.
 *
 * <table>
 *   <caption>The modules in the order of the flow</caption>
 *   <tr><th>package</th><th>what lives there</th><th>may use, besides transaction and metric</th></tr>
 *   <tr><td>{@code transaction}</td><td>the language every module speaks: transaction, amount, identifiers, instants, refusals</td><td>–</td></tr>
 *   <tr><td>{@code metric}</td><td>the names of everything measured, one enum</td><td>–</td></tr>
 *   <tr><td>{@code feature}</td><td>definitions, profiles (per-entity state), windows, the vector</td><td>–</td></tr>
 *   <tr><td>{@code registry}</td><td>model versions, manifests, aliases</td><td>feature</td></tr>
 *   <tr><td>{@code scoring}</td><td>ONNX sessions, deadline, fallback, hot swap, contributions</td><td>feature, registry</td></tr>
 *   <tr><td>{@code policy}</td><td>lists, rules, thresholds, reasons: score to outcome</td><td>feature, registry, scoring</td></tr>
 *   <tr><td>{@code decision}</td><td>the pipeline and its budget; owns the ports it needs</td><td>feature, registry, scoring, policy</td></tr>
 *   <tr><td>{@code ingest}</td><td>the doors: web, kafka, file (import)</td><td>decision, outcome</td></tr>
 *   <tr><td>{@code journal}</td><td>the durable record, identity, spill, outbox, trace and replay</td><td>feature, registry, scoring, policy, decision, outcome</td></tr>
 *   <tr><td>{@code outcome}</td><td>the ledger of what really happened; tells the features</td><td>feature</td></tr>
 *   <tr><td>{@code casework}</td><td>cases, queue, resolution</td><td>policy, decision, journal, outcome</td></tr>
 *   <tr><td>{@code backtest}</td><td>what rules and thresholds would have done</td><td>registry, policy, journal, outcome</td></tr>
 *   <tr><td>{@code training}</td><td>collect, prepare, select, fit, assess, gate, register</td><td>feature, registry, scoring, policy, journal, outcome</td></tr>
 *   <tr><td>{@code monitoring}</td><td>drift, live performance, latency, cost</td><td>feature, registry, journal, outcome</td></tr>
 *   <tr><td>{@code simulation}</td><td>a seeded world of cardholders, merchants and fraudsters</td><td>outcome</td></tr>
 *   <tr><td>{@code platform}</td><td>security, problem details, clock, JSON, embedded services, command line: imported by no module</td><td>all</td></tr>
 * </table>
 *
 * <p>The root package of a module is its public door; adapters sit in sub-packages ({@code web},
 * {@code kafka}, {@code onnx}, {@code jdbc}) that use the root and are never used by it.
 */
@NullMarked
package io.riskgate;

import org.jspecify.annotations.NullMarked;
