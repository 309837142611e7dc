using Insights.Analytics.Queries;
using Insights.Analytics.Reports;
using NodaTime;

namespace Insights.Web.Pages.DataHealth;

/// <summary>An imported file as pages write it.</summary>
internal sealed record FileLine
{
    public required int Id { get; init; }
    public required int BatchId { get; init; }
    public required string Name { get; init; }
    public required string State { get; init; }
    public required string Recognised { get; init; }
    public required string Hash { get; init; }
    public string? Error { get; init; }

    /// <summary>False for a file that was refused as a whole.</summary>
    public bool HasRows { get; init; }

    public string StateText => State.Replace('_', ' ');
    public required IReadOnlyList<CountLine> Counts { get; init; }
    public required IReadOnlyList<CountLine> Facts { get; init; }

    public static FileLine Of(FileRow file, DateTimeZone zone) => new()
    {
        Id = file.Id,
        BatchId = file.BatchId,
        Name = file.Name,
        State = file.State,
        Recognised = file.Format.Length == 0 ? "Not recognised" : $"{file.Format}, source {file.Source}",
        Hash = Words.Hash(file.Sha256),
        Error = file.Error,
        HasRows = file.Counts.Rows > 0 || file.Error is null,
        Counts = CountLine.Of(file.Counts.Rows, file.Counts.Inserted, file.Counts.Updated, file.Counts.Unchanged, file.Counts.Duplicate, file.Counts.Rejected, file.Counts.Skipped, file.Counts.Warnings, file.CardNumbersTruncated),
        Facts =
        [
            new("Size", Words.Size(file.Bytes)),
            new("Encoding", file.Encoding),
            new("SHA-256", file.Sha256),
            new("Imported", Text(file.StartedAt, zone)),
            new("Took", file.FinishedAt is { } end ? CellText.Of(new Cell.Duration(Math.Max(1, (long)(end - file.StartedAt).TotalSeconds)), zone) : "not finished"),
            new("Data until", file.DataUntil is { } until ? Text(until, zone) : "–"),
        ],
    };

    private static string Text(Instant instant, DateTimeZone zone) => CellText.Of(new Cell.Moment(instant), zone);
}
