using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.ServiceLevels;

/// <summary>Whose the time of tickets was, as shares: what a vendor is told of its own part.</summary>
internal static class ServiceTime
{
    /// <summary>As a vendor reads it: "us" would be the vendor itself.</summary>
    public static string Owner(string cause) => cause switch
    {
        "agent" => "support desk",
        "off_hours" => "off hours",
        "vendor" => "vendor",
        "customer" => "customer",
        _ => "third party",
    };

    public static long Of(WaitingLine line, string cause) => cause switch
    {
        "agent" => line.Agent,
        "off_hours" => line.OffHours,
        "vendor" => line.Vendor,
        "customer" => line.Customer,
        _ => line.ThirdParty,
    };

    /// <summary>Whose time it was while clocks with a target ran, kept and missed ones apart.</summary>
    public static Table Shares(ReportSetting setting, IReadOnlyList<WaitingLine> lines) => new()
    {
        Id = "time-shares",
        Title = $"Whose time it was, clocks decided {setting.InPeriod}",
        Columns =
        [
            new("verdict", "Targets", ColumnKind.Text), new("clocks", "Clocks", ColumnKind.Count),
            .. CauseLine.Causes.Select(cause => new Column(cause, Words.Sentence(Owner(cause)), ColumnKind.Share)), new("time", "Time in all", ColumnKind.Duration),
        ],
        Rows = [.. lines.Select(line => (IReadOnlyList<Cell>)
        [
            new Cell.Text(line.Verdict == "met" ? "Kept" : "Missed"), new Cell.Count(line.Clocks),
            .. CauseLine.Causes.Select(cause => line.Total == 0 ? (Cell)new Cell.None("no time passed") : new Cell.Share(Of(line, cause), line.Total)), new Cell.Duration(line.Total),
        ])],
        EmptyText = lines.Count == 0 ? $"No clock was decided {setting.InPeriod}." : null,
    };
}
