using Insights.Analytics.Reports;
using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries;

/// <summary>One ticket, payment or dispute with its history, what it belongs to, and the file and line it came from.</summary>
public interface IRowDetailQueries
{
    /// <param name="kind">Tickets, Transactions or Disputes; clocks are read on their ticket.</param>
    /// <param name="sourceId">Null: whichever source knows the id, for references across systems (a ticket names a payment of another source).</param>
    /// <returns>Null when there is no such row in what the scope may read.</returns>
    Task<RowDetail?> FindAsync(RowKind kind, int? sourceId, string externalId, DataScope scope, CancellationToken cancel = default);
}

/// <summary>One row as a person reads it.</summary>
public sealed record RowDetail
{
    public required RowKind Kind { get; init; }
    public required int SourceId { get; init; }
    public required string ExternalId { get; init; }

    /// <summary>Label and value in reading order; a value may link to the row it names.</summary>
    public required IReadOnlyList<RowField> Fields { get; init; }

    /// <summary>What happened, oldest first; null where the kind has no history.</summary>
    public Table? Events { get; init; }

    /// <summary>What else belongs to the row, each with a title and a sentence.</summary>
    public IReadOnlyList<RowPart> Parts { get; init; } = [];

    /// <summary>Where this version of the row came from; for people of the house only.</summary>
    public RowLineage? Lineage { get; init; }
}

public sealed record RowField(string Label, Cell Value);

/// <param name="Id">Anchor on the page.</param>
public sealed record RowPart(string Id, string Title, string Lead, Table Table);

public sealed record RowLineage(int FileId, string File, int Line, string Source, Instant ImportedAt);

/// <summary>Where a row's page is: the same link from every table.</summary>
public static class RowDetailLinks
{
    public static string To(RowKind kind, int? sourceId, string externalId)
    {
        var page = kind switch
        {
            RowKind.Tickets or RowKind.Clocks => "ticket",
            RowKind.Transactions => "transaction",
            RowKind.Disputes => "dispute",
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "Unknown kind of row."),
        };
        var source = sourceId is { } id ? FormattableString.Invariant($"source={id}&") : "";
        return $"/rows/{page}?{source}id={Uri.EscapeDataString(externalId)}";
    }
}
