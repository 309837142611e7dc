using Insights.Import.Store;

namespace Insights.Web.Hosting.Verbs;

/// <summary>Finds the verb, gives it its services, turns errors into a sentence and an exit code.</summary>
internal static class CommandLine
{
    /// <summary>Options every verb takes.</summary>
    private static readonly string[] CommonOptions = ["--data"];
    private static readonly string[] CommonSwitches = ["--json", "--help"];

    public static readonly IReadOnlyList<IVerb> All =
    [
        new ImportVerb(), new UndoVerb(), new ReplayVerb(), new CsvVerb(), new RecomputeVerb(), new CloseMonthsVerb(), new RulesVerb(), new MetricVerb(), new MetricsVerb(), new ReportVerb(),
        new CalendarVerb(), new MigrateVerb(), new UserVerb(), new SeedVerb(),
    ];

    public static async Task<int> RunAsync(string[] args)
    {
        var word = args.Length > 0 && !args[0].StartsWith('-') ? args[0] : "serve";
        // Who asks for help does not want a portal to start; what else begins with a dash is a setting of the portal.
        if (word == "serve" && args.Any(AsksForHelp))
            word = "help";
        if (word == "serve")
            return await ServeVerb.RunAsync(args.Length > 0 && args[0] == "serve" ? args[1..] : args);
        if (word == "help")
        {
            WriteHelp(Console.Out);
            return ExitCode.Done;
        }
        var verb = All.FirstOrDefault(v => v.Name == word);
        if (verb is null)
        {
            Console.Error.WriteLine($"There is no command '{word}'.");
            WriteHelp(Console.Error);
            return ExitCode.WrongCall;
        }
        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, pressed) =>
        {
            // The first Ctrl+C asks for an orderly end (the running chunk is finished or rolled back), the second is the system's.
            pressed.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        };
        return await RunAsync(verb, args[1..], stop.Token);
    }

    private static bool AsksForHelp(string word) => word is "--help" or "-h" or "-?" or "/?";

    public static async Task<int> RunAsync(IVerb verb, string[] words, CancellationToken cancel)
    {
        try
        {
            var arguments = VerbArguments.Parse(words, [.. CommonOptions, .. verb.Options], [.. CommonSwitches, .. verb.Switches]);
            if (arguments.Has("--help"))
            {
                Console.Out.WriteLine($"insights {verb.Name} {verb.Usage}\n\n{verb.Summary}");
                return ExitCode.Done;
            }
            await using var services = Composition.ForVerbs(arguments.Value("--data"));
            var context = new VerbContext(services, Console.Out, Console.Error, arguments.Has("--json"), !Console.IsErrorRedirected);
            return await verb.RunAsync(arguments, context, cancel);
        }
        catch (UsageException wrong)
        {
            Console.Error.WriteLine($"{wrong.Message}\nUsage: insights {verb.Name} {verb.Usage}");
            return ExitCode.WrongCall;
        }
        catch (OperationCanceledException) when (cancel.IsCancellationRequested)
        {
            Console.Error.WriteLine("Cancelled. What was committed stays; the same command again finishes the rest.");
            return ExitCode.Failed;
        }
        // At the edge every failure becomes a sentence; the details are printed for whoever must mend it.
        catch (Exception failure) when (failure is not OutOfMemoryException)
        {
            Console.Error.WriteLine($"{verb.Name} failed: {StoreTrouble.Of(failure) ?? failure.Message}");
            if (StoreTrouble.Of(failure) is null && failure is not (IOException or ArgumentException or InvalidOperationException))
                Console.Error.WriteLine(failure);
            return ExitCode.Failed;
        }
    }

    private static void WriteHelp(TextWriter output)
    {
        output.WriteLine("insights COMMAND [OPTIONS]   (every command takes --data FOLDER, --json, --help)\n");
        output.WriteLine("  serve            the portal (default): [--urls URL] [--Insights:Demo=true|false] and any setting as --Name=value");
        foreach (var verb in All)
            output.WriteLine($"  {verb.Name,-16} {verb.Summary}\n  {"",-16} {verb.Name} {verb.Usage}");
        output.WriteLine("\nExit code: 0 done, 1 failed or partly failed (said why), 2 wrong call.");
    }
}
