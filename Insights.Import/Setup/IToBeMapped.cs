namespace Insights.Import;

/// <summary>Values that sources use and nobody has explained yet. A row keeps them as they came; explained once, they are for all past and future rows.</summary>
public interface IToBeMapped
{
    /// <summary>Open values, most rows first.</summary>
    Task<IReadOnlyList<UnmappedValue>> ListAsync(CancellationToken cancel = default);

    /// <summary>What was resolved so far; resolving again replaces it.</summary>
    Task<IReadOnlyList<ResolvedValue>> ResolvedAsync(CancellationToken cancel = default);

    /// <summary>The words a value of this kind may mean: a closed vocabulary, or the known vendors and agents.</summary>
    Task<IReadOnlyList<string>> MeaningsAsync(string source, string kind, CancellationToken cancel = default);

    /// <summary>Files with rejected rows that were refused for this value: run again (<see cref="IRejectsReplay"/>) once it is resolved. Newest first.</summary>
    Task<IReadOnlyList<FileToReplay>> RejectedInAsync(string source, string kind, string value, CancellationToken cancel = default);

    /// <summary>
    /// Says what a value means. Applied to every stored row that carries it (with the days marked whose metrics change) and by every later import.
    /// Meaning equal to the value: it is right as it is, and leaves the list.
    /// </summary>
    /// <exception cref="InvalidSettingsException">The meaning is none of the kind's.</exception>
    /// <returns>How many stored rows changed.</returns>
    Task<long> ResolveAsync(string source, string kind, string value, string meaning, string by, IProgress<long>? progress = null, CancellationToken cancel = default);
}

/// <param name="Kind">vendor, agent, ticket_status, priority, category, satisfaction, transaction_kind, transaction_status, method, dispute_status, dispute_reason.</param>
/// <param name="Rows">How often imports have met it.</param>
/// <param name="RejectedRows">Of these, rows that could not be stored without it; they can be replayed once it is resolved.</param>
public sealed record UnmappedValue(string Source, string Kind, string Value, long Rows, long RejectedRows, DateTime FirstSeen, DateTime LastSeen);

public sealed record FileToReplay(int FileId, string Name);

public sealed record ResolvedValue(string Source, string Kind, string Value, string Meaning, string By, DateTime At, long RowsChanged);
