package io.riskgate.platform.embedded;

import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.Lifecycle;
import org.springframework.context.support.DefaultLifecycleProcessor;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The lifecycle of a command's context: nothing starts by itself, and only what the command made
 * use of is stopped. Spring's own would create every bean that has a lifecycle.
 */
final class OnlyWhatIsUsed extends DefaultLifecycleProcessor {

    private final ConfigurableListableBeanFactory beans;

    OnlyWhatIsUsed(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
        setBeanFactory(beans);
    }

    @Override
    public void onRefresh() {
        // the command starts what it needs
    }

    @Override
    protected Map<String, Lifecycle> getLifecycleBeans() {
        Map<String, Lifecycle> used = new LinkedHashMap<>();
        for (String name : beans.getBeanNamesForType(Lifecycle.class, false, false)) {
            if (beans.getSingleton(name) instanceof Lifecycle bean && bean != this) {
                used.put(name, bean);
            }
        }
        return used;
    }
}
