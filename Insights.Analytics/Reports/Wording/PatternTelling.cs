using System.Globalization;
using Insights.Analytics.Metrics.Chargebacks.Patterns;
using Insights.Analytics.Queries;
using Insights.Analytics.Queries.Chargebacks;

namespace Insights.Analytics.Reports.Wording;

/// <summary>Patterns in plain words.</summary>
internal static class PatternTelling
{
    public static IReadOnlyList<PatternMember> Members(string? dimension, string? member, string? second, string? secondMember) =>
        [.. new[] { (dimension, member), (second, secondMember) }.Where(pair => pair is (not null, not null)).Select(pair => new PatternMember(pair.Item1!, pair.Item2!))];

    /// <summary>"Disputes as product not received · Oakridge Furniture", "Statement text SP*DGTLSVC 8842 · Lumora Learning".</summary>
    public static string Name(string? vendor, IReadOnlyList<PatternMember> members, PatternMember? outcome)
    {
        var words = new List<string>();
        if (outcome is not null)
            words.Add(Outcome(outcome));
        words.AddRange(members.Select((member, i) => words.Count + i == 0 ? Words.Sentence(Member(member)) : Member(member)));
        if (words.Count == 0)
            return vendor is null ? "All payments" : "All payments · " + vendor;
        var name = Words.Join(words);
        return vendor is null ? name : $"{name} · {vendor}";
    }

    /// <summary>How much more than expected, and of what.</summary>
    public static string Sentence(string name, bool isMix, long disputes, long of, double expected, string? outcome)
    {
        var times = expected > 0 ? disputes / expected : double.PositiveInfinity;
        var more = expected < 0.5 ? "where hardly any was expected" : times >= 1.95 ? string.Create(CultureInfo.InvariantCulture, $"{times:0.#} times as many as expected")
            : string.Create(CultureInfo.InvariantCulture, $"{(times - 1) * 100:0} % more than expected");
        return isMix
            ? $"{name}: {Words.Count(disputes, "dispute", "disputes")} of {of.ToString("N0", CultureInfo.InvariantCulture)}, {more} ({Expected(expected)})."
            : $"{name}: {Words.Count(disputes, "dispute", "disputes")}{(outcome is null ? "" : " of this kind")} on {Words.Count(of, "payment", "payments")}, {more} ({Expected(expected)}).";
    }

    /// <summary>An expected number of disputes: a decimal, because 0.2 is not nothing.</summary>
    public static string Expected(double value) => value < 0.05 ? "under 0.1" : value.ToString(value < 10 ? "0.0" : "N0", CultureInfo.InvariantCulture);

    /// <summary>"0.003", "under 0.0001".</summary>
    public static string Chance(double p) => p switch
    {
        < 0.0001 => "under 0.0001",
        < 0.001 => p.ToString("0.0000", CultureInfo.InvariantCulture),
        _ => p.ToString("0.000", CultureInfo.InvariantCulture),
    };

    /// <summary>The names of a kind's dimensions: "Vendor and statement text".</summary>
    public static string Kind(string kind) => Words.Join([.. kind.Split('+').Select((id, i) => PatternDimensions.NameOf(id) is var name && i == 0 ? name : Lower(PatternDimensions.NameOf(id)))]);

    public static string Baseline(string baseline, bool isMix) => (baseline, isMix) switch
    {
        (_, true) => "the disputes of all others on the same network and of the same four weeks",
        ("own_vendor", _) => "the vendor's other payments, allowing for the age of charges",
        ("same_period", _) => "all other payments of the same four weeks",
        _ => "the other payments of the same vendors in the same four weeks",
    };

    private static string Outcome(PatternMember outcome) => (outcome.Dimension, outcome.Value) switch
    {
        ("reason", var reason) => "Disputes as " + Lower(Words.Label(reason)),
        ("days_to_dispute", var days) => $"Disputes {days.Replace("-", " to ", StringComparison.Ordinal)} days after the charge",
        ("refund_state", "none") => "Disputes without a refund before",
        ("refund_state", "partial") => "Disputes after a partial refund",
        ("refund_state", _) => "Disputes after a full refund",
        (_, "never_contacted") => "Disputes without a word before",
        (_, "not_answered") => "Disputes after a request nobody had answered",
        (_, "answered_not_solved") => "Disputes after a request that was answered and not solved",
        _ => "Disputes after a request that was solved",
    };

    private static string Member(PatternMember member) => (member.Dimension, member.Value) switch
    {
        ("descriptor", var text) => "statement text " + text,
        ("bin", var bin) => "card BIN " + bin,
        ("network", var network) => "on " + Words.Label(network),
        ("method", var method) => "paid by " + Lower(Words.Label(method)),
        ("issuer_country", var country) => "cards issued in " + country,
        ("customer_country", var country) => "customers in " + country,
        ("product", var product) => "product " + product,
        ("amount_band", var band) => $"amounts {band}",
        ("gateway", var gateway) => "gateway " + gateway,
        ("three_ds", "not_used") => "3-D Secure not used",
        ("three_ds", var result) => "3-D Secure " + Lower(Words.Label(result)),
        ("avs", var result) => "address check " + result,
        ("cvc", var result) => "security code check " + result,
        ("weekday", var day) => "charged on " + day,
        ("hour", var hour) => "charged at " + hour,
        ("repeat_customer", "yes") => "customers who paid before",
        ("repeat_customer", _) => "first-time customers",
        ("duplicate_charge", "yes") => "charged again within 24 hours",
        ("duplicate_charge", _) => "charged once",
        var (dimension, value) => PatternDimensions.NameOf(dimension) + " " + value,
    };

    private static string Lower(string text) => text.Length > 1 && char.IsUpper(text[1]) || text.StartsWith("3-D", StringComparison.Ordinal) ? text : char.ToLowerInvariant(text[0]) + text[1..];
}
