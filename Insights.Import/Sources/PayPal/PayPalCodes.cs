using Insights.Import.Sources.Vocabularies;

namespace Insights.Import.Sources.PayPal;

/// <summary>A transaction event code of PayPal's and what it moves.</summary>
internal sealed record PayPalCode(string Code, string Moves, string Name);

/// <summary>PayPal's event codes, and the words its activity export has in their place.</summary>
internal static class PayPalCodes
{
    private static readonly Dictionary<string, PayPalCode> Codes = EmbeddedTable.Read("paypal-event-codes.csv")
        .ToDictionary(row => row["code"], row => new PayPalCode(row["code"], row["moves"], row["name"]), StringComparer.OrdinalIgnoreCase);

    private static readonly Dictionary<string, string> Types = EmbeddedTable.Read("paypal-activity-types.csv")
        .ToDictionary(row => Fold(row["type"]), row => row["code"], StringComparer.Ordinal);

    // What new names of types are built from; the first that occurs decides, so the narrower ones stand first.
    private static readonly (string Part, string Code)[] Parts = [.. EmbeddedTable.Read("paypal-type-parts.csv").Select(row => (row["part"], row["code"]))];

    /// <summary>Null for a code that is not known.</summary>
    public static PayPalCode? Find(string code) => Codes.GetValueOrDefault(code.Trim());

    /// <summary>The code a type of the activity export stands for; null where nothing in the name says it.</summary>
    public static PayPalCode? OfType(string type)
    {
        string folded = Fold(type);
        if (Types.TryGetValue(folded, out string? code))
            return Codes[code];
        foreach (var (part, meant) in Parts)
        {
            if (folded.Contains(part, StringComparison.Ordinal))
                return Codes[meant];
        }

        return null;
    }

    /// <summary>A code of an unlisted number keeps the meaning of its family: T04xx are withdrawals.</summary>
    public static PayPalCode? OfFamily(string code)
    {
        code = code.Trim().ToUpperInvariant();
        if (code.Length != 5 || code[0] != 'T' || !code.AsSpan(1).ContainsAnyInRange('0', '9'))
            return null;
        string? moves = code[1..3] switch
        {
            "00" => "payment",
            "01" => "fee",
            "02" => "fx",
            "03" or "07" or "16" => "deposit",
            "04" or "06" or "17" => "payout",
            "13" => "authorization",
            "15" => "hold",
            "05" or "08" or "09" or "10" or "11" or "12" or "14" or "18" or "19" or "20" or "21" or "22" or "23" or "30" or "97" or "98" or "99" => "adjustment",
            _ => null,
        };
        return moves is null ? null : new PayPalCode(code, moves, code);
    }

    private static string Fold(string type) => string.Join(' ', type.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)).ToLowerInvariant();
}
