using Insights.Analytics.Queries;
using Insights.Analytics.Reports.Building;
using Insights.Analytics.Reports.Wording;
using Insights.Import.Store;
using Insights.Import.Store.Facts;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace Insights.Analytics.Reports.Chargebacks;

/// <summary>Single disputes for the lists of a document: those received in the period, and those that still need an answer.</summary>
internal sealed class DisputeList(IReportingStore store)
{
    /// <summary>An open dispute older than this is no deadline but a data problem.</summary>
    private const int OldestOpenDays = 540;

    /// <summary>States in which evidence or an answer is awaited from the vendor.</summary>
    private static readonly string[] Awaiting = ["needs_response", "inquiry_open", "pre_arbitration"];

    /// <summary>Disputes by dispute date, oldest first: the rows of the metric "disputes" under the same filter.</summary>
    public async Task<IReadOnlyList<Chargeback>> ReceivedAsync(ReportSetting setting, CancellationToken cancel)
    {
        var (start, end) = setting.Range.In(setting.Workspace.ReportingZone);
        var all = await ReadAsync(setting, start, end, cancel);
        return [.. all.Where(dispute => dispute.IsDispute).OrderBy(dispute => dispute.OpenedAt).ThenBy(dispute => dispute.ExternalId, StringComparer.Ordinal)];
    }

    /// <summary>Disputes and inquiries that wait for the vendor, the next due first; what is overdue comes before.</summary>
    public async Task<IReadOnlyList<Chargeback>> AwaitingAsync(ReportSetting setting, CancellationToken cancel)
    {
        var all = await ReadAsync(setting, setting.Now - Duration.FromDays(OldestOpenDays), setting.Now + Duration.FromDays(1), cancel);
        return [.. all.Where(dispute => Awaiting.Contains(dispute.State) && dispute.EvidenceDueAt is not null && dispute.EvidenceSubmittedAt is null)
            .OrderBy(dispute => dispute.EvidenceDueAt).ThenBy(dispute => dispute.ExternalId, StringComparer.Ordinal)];
    }

    public static Table Received(ReportSetting setting, IReadOnlyList<Chargeback> disputes, int cap)
    {
        var shown = disputes.Take(cap).ToList();
        var link = RowLinks.To(RowSets.DisputesOpened, setting.Filter);
        return new Table
        {
            Id = "disputes",
            Title = $"Disputes received {setting.InPeriod}",
            Columns =
            [
                new("dispute", "Dispute", ColumnKind.Text), new("opened", "Received", ColumnKind.Date), new("charged", "Charged", ColumnKind.Date), new("network", "Network", ColumnKind.Text),
                new("reason", "Reason", ColumnKind.Text), new("code", "Code", ColumnKind.Text), new("amount", "Disputed", ColumnKind.Money), new("state", "State", ColumnKind.Text), new("due", "Evidence due", ColumnKind.Date),
            ],
            Rows = [.. shown.Select(dispute => (IReadOnlyList<Cell>)
            [
                new Cell.Text(dispute.ExternalId),
                Day(setting, dispute.OpenedAt, "unknown"),
                Day(setting, dispute.ChargedAt, "charge date unknown"),
                new Cell.Text(Words.Label(dispute.Network ?? ReportFilter.Unknown)),
                new Cell.Text(Words.Label(dispute.ReasonCategory ?? ReportFilter.Unknown)),
                new Cell.Text(dispute.ReasonCode ?? dispute.ProviderReason ?? ""),
                new Cell.Money(dispute.AmountMinor, dispute.Currency),
                new Cell.Text(Words.Label(dispute.State)),
                Day(setting, dispute.EvidenceDueAt, "no date given"),
            ])],
            Totals = shown.Count == 0 ? null : [new Cell.Text(Words.Count(disputes.Count, "dispute", "disputes")) { Link = link }, null, null, null, null, null, OneCurrency(disputes), null, null],
            Cap = shown.Count < disputes.Count ? FormattableString.Invariant($"first {shown.Count:N0} of {disputes.Count:N0}") : null,
            EmptyText = disputes.Count == 0 ? $"No disputes were received {setting.InPeriod}." : null,
        };
    }

    /// <summary>How many answers are due how soon.</summary>
    public static Table Urgency(ReportSetting setting, IReadOnlyList<Chargeback> awaiting)
    {
        (string Key, string Title, Func<Duration, bool> Holds)[] bands =
        [
            ("overdue", "Overdue", left => left <= Duration.Zero),
            ("three_days", "Within 3 days", left => left > Duration.Zero && left <= Duration.FromDays(3)),
            ("week", "Within 7 days", left => left > Duration.FromDays(3) && left <= Duration.FromDays(7)),
            ("later", "Later", left => left > Duration.FromDays(7)),
        ];
        return new Table
        {
            Id = "urgency",
            Title = "Answers due",
            Columns = [new("when", "Due", ColumnKind.Text), new("disputes", "Disputes", ColumnKind.Count), new("amounts", "Disputed", ColumnKind.Text)],
            Rows = [.. bands.Select(band => (band.Title, These: awaiting.Where(dispute => band.Holds(ToInstant(dispute.EvidenceDueAt!.Value) - setting.Now)).ToList())).Select(band => (IReadOnlyList<Cell>)
            [
                new Cell.Text(band.Title),
                new Cell.Count(band.These.Count),
                band.These.Count == 0 ? new Cell.None("none") : new Cell.Text(string.Join(", ", band.These.GroupBy(dispute => dispute.Currency).OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => Words.Value(new Cell.Money(group.Sum(dispute => dispute.AmountMinor), group.Key))))),
            ])],
        };
    }

    public static Table Deadlines(ReportSetting setting, IReadOnlyList<Chargeback> awaiting, IReadOnlyDictionary<int, string>? vendors, int cap)
    {
        var shown = awaiting.Take(cap).ToList();
        // A column that says nothing in any row is noise to who must act on the list.
        var remarks = shown.ConvertAll(dispute => ToInstant(dispute.EvidenceDueAt!.Value) <= setting.Now ? "overdue" : dispute.EvidenceDueIsEstimated ? "date estimated" : "");
        bool remarked = remarks.Exists(remark => remark.Length > 0);
        return new Table
        {
            Id = "deadlines",
            Title = "Disputes whose evidence is due",
            Columns =
            [
                new("due", "Evidence due", ColumnKind.Moment), new("left", "Time left", ColumnKind.Duration), new("dispute", "Dispute", ColumnKind.Text),
                .. vendors is null ? Array.Empty<Column>() : [new Column("vendor", "Vendor", ColumnKind.Text)],
                new("reason", "Reason", ColumnKind.Text), new("amount", "Disputed", ColumnKind.Money), new("state", "State", ColumnKind.Text),
                .. remarked ? [new Column("note", "Note", ColumnKind.Text)] : Array.Empty<Column>(),
            ],
            Rows = [.. shown.Select((dispute, at) =>
            {
                var due = ToInstant(dispute.EvidenceDueAt!.Value);
                return (IReadOnlyList<Cell>)
                [
                    new Cell.Moment(due),
                    due > setting.Now ? new Cell.Duration((long)(due - setting.Now).TotalSeconds) : new Cell.None("overdue"),
                    new Cell.Text(dispute.ExternalId),
                    .. vendors is null ? Array.Empty<Cell>() : [new Cell.Text(vendors.GetValueOrDefault(dispute.VendorId, ReportFilter.Unknown))],
                    new Cell.Text(Words.Label(dispute.ReasonCategory ?? ReportFilter.Unknown)),
                    new Cell.Money(dispute.AmountMinor, dispute.Currency),
                    new Cell.Text(Words.Label(dispute.State)),
                    .. remarked ? [new Cell.Text(remarks[at])] : Array.Empty<Cell>(),
                ];
            })],
            Cap = shown.Count < awaiting.Count ? FormattableString.Invariant($"first {shown.Count:N0} of {awaiting.Count:N0}") : null,
            EmptyText = awaiting.Count == 0 ? "No dispute waits for evidence." : null,
        };
    }

    public async Task<IReadOnlyDictionary<int, string>> VendorNamesAsync(DataScope scope, CancellationToken cancel)
    {
        await using var context = store.Open(scope);
        return await context.Vendors.ToDictionaryAsync(vendor => vendor.Id, vendor => vendor.Name.Length > 0 ? vendor.Name : vendor.Code, cancel);
    }

    /// <summary>SQLite hands instants back without saying so; the store keeps UTC.</summary>
    public static Instant ToInstant(DateTime utc) => Instant.FromDateTimeUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc));

    private async Task<List<Chargeback>> ReadAsync(ReportSetting setting, Instant from, Instant to, CancellationToken cancel)
    {
        var values = setting.Filter.Values;
        // These rows carry no channel, gateway …: such a filter leaves none, as it does for the metric.
        string[] carried = ["vendor", "network", "brand", "reason", "state", "currency", "country"];
        if (values.Keys.Any(dimension => !carried.Contains(dimension)))
            return [];
        await using var context = store.Open(setting.Scope);
        HashSet<int>? vendors = null;
        if (values.TryGetValue("vendor", out var codes))
        {
            var known = await context.Vendors.Select(vendor => new { vendor.Id, vendor.Code }).ToListAsync(cancel);
            vendors = [.. known.Where(vendor => codes.Contains(vendor.Code, StringComparer.OrdinalIgnoreCase)).Select(vendor => vendor.Id)];
            if (codes.Contains(ReportFilter.Unknown))
                vendors.Add(0);
        }
        var read = await context.Chargebacks.During(from.ToDateTimeUtc(), to.ToDateTimeUtc()).ToListAsync(cancel);
        bool Chosen(string dimension, string? value) => !values.TryGetValue(dimension, out var chosen) || chosen.Contains(value ?? ReportFilter.Unknown, StringComparer.OrdinalIgnoreCase);
        return [.. read.Where(dispute =>
            (vendors is null || vendors.Contains(dispute.VendorId)) && Chosen("network", dispute.Network) && Chosen("brand", dispute.Network) && Chosen("reason", dispute.ReasonCategory)
            && Chosen("state", dispute.State) && Chosen("currency", dispute.Currency) && Chosen("country", dispute.Country))];
    }

    private static Cell.Money? OneCurrency(IReadOnlyList<Chargeback> disputes)
    {
        var currencies = disputes.Select(dispute => dispute.Currency).Distinct(StringComparer.Ordinal).ToList();
        return currencies.Count == 1 ? new Cell.Money(disputes.Sum(dispute => dispute.AmountMinor), currencies[0]) : null;
    }

    private static Cell Day(ReportSetting setting, DateTime? utc, string why) =>
        utc is { } at ? new Cell.Date(ToInstant(at).InZone(setting.Workspace.ReportingZone).Date) : new Cell.None(why);
}
