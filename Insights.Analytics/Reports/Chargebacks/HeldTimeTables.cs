using Insights.Analytics.Queries.Chargebacks;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>Whose turn it was until the evidence was due.</summary>
internal static class HeldTimeTables
{
    public const string Note = "Counted from the opening of each dispute to the day its provider wants the evidence, or to the decision where that came first; disputes still waiting for an answer are left out. "
        + "Files do not tell when a dispute was passed on inside the house: that time counts as the vendor's.";

    public static Table Of(ReportSetting setting, HeldTimes? held)
    {
        var all = (held?.VendorSeconds ?? 0) + (held?.AcquirerSeconds ?? 0);
        return new()
        {
            Id = "held",
            Title = held is { Disputes: > 0 } ? $"Who held {Words.Count(held.Disputes, "dispute", "disputes")} until the evidence was due" : "Who held disputes until the evidence was due",
            Columns = [new("owner", "Held by", ColumnKind.Text), new("share", "Share of the time", ColumnKind.Share), new("each", "A dispute, on average", ColumnKind.Duration)],
            Rows = held is not { Disputes: > 0 } || all == 0 ? [] :
            [
                Row(setting.Scope.IsStaff ? "Vendor, an answer being awaited" : "You, an answer being awaited", held.VendorSeconds),
                Row("Acquirer and issuer, the answer being with them", held.AcquirerSeconds),
            ],
            EmptyText = held is null ? "Disputes do not carry what the filter names." : held.Disputes == 0 ? $"No dispute received {setting.InPeriod} has a due date of its own that is over." : null,
        };

        IReadOnlyList<Cell> Row(string owner, long seconds) => [new Cell.Text(owner), new Cell.Share(seconds, all, 1), new Cell.Duration(seconds / held.Disputes)];
    }
}
