namespace Insights.Import.Sources.Vocabularies;

/// <summary>What a dispute is about, in our words.</summary>
/// <param name="Group">fraud, authorization, processing_error, consumer_dispute, inquiry, compliance, other, not_a_reason.</param>
/// <param name="Category">One of ten; null only for not_a_reason.</param>
/// <param name="IsMapped">False when nothing the row says is in reason-codes.csv: shown on the data-quality page.</param>
internal sealed record DisputeReason(string Group, string? Category, bool IsMapped);

/// <summary>
/// Reason codes of the networks and reasons of the providers, from reason-codes.csv. The key is (network, code, stage): codes repeat
/// across networks, and 30 is an inquiry or an old chargeback code depending on the stage.
/// </summary>
internal static class ReasonCodes
{
    private static readonly string[] UmbrellaCodes = ["4808", "4834", "4853"];
    private static readonly string[] Networks = ["visa", "mastercard", "amex", "discover"];
    private static readonly Dictionary<(string Network, string Code), Entry> Current = [];
    private static readonly Dictionary<(string Network, string Code), Entry> Inquiries = [];
    private static readonly Dictionary<(string Network, string Name), Entry> SubReasons = [];

    static ReasonCodes()
    {
        foreach (var row in EmbeddedTable.Read("reason-codes.csv"))
        {
            string network = row["network"];
            string code = row["code"];
            var entry = new Entry(code, row["group"], row["category"].Length == 0 ? null : row["category"]);
            var table = row["status"] == "inquiry" ? Inquiries : Current;
            // A current code comes before a legacy one of the same text in the file, and an alias never hides a code.
            table.TryAdd((network, Fold(code)), entry);
            if (code.Contains(':', StringComparison.Ordinal))
            {
                SubReasons.TryAdd((network, FoldText(row["name"])), entry);
                SubReasons.TryAdd((network, FoldText(code[(code.IndexOf(':', StringComparison.Ordinal) + 1)..])), entry);
            }
        }

        foreach (var row in EmbeddedTable.Read("reason-codes.csv"))
        {
            var table = row["status"] == "inquiry" ? Inquiries : Current;
            foreach (string alias in row["aliases"].Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                table.TryAdd((row["network"], Fold(alias)), table[(row["network"], Fold(row["code"]))]);
        }
    }

    /// <summary>
    /// In this order: the network's sub-reason, its code unless that is an umbrella over many reasons, the provider's reason, the umbrella
    /// code alone, unmapped.
    /// </summary>
    /// <param name="network">Canonical network name, or null.</param>
    /// <param name="provider">Whose vocabulary <paramref name="providerReason"/> is; null tries them all.</param>
    /// <param name="state">Canonical state: tells an inquiry's code from a chargeback's.</param>
    public static DisputeReason Classify(string? network, string? code, string? subReason, string? provider, string? providerReason, string state)
    {
        bool inquiry = state.StartsWith("inquiry", StringComparison.Ordinal);
        network = network == "diners" ? "discover" : network;
        var byCode = FindCode(network, code, inquiry);
        if (subReason is not null && FindSubReason(network, byCode, subReason) is { } sub)
            return sub.ToReason();
        bool umbrella = byCode is not null && network == "mastercard" && Array.IndexOf(UmbrellaCodes, byCode.Code) >= 0;
        if (byCode is not null && !umbrella)
            return byCode.ToReason();
        if (FindProviderReason(provider, providerReason) is { } reason)
            return reason.ToReason();
        if (byCode is not null)
            return new DisputeReason(byCode.Group, byCode.Group == "authorization" ? "authorization" : "general", IsMapped: true);
        return new DisputeReason("other", "general", IsMapped: code is null && subReason is null && providerReason is null);
    }

    /// <summary>What an unknown reason may be said to mean: <c>group:category</c>.</summary>
    public static IReadOnlyList<string> Meanings =>
        [.. Current.Values.Concat(Inquiries.Values).Where(e => e.Category is not null).Select(e => e.Group + ":" + e.Category).Append("other:general").Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The reason a person gave; null for none.</summary>
    public static DisputeReason? Meant(string? meaning) =>
        meaning?.Split(':') is [var group, var category] ? new DisputeReason(group, category, IsMapped: true) : null;

    private static Entry? FindCode(string? network, string? code, bool inquiry)
    {
        if (code is null)
            return null;
        if (network is not null)
            return Lookup(network, code, inquiry);
        // Without a network a code counts only if no two networks use it with different meanings.
        Entry? only = null;
        foreach (string candidate in Networks)
        {
            if (Lookup(candidate, code, inquiry) is not { } found)
                continue;
            if (only is not null && (only.Group != found.Group || only.Category != found.Category))
                return null;
            only = found;
        }

        return only;
    }

    private static Entry? Lookup(string network, string code, bool inquiry)
    {
        string folded = Fold(code);
        // "VISA 10.4" and "MC-4853" occur.
        foreach (string prefix in (ReadOnlySpan<string>)[network, network == "mastercard" ? "MC" : network])
        {
            if (folded.Length > prefix.Length && folded.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
                folded = folded[prefix.Length..].TrimStart(' ', '-', '_', ':');
        }

        var (first, second) = inquiry ? (Inquiries, Current) : (Current, Inquiries);
        return first.GetValueOrDefault((network, folded)) ?? second.GetValueOrDefault((network, folded));
    }

    private static Entry? FindSubReason(string? network, Entry? byCode, string subReason)
    {
        string wanted = network ?? "mastercard";
        if (byCode is not null && Current.TryGetValue((wanted, Fold(byCode.Code + ":" + subReason)), out var exact))
            return exact;
        return SubReasons.GetValueOrDefault((wanted, FoldText(subReason))) ?? Current.GetValueOrDefault((wanted, Fold(subReason)));
    }

    private static Entry? FindProviderReason(string? provider, string? reason)
    {
        if (reason is null)
            return null;
        string folded = Fold(reason);
        if (provider is not null)
            return Current.GetValueOrDefault((provider, folded)) ?? Inquiries.GetValueOrDefault((provider, folded));
        foreach (string candidate in (ReadOnlySpan<string>)["stripe", "paypal", "square", "braintree", "klarna", "cashapp"])
        {
            if (Current.TryGetValue((candidate, folded), out var found) || Inquiries.TryGetValue((candidate, folded), out found))
                return found;
        }

        return null;
    }

    private static string Fold(string code) => string.Join(' ', code.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToUpperInvariant();

    private static string FoldText(string text) => Fold(text).Replace('-', ' ').Replace('_', ' ').Replace(",", "", StringComparison.Ordinal);

    private sealed record Entry(string Code, string Group, string? Category)
    {
        public DisputeReason ToReason() => new(Group, Category, IsMapped: true);
    }
}
