using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using Insights.Web.Access;
using Insights.Web.Components;
using Insights.Web.Exports;
using Insights.Web.Exports.Csv;
using Insights.Web.Pages.Shared;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using NodaTime;
using NodaTime.Text;

namespace Insights.Web.Pages.Rules;

/// <summary>A made-up ticket: due when, and why.</summary>
[Authorize(Policies.Operators)]
internal sealed class SimulatorModel(ISimulator simulator, PageFrame frame, AuditLog audit, TimeProvider clock) : PageModel
{
    public static readonly IReadOnlyList<(string Key, string Name)> Happenings =
    [
        ("", "nothing"), ("pending", "set to pending"), ("on_hold", "set on hold"), ("open", "set to open"), ("solved", "solved"), ("reply", "we reply"), ("question", "the customer writes"),
        ("urgent", "priority urgent"), ("high", "priority high"), ("normal", "priority normal"), ("low", "priority low"),
    ];

    private const int Plans = 6;

    private static readonly string[] s_usual = ["priority", "team", "vendor", "channel"];

    private static readonly LocalDateTimePattern s_field = LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm:ss");

    private DateTimeZone _zone = DateTimeZone.Utc;

    public string At { get; private set; } = "";

    public IReadOnlyList<SimulatorField> Fields { get; private set; } = [];

    /// <summary>What most policies look at.</summary>
    public IEnumerable<SimulatorField> Usual => Fields.Where(one => Array.IndexOf(s_usual, one.Name) >= 0);

    /// <summary>The rest, folded away until one of them says something.</summary>
    public IEnumerable<SimulatorField> Rare => Fields.Where(one => Array.IndexOf(s_usual, one.Name) < 0);

    public bool HasRare => Tags.Length > 0 || Rare.Any(one => one.Value.Length > 0);

    public bool HasPlans => Planned.Any(line => line.What.Length > 0);

    /// <summary>The same made-up ticket, its answer as a file.</summary>
    public string ExportHref => "/policies/simulator" + QueryString.Create(Request.Query.Where(pair => pair.Key != "handler")).Add("handler", "Csv");

    public string Tags { get; private set; } = "";

    public string Status { get; private set; } = "new";

    public IReadOnlyList<PlannedLine> Planned { get; private set; } = [];

    public Simulation? Result { get; private set; }

    public IReadOnlyList<SimulatedClockLine> Clocks { get; private set; } = [];

    public IReadOnlyList<(string Title, TableView Policies)> Trials { get; private set; } = [];

    public string? Problem { get; private set; }

    public string Zone => _zone.Id;

    public string Headline => Clocks.Where(line => line.IsPromised).Select(line => $"{line.Title} due {line.Due}").FirstOrDefault() ?? "Due when, and why?";

    public async Task OnGetAsync(
        [FromQuery] string? at, [FromQuery] string? priority, [FromQuery] string? vendor, [FromQuery] string? channel, [FromQuery] string? category, [FromQuery] string? tier, [FromQuery] string? brand,
        [FromQuery] string? team, [FromQuery] string? tags, [FromQuery] string? status, [FromQuery] string?[]? when, [FromQuery] string?[]? what, [FromQuery] string?[]? reason, CancellationToken cancel)
    {
        ViewData["Title"] = "Simulator";
        _zone = (await frame.WorkspaceAsync()).Zone;
        var known = await simulator.ChoicesAsync(cancel);
        At = at ?? s_field.Format(Instant.FromUnixTimeSeconds(Instant.FromDateTimeOffset(clock.GetUtcNow()).ToUnixTimeSeconds()).InZone(_zone).LocalDateTime);
        Fields =
        [
            new("priority", "Priority", priority ?? (at is null ? "normal" : ""), known.Priorities), new("team", "Team", team ?? "", known.Teams), new("vendor", "Vendor", vendor ?? "", known.Vendors), new("channel", "Channel", channel ?? "", known.Channels),
            new("category", "Category", category ?? "", known.Categories), new("tier", "Tier", tier ?? "", known.Tiers), new("brand", "Brand", brand ?? "", known.Brands),
        ];
        Tags = tags ?? "";
        Status = status is not null && PolicyForm.Statuses.Any(known => known.Key == status) ? status : "new";
        Planned = [.. Enumerable.Range(0, Plans).Select(i => new PlannedLine(when?.ElementAtOrDefault(i) ?? "", what?.ElementAtOrDefault(i) ?? "", reason?.ElementAtOrDefault(i) ?? ""))];
        if (at is null)
            return;
        if (Ticket() is not { } ticket)
        {
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }

        Result = await simulator.RunAsync(ticket, cancel);
        Clocks = [.. Result.Clocks.Select(result => SimulatedClockLine.Of(result, _zone))];
        Trials = [.. Result.Policies.Select(trial => ($"Policies tried for the {trial.To}, {CellText.Of(new Cell.Moment(trial.At), _zone)}", TableView.Of(trial.Policies, _zone)))];
    }

    public async Task<IActionResult> OnGetCsvAsync(
        [FromQuery] string? at, [FromQuery] string? priority, [FromQuery] string? vendor, [FromQuery] string? channel, [FromQuery] string? category, [FromQuery] string? tier, [FromQuery] string? brand,
        [FromQuery] string? team, [FromQuery] string? tags, [FromQuery] string? status, [FromQuery] string?[]? when, [FromQuery] string?[]? what, [FromQuery] string?[]? reason, CancellationToken cancel)
    {
        await OnGetAsync(at, priority, vendor, channel, category, tier, brand, team, tags, status, when, what, reason, cancel);
        if (Result is null)
            return Page();
        using var file = new MemoryStream();
        new CsvTable(SimulatedFile.Of(Result), _zone, CsvOptions.Excel).Write(file);
        await audit.RecordAsync(HttpContext, AuditActions.Exported, "simulated ticket of " + At);
        return File(file.ToArray(), CsvWriter.ContentType, FileNames.Of("simulator", At) + ".csv");
    }

    private SimulatedTicket? Ticket()
    {
        if (MomentOf(At) is not { } created)
        {
            Problem = $"“{At}” is no date and time.";
            return null;
        }

        var events = new List<SimulatedEvent>();
        foreach (var planned in Planned.Where(line => line.What.Length > 0))
        {
            if (MomentOf(planned.When) is not { } happens)
            {
                Problem = $"Say when “{planned.What.Replace('_', ' ')}” happens.";
                return null;
            }

            if (happens < created)
            {
                Problem = $"“{planned.What.Replace('_', ' ')}” happens before the ticket is created.";
                return null;
            }

            events.Add(planned.What switch
            {
                "reply" or "question" => new(happens, planned.What),
                "urgent" or "high" or "normal" or "low" => new(happens, "priority", planned.What),
                "pending" or "on_hold" or "open" or "solved" => new(happens, "status", planned.What, planned is { What: "on_hold", Reason.Length: > 0 } ? planned.Reason : null),
                _ => new(happens, "question"),
            });
        }

        string? Of(string name) => Fields.First(field => field.Name == name).Value is { Length: > 0 } value ? value.Trim() : null;
        return new()
        {
            CreatedAt = created,
            Priority = Of("priority"),
            Vendor = Of("vendor"),
            Channel = Of("channel"),
            Category = Of("category"),
            Tier = Of("tier"),
            Brand = Of("brand"),
            Team = Of("team"),
            Tags = Tags.Length > 0 ? Tags : null,
            Status = Status,
            Events = events,
        };
    }

    private Instant? MomentOf(string text)
    {
        var padded = text.Length == 16 ? text + ":00" : text;
        return s_field.Parse(padded) is { Success: true, Value: { Year: >= 1990 and <= 2100 } local } ? _zone.AtLeniently(local).ToInstant() : null;
    }
}

internal sealed record SimulatorField(string Name, string Label, string Value, IReadOnlyList<string> Known);

internal sealed record PlannedLine(string When, string What, string Reason);

internal sealed record SimulatedClockLine(string Title, string Summary, string Tone, bool IsPromised, string Policy, string Calendar, string Target, string Due, string InTime, TableView Days, TableView Stretches)
{
    public static SimulatedClockLine Of(SimulatedClock clock, DateTimeZone zone) => new(
        clock.Title,
        clock.Summary,
        clock.Verdict switch { "met" => "done", "breached" => "failed", "open" => "running", _ => "none" },
        clock.TargetSeconds is not null,
        clock.Policy is null ? "none" : FormattableString.Invariant($"{clock.Policy}, version {clock.PolicyVersion}"),
        FormattableString.Invariant($"{clock.Calendar}, version {clock.CalendarVersion}"),
        clock.TargetSeconds is { } seconds ? $"{TimeTexts.OfSeconds(seconds)} {(clock.InBusinessHours ? "of business time" : "round the clock")}" : "none",
        At(clock.DueFill, clock.NoDeadline, zone),
        At(clock.DueNext, clock.NoDeadline, zone),
        TableView.Of(clock.Days, zone),
        TableView.Of(clock.Story.Stretches, zone));

    private static string At(Instant? instant, string? none, DateTimeZone zone) => instant is { } at ? CellText.Of(new Cell.Moment(at), zone) : none ?? "it does not run any more";
}
