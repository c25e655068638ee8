package io.riskgate.platform.approval;

import io.riskgate.transaction.Changes;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.util.Set;

/**
 * What needs four eyes.
 *
 * @param fourEyes kinds of changes that another than the proposer must approve; none unless
 *     configured
 */
@ConfigurationProperties("riskgate.approval")
record ApprovalSettings(@DefaultValue Set<Changes.Kind> fourEyes) {

    ApprovalSettings {
        fourEyes = Set.copyOf(fourEyes);
    }
}
