{{/*
What a schema cannot say, or not why. Included by the deployment, so that nothing is rendered without it.
*/}}
{{- define "riskgate.checks" -}}
{{- if gt (int .Values.replicas) 1 -}}
{{- fail (printf "replicas is %d, and Riskgate serves from one: every decision takes its place in one total order and reads profiles that live in one process, so a second replica would count each account's transactions only in part and decide on half of what happened. Give the one more CPU instead, or install a second release for another set of accounts, with its own database and topics." (int .Values.replicas)) -}}
{{- end -}}
{{- if not .Values.persistence.enabled -}}
{{- fail "persistence.enabled is false, and the home must outlive the pod: decisions answered while PostgreSQL was away stand only in the spill journal there until they are drained, and a volume that goes with the pod would lose them. Leave it true, with persistence.storageClass or persistence.existingClaim as the cluster has it." -}}
{{- end -}}
{{- if le (int .Values.shutdown.graceSeconds) (add (int .Values.shutdown.drainSeconds) 10 | int) -}}
{{- fail (printf "shutdown.graceSeconds is %d: it must be more than shutdown.drainSeconds (%d) and the ten seconds that closing takes after the drain, or the kubelet kills the service while it drains." (int .Values.shutdown.graceSeconds) (int .Values.shutdown.drainSeconds)) -}}
{{- end -}}
{{- if contains "password=" (lower .Values.database.url) -}}
{{- fail "database.url carries a password: put it into a secret and name that in database.secret." -}}
{{- end -}}
{{- if and (hasPrefix "SASL" .Values.kafka.securityProtocol) (not .Values.kafka.jaasSecret.name) -}}
{{- fail (printf "kafka.securityProtocol is %s, so kafka.jaasSecret.name must name the secret with the JAAS configuration." .Values.kafka.securityProtocol) -}}
{{- end -}}
{{- range $name, $value := .Values.settings -}}
{{- if regexMatch "(PASSWORD|SECRET|JAAS|SECURITY_KEYS)" $name -}}
{{- fail (printf "settings.%s would put a secret into the release: name a secret in database, kafka.jaasSecret or keysSecret instead." $name) -}}
{{- end -}}
{{- end -}}
{{- end -}}
