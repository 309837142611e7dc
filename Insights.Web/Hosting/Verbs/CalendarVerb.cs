using System.Globalization;
using System.Text.Json.Nodes;
using Insights.Analytics.Metrics.ServiceLevels;
using Insights.Analytics.Reports;
using Insights.Import.Store;
using Insights.Web.Hosting.FirstStart;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Hosting.Verbs;

/// <summary>Business time between two instants, or the deadline of a target: the same calculation as the clocks', for whoever wants to check it.</summary>
internal sealed class CalendarVerb : IVerb
{
    public string Name => "calendar";

    public string Usage => "elapsed --from INSTANT --to INSTANT | due --start INSTANT --minutes N, with --calendar CODE or --file CALENDARS.json; or elapsed|due --batch FILE; [--zone-data system|bundled]";

    public string Summary => "Computes business time or a deadline; --batch answers many cases as JSON.";

    public IReadOnlyCollection<string> Options => ["--from", "--to", "--start", "--minutes", "--seconds", "--calendar", "--file", "--batch", "--zone-data"];

    public IReadOnlyCollection<string> Switches => [];

    public async Task<int> RunAsync(VerbArguments arguments, VerbContext context, CancellationToken cancel)
    {
        if (arguments.Value("--batch") is { } batch)
        {
            if (!File.Exists(batch))
                throw new UsageException($"There is no file '{batch}'.");
            context.Output.WriteLine(BusinessTimeBatch.Run(await File.ReadAllTextAsync(batch, cancel), Zones(arguments)));
            return ExitCode.Done;
        }
        return arguments.Positional switch
        {
            ["elapsed"] => Elapsed(await CalendarAsync(arguments, context, cancel), arguments, context),
            ["due"] => Due(await CalendarAsync(arguments, context, cancel), arguments, context),
            _ => throw new UsageException("Say elapsed or due."),
        };
    }

    private static int Elapsed(BusinessTime calendar, VerbArguments arguments, VerbContext context)
    {
        var seconds = calendar.Elapsed(At(arguments, "--from"), At(arguments, "--to"));
        if (context.Json)
            context.WriteJson(new JsonObject { ["seconds"] = seconds, ["minutes"] = seconds / 60 });
        else
            context.Output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{CellText.Of(new Cell.Duration(seconds), DateTimeZone.Utc)} ({seconds} s)"));
        return ExitCode.Done;
    }

    private static int Due(BusinessTime calendar, VerbArguments arguments, VerbContext context)
    {
        var deadline = calendar.Due(At(arguments, "--start"), Target(arguments), []);
        if (context.Json)
            context.WriteJson(new JsonObject { ["due_fill"] = Text(deadline.Fill), ["due_next"] = Text(deadline.Next) });
        else
            context.Output.WriteLine(deadline.Fill is null
                ? "no deadline: the calendar has no business time within its horizon"
                : $"due {Text(deadline.Fill)}; a reply before {Text(deadline.Next)} is in time");
        return ExitCode.Done;
    }

    private static async Task<BusinessTime> CalendarAsync(VerbArguments arguments, VerbContext context, CancellationToken cancel)
    {
        if (arguments.Value("--file") is { } file)
            return FromFile(CalendarDefinition.ParseAll(await File.ReadAllTextAsync(file, cancel)), arguments.Value("--calendar"));
        var code = arguments.Value("--calendar") ?? throw new UsageException("Name a stored calendar (--calendar CODE) or a file (--file CALENDARS.json).");
        await context.Get<StartUp>().PrepareAsync(cancel);
        await using var store = context.Get<IReportingStore>().Open(DataScope.Staff);
        var versions = await store.BusinessCalendars.Where(c => c.Code == code).OrderBy(c => c.Version).ToListAsync(cancel);
        return versions.Count > 0
            ? new BusinessTime([.. versions.Select(v => CalendarDefinition.Parse(v.DefinitionJson))])
            : throw new UsageException($"There is no calendar '{code}'. Stored: {string.Join(", ", await store.BusinessCalendars.Select(c => c.Code).Distinct().ToListAsync(cancel))}.");
    }

    // What this verb is for is checking against other tools on the same machine, and those read the machine's zone data. The clocks of stored tickets use
    // the bundled data, so that every node and every rebuild agrees; --zone-data bundled answers as they do (decisions/0001-zone-data.md).
    private static IDateTimeZoneProvider Zones(VerbArguments arguments) => (arguments.Value("--zone-data") ?? "system") switch
    {
        "system" => new MachineZones(),
        "bundled" => DateTimeZoneProviders.Tzdb,
        var other => throw new UsageException($"--zone-data is system or bundled, not '{other}'."),
    };

    private static BusinessTime FromFile(IReadOnlyList<CalendarDefinition> calendars, string? code)
    {
        var codes = calendars.Select(c => c.Code).Distinct(StringComparer.Ordinal).ToList();
        if (code is null && codes.Count > 1)
            throw new UsageException($"The file holds several calendars: name one with --calendar ({string.Join(", ", codes)}).");
        var versions = calendars.Where(c => code is null || c.Code == code).OrderBy(c => c.Version).ToList();
        return versions.Count > 0 ? new BusinessTime(versions) : throw new UsageException($"The file holds no calendar '{code}'. It holds: {string.Join(", ", codes)}.");
    }

    private static Instant At(VerbArguments arguments, string name)
    {
        var text = arguments.Required(name);
        return InstantPattern.ExtendedIso.Parse(text) is { Success: true } utc ? utc.Value
            : OffsetDateTimePattern.ExtendedIso.Parse(text) is { Success: true } offset ? offset.Value.ToInstant()
            : throw new UsageException($"{name} is an instant such as 2026-10-31T14:05:00Z, not '{text}'.");
    }

    private static long Target(VerbArguments arguments)
    {
        var (name, factor) = arguments.Has("--seconds") ? ("--seconds", 1) : ("--minutes", 60);
        var text = arguments.Required(name);
        return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number * factor : throw new UsageException($"{name} is a whole number, not '{text}'.");
    }

    private static string? Text(Instant? instant) => instant is { } value ? InstantPattern.General.Format(value) : null;
}
