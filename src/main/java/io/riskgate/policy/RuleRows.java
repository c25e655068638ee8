package io.riskgate.policy;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

import java.util.List;
import java.util.Optional;

/** The stored rule versions. */
interface RuleRows extends Repository<RuleRow, RuleKey> {

    RuleRow saveAndFlush(RuleRow row);

    Optional<RuleRow> findById(RuleKey key);

    @Query("select r from RuleRow r where r.key.ruleId = :id and r.latest")
    Optional<RuleRow> findLatest(String id);

    @Query(
            "select r from RuleRow r where r.latest and not r.deleted and r.key.ruleId > :after"
                    + " order by r.key.ruleId")
    List<RuleRow> findAfter(String after, Limit limit);

    @Query(
            "select r from RuleRow r where r.key.ruleId = :id and r.key.version < :below"
                    + " order by r.key.version desc")
    List<RuleRow> findVersions(String id, int below, Limit limit);
}
