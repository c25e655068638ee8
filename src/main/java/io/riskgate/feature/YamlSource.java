package io.riskgate.feature;

import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads YAML as a tree in which every piece knows its line. */
final class YamlSource {

    private final Faults faults;

    private YamlSource(Faults faults) {
        this.faults = faults;
    }

    /** The tree of a document; faults are added, and what can be read is returned. */
    static Source read(String yaml, Faults faults) {
        return new YamlSource(faults).document(yaml);
    }

    private Source document(String yaml) {
        Source nothing = new Source.Nothing("line 1");
        try {
            if (hasAliases(yaml)) {
                return nothing;
            }
            Node root = yaml().compose(new StringReader(yaml));
            return root == null ? nothing : source(root);
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 1 : e.getProblemMark().getLine() + 1;
            faults.add("line " + line, "malformed_yaml", "not YAML: " + e.getProblem());
        } catch (YAMLException e) {
            faults.add(nothing, "malformed_yaml", "not YAML: " + e.getMessage());
        }
        return nothing;
    }

    /* An alias can make a document endless or exponentially large; no declaration needs one. */
    private boolean hasAliases(String yaml) {
        boolean found = false;
        for (var event : yaml().parse(new StringReader(yaml))) {
            if (event instanceof AliasEvent alias) {
                faults.add(
                        "line " + (alias.getStartMark().getLine() + 1),
                        "alias_not_allowed",
                        "aliases (*" + alias.getAnchor() + ") are not allowed; write it out");
                found = true;
            }
        }
        return found;
    }

    private static Yaml yaml() {
        return new Yaml(new SafeConstructor(new LoaderOptions()));
    }

    private Source source(Node node) {
        String where = where(node);
        return switch (node) {
            case MappingNode map -> fields(map);
            case SequenceNode list -> {
                List<Source> items = new ArrayList<>();
                list.getValue().forEach(item -> items.add(source(item)));
                yield new Source.Items(where, items);
            }
            case ScalarNode scalar -> scalar(scalar);
            default -> new Source.Nothing(where);
        };
    }

    private static Source scalar(ScalarNode node) {
        String text = node.getValue();
        if (node.getScalarStyle() != ScalarStyle.PLAIN) {
            return new Source.Scalar(where(node), text, text);
        }
        boolean absent = text.isEmpty() || text.equals("null") || text.equals("~");
        return absent ? new Source.Nothing(where(node)) : Source.plain(where(node), text);
    }

    private Source fields(MappingNode map) {
        Map<String, Source> fields = new LinkedHashMap<>();
        for (NodeTuple entry : map.getValue()) {
            String key =
                    entry.getKeyNode() instanceof ScalarNode scalar
                            ? scalar.getValue()
                            : entry.getKeyNode().getTag().toString();
            if (fields.put(key, source(entry.getValueNode())) != null) {
                faults.add(
                        where(entry.getKeyNode()), "duplicate_key", "'" + key + "' stands twice");
            }
        }
        return new Source.Fields(where(map), fields);
    }

    private static String where(Node node) {
        return "line " + (node.getStartMark().getLine() + 1);
    }
}
