# docker build -t riskgate .                          production: PostgreSQL and Kafka are somebody else's
# docker build -t riskgate --build-arg VARIANT=demo . with both embedded, as ./mvnw spring-boot:run
#
# JAR=given takes target/riskgate.jar as it is instead of building it here. AOT=no leaves the cache out.
# BuildKit skips the stages that are not needed.

ARG JDK_IMAGE=eclipse-temurin:25.0.1_8-jdk-noble
ARG JRE_IMAGE=eclipse-temurin:25.0.1_8-jre-noble
ARG JAR=built
ARG VARIANT=production
ARG AOT=yes

FROM ${JDK_IMAGE} AS built
WORKDIR /src
COPY .mvn .mvn
COPY mvnw pom.xml ./
RUN ./mvnw -B -q dependency:go-offline || true
COPY db db
COPY model-registry model-registry
COPY src src
RUN ./mvnw -B -q package -DskipTests

FROM scratch AS given
COPY target/riskgate.jar /src/target/riskgate.jar

FROM ${JAR} AS jar

FROM ${JDK_IMAGE} AS layers
COPY --from=jar /src/target/riskgate.jar /riskgate.jar
RUN java -Djarmode=tools -jar /riskgate.jar extract --layers --destination /layers \
    && mkdir -p /layers/dependencies /layers/embedded

# What every image stands on: a user of its own, and OpenMP for the trainer's native library.
FROM ${JRE_IMAGE} AS base
RUN ldconfig -p | grep -q libgomp \
    || (apt-get update && apt-get install -y --no-install-recommends libgomp1 && rm -rf /var/lib/apt/lists/*)
RUN groupadd --gid 10001 riskgate \
    && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /var/lib/riskgate --shell /usr/sbin/nologin riskgate \
    && install -d -o 10001 -g 10001 -m 0700 /var/lib/riskgate

FROM base AS production
COPY --from=layers /layers/dependencies/ /opt/riskgate/
COPY --from=layers /layers/application/ /opt/riskgate/

FROM production AS demo
COPY --from=layers /layers/embedded/ /opt/riskgate/

# One start and some decisions show the virtual machine what to keep ready: classes linked, profiles of the hot methods.
FROM production AS foundation
COPY --from=layers /layers/embedded/ /opt/riskgate/

FROM ${VARIANT} AS trained
COPY --from=foundation /opt/riskgate /opt/foundation
COPY docker/train.sh /train.sh
RUN install -d -o 10001 /cache
USER 10001
RUN bash /train.sh /opt/foundation/riskgate.jar /opt/riskgate/riskgate.jar /cache/riskgate.aot

FROM ${VARIANT} AS untrained
RUN install -d /cache && touch /cache/riskgate.aot

FROM trained AS cache-yes
FROM untrained AS cache-no
FROM cache-${AOT} AS cache

FROM ${VARIANT}
COPY --from=cache /cache/riskgate.aot /opt/riskgate/riskgate.aot
USER 10001:10001
WORKDIR /var/lib/riskgate
# The heap gets half of the memory limit. The other half is for what the heap does not hold: models and their sessions,
# direct buffers, code, class data, threads, and the kernel's pages of the spill journal.
ENV RISKGATE_HOME=/var/lib/riskgate/home \
    LOGGING_STRUCTURED_FORMAT_CONSOLE=ecs \
    JDK_JAVA_OPTIONS="-XX:MaxRAMPercentage=50 -XX:MaxDirectMemorySize=256m -XX:+ExitOnOutOfMemoryError"
VOLUME /var/lib/riskgate
EXPOSE 8080 8081
HEALTHCHECK --interval=10s --timeout=5s --start-period=15m --retries=3 \
    CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${SERVER_PORT:-8080} && printf 'GET /readyz HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
ENTRYPOINT ["java", "-XX:AOTCache=/opt/riskgate/riskgate.aot", "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-jar", "/opt/riskgate/riskgate.jar"]
CMD ["serve"]
