package io.riskgate.policy;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The rules in memory, compiled: those of this moment, and those of earlier ones on demand. */
@Component
class LiveRules {

    private static final Logger log = LoggerFactory.getLogger(LiveRules.class);

    private final RuleVersions versions;
    private final RuleLanguage language;
    private final Map<String, CompiledRule> compiled = new ConcurrentHashMap<>();

    private volatile RuleSet current = RuleSet.NONE;

    LiveRules(RuleVersions versions, RuleLanguage language) {
        this.versions = versions;
        this.language = language;
    }

    RuleSet current() {
        return current;
    }

    /** The rules as they were at a revision. */
    RuleSet at(long revision) {
        RuleSet now = current;
        return revision == now.revision() ? now : set(revision, versions.asOf(revision));
    }

    /** Takes over what the database holds now, if it is newer. */
    synchronized void refresh(long revision) {
        if (revision > current.revision()) {
            RuleSet fresh = set(revision, versions.asOf(revision));
            current = fresh;
            log.info("Rules of revision {} are live.", revision);
        }
    }

    private RuleSet set(long revision, List<Rule> rules) {
        return new RuleSet(revision, rules.stream().map(this::compile).toList());
    }

    /* A version never changes, so it is compiled once, however many revisions it outlives. */
    private CompiledRule compile(Rule rule) {
        return compiled.computeIfAbsent(
                rule.id() + "/" + rule.version(), key -> compileNow(rule, key));
    }

    private CompiledRule compileNow(Rule rule, String key) {
        try {
            return new CompiledRule(rule, language.compile(rule.expression(), null));
        } catch (RuleRefusedException refused) {
            log.error(
                    "Rule {} is no longer understood and will fail: {}", key, refused.getMessage());
            return new CompiledRule(rule, null);
        }
    }
}
