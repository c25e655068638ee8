package io.riskgate.platform.command;

import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/** Riskgate's command line: finds the command, runs it, and says in one line what went wrong. */
public final class RiskgateCommandLine {

    /** {@code --server.port=9090} and the like: a setting, for whichever command. */
    private static final Pattern SETTING = Pattern.compile("--[a-z][\\w-]*(\\.[\\w\\[\\]-]+)+=.*");

    private final Class<?> application;

    private RiskgateCommandLine(Class<?> application) {
        this.application = application;
    }

    /**
     * Runs the command that the arguments name and ends the process with its status, unless it goes
     * on serving.
     *
     * @param application the class that Spring starts from
     */
    public static void main(Class<?> application, String[] arguments) {
        int status = new RiskgateCommandLine(application).run(List.of(arguments));
        if (status != Serve.SERVING) {
            System.exit(status);
        }
    }

    private int run(List<String> arguments) {
        List<String> settings = arguments.stream().filter(SETTING.asMatchPredicate()).toList();
        List<String> words =
                arguments.stream().filter(SETTING.asMatchPredicate().negate()).toList();
        CommandLine line = commandLine(settings, words);
        return line.execute((words.isEmpty() ? List.of("serve") : words).toArray(String[]::new));
    }

    private CommandLine commandLine(List<String> settings, List<String> words) {
        CommandLine line = new CommandLine(new Root());
        line.addSubcommand(new Serve(application, settings));
        line.addSubcommand(new BrokerCommand());
        boolean isOwn =
                words.isEmpty() || List.of("serve", BrokerCommand.NAME).contains(words.getFirst());
        if (!isOwn) {
            Commands.of(application).forEach(line::addSubcommand);
            keepQuiet();
        }
        line.registerConverter(Duration.class, RiskgateCommandLine::duration);
        CommandContext context = new CommandContext(application, settings);
        line.setExecutionStrategy(parsed -> execute(parsed, context));
        line.setParameterExceptionHandler(RiskgateCommandLine::misused);
        line.setExecutionExceptionHandler(
                (failure, failed, parsed) -> {
                    failed.getErr().println(Failures.sentence(failure));
                    return failed.getCommandSpec().exitCodeOnExecutionException();
                });
        return line;
    }

    /* What a command has to say it prints; the libraries it uses speak up only where something is wrong. */
    private static void keepQuiet() {
        LoggingSystem.get(RiskgateCommandLine.class.getClassLoader())
                .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    }

    private static Duration duration(String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw new TypeConversionException("a duration is needed, such as PT1M or P7D");
        }
    }

    private static int execute(ParseResult parsed, CommandContext context) {
        Integer help = CommandLine.executeHelpRequest(parsed);
        if (help != null) {
            return help;
        }
        ParseResult last = parsed;
        while (last.hasSubcommand()) {
            last = last.subcommand();
        }
        CommandLine line = last.commandSpec().commandLine();
        try {
            @SuppressWarnings("unchecked")
            Callable<Integer> command = (Callable<Integer>) line.getCommand();
            return context.run(command);
        } catch (ParameterException e) {
            throw e;
        } catch (Exception e) {
            throw new CommandLine.ExecutionException(line, Failures.sentence(e), e);
        }
    }

    private static int misused(ParameterException misuse, String[] arguments) {
        CommandLine line = misuse.getCommandLine();
        boolean noCommand =
                misuse instanceof UnmatchedArgumentException && line.getParent() == null;
        String message =
                noCommand
                        ? "There is no command " + arguments[0]
                        : String.valueOf(misuse.getMessage()).lines().findFirst().orElse("");
        line.getErr()
                .println(message + "; see " + line.getCommandSpec().qualifiedName() + " --help");
        return line.getCommandSpec().exitCodeOnInvalidInput();
    }

    @Command(
            name = "riskgate",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            description = "Fraud and risk decisions in milliseconds.",
            synopsisSubcommandLabel = "COMMAND",
            scope = CommandLine.ScopeType.INHERIT)
    private static final class Root implements Callable<Integer> {

        @Override
        public Integer call() {
            return 0;
        }
    }

    private static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            String version = RiskgateCommandLine.class.getPackage().getImplementationVersion();
            return new String[] {version == null ? "unpackaged" : version};
        }
    }
}
