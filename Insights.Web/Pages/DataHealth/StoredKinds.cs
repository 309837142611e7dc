using Insights.Analytics.Queries;

namespace Insights.Web.Pages.DataHealth;

/// <summary>Kinds of stored rows as addresses and sentences say them.</summary>
internal static class StoredKinds
{
    public static readonly IReadOnlyList<(string Name, RowKind Kind, string Noun)> All =
        [("payments", RowKind.Transactions, "payment"), ("disputes", RowKind.Disputes, "dispute"), ("tickets", RowKind.Tickets, "ticket")];

    public static (string Name, RowKind Kind, string Noun) Of(RowKind kind) => All.First(known => known.Kind == kind);

    public static RowKind? Find(string name) => All.Where(known => known.Name == name).Select(known => (RowKind?)known.Kind).FirstOrDefault();
}

/// <summary>How many stored rows came from a file, leading to them.</summary>
internal sealed record StoredLink(string Text, string Href)
{
    public static IReadOnlyList<StoredLink> Of(int fileId, IReadOnlyList<FileRowCount> counts) =>
    [
        .. counts.Select(count => (StoredKinds.Of(count.Kind).Name, StoredKinds.Of(count.Kind).Noun, count.Rows))
            .Select(count => new StoredLink(Words.Count(count.Rows, count.Noun), FormattableString.Invariant($"/data-health/files/{fileId}/rows/{count.Name}"))),
    ];
}
