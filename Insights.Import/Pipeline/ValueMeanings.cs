namespace Insights.Import.Pipeline;

/// <summary>What persons have said the words of one source mean, and which vendors and agents are known, as of the start of a file's import.</summary>
internal sealed class ValueMeanings
{
    /// <summary>The meaning of a word that means nothing: the field stays empty, and nobody is asked again.</summary>
    public const string Nothing = "-";

    private const int MaxLength = 200;
    private readonly Dictionary<string, Dictionary<string, string>> _byKind = new(StringComparer.Ordinal);

    public static ValueMeanings None { get; } = new([], null, null);

    /// <param name="vendors">Codes that a vendors file or a person has named; null where none was, and every code is taken as it comes.</param>
    /// <param name="agents">Of this source; null as for vendors.</param>
    public ValueMeanings(IEnumerable<(string Kind, string Value, string Meaning)> resolved, IEnumerable<string>? vendors, IEnumerable<string>? agents)
    {
        foreach (var (kind, value, meaning) in resolved)
        {
            if (!_byKind.TryGetValue(kind, out var words))
                _byKind[kind] = words = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
            words[value] = meaning;
        }

        Vendors = vendors?.ToHashSet(StringComparer.OrdinalIgnoreCase);
        Agents = agents?.ToHashSet(StringComparer.OrdinalIgnoreCase);
    }

    public HashSet<string>? Vendors { get; }
    public HashSet<string>? Agents { get; }

    /// <summary>Nobody has explained a word yet.</summary>
    public bool IsEmpty => _byKind.Count == 0;

    public string? Find(string kind, string value) => _byKind.TryGetValue(kind, out var words) ? words.GetValueOrDefault(value) : null;

    /// <summary>As values are kept: without surrounding blanks, and no longer than an id.</summary>
    public static string Kept(string value)
    {
        value = value.Trim();
        return value.Length <= MaxLength ? value : value[..(char.IsHighSurrogate(value[MaxLength - 1]) ? MaxLength - 1 : MaxLength)];
    }
}

/// <summary>Kinds of values that are mapped one by one.</summary>
internal static class ValueKinds
{
    public const string Vendor = "vendor";
    public const string Agent = "agent";
    public const string TicketStatus = "ticket_status";
    public const string Priority = "priority";
    public const string Category = "category";
    public const string Method = "method";
    public const string TransactionKind = "transaction_kind";
    public const string TransactionStatus = "transaction_status";
    public const string DisputeStatus = "dispute_status";
    public const string DisputeReason = "dispute_reason";

    /// <summary>The stored row itself keeps what came, so that no second note of it is needed.</summary>
    public static bool IsKeptByTheRow(string kind) => kind is TicketStatus or DisputeReason;
}
