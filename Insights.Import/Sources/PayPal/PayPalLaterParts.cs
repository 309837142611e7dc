namespace Insights.Import.Sources.PayPal;

/// <summary>
/// PayPal splits a report at 100,000 rows (a million since 2019), and only the first file has the header. A later one is known by what its rows
/// hold, and its columns by how many they are: at each width the report has had one layout.
/// </summary>
internal static class PayPalLaterParts
{
    private static readonly string[] Marks = ["RH", "FH", "SH", "SB", "SF", "SC", "RF", "RC", "FF"];

    private static readonly string[] Movement =
    [
        "CH", "Transaction ID", "Invoice ID", "PayPal Reference ID", "PayPal Reference ID Type", "Transaction Event Code", "Transaction Initiation Date",
        "Transaction Completion Date", "Transaction Debit or Credit", "Gross Transaction Amount", "Gross Transaction Currency", "Fee Debit or Credit", "Fee Amount", "Fee Currency",
    ];

    private static readonly string[] Described = [.. Movement, "Transaction Description"];

    private static readonly string[] Settlement =
    [
        .. Movement, "Custom Field", "Consumer ID", "Payment Tracking ID", "Store ID", "Bank Reference ID", "Credit Transactional Fee", "Credit Promotional Fee", "Credit Term",
    ];

    private static readonly string[] Details =
    [
        .. Movement, "Transactional Status", "Insurance Amount", "Sales Tax Amount", "Shipping Amount", "Transaction Subject", "Transaction Note", "Payer's Account ID",
        "Payer Address Status", "Item Name", "Item ID", "Option 1 Name", "Option 1 Value", "Option 2 Name", "Option 2 Value", "Auction Site", "Auction Buyer ID", "Auction Closing Date",
        "Shipping Address Line1", "Shipping Address Line2", "Shipping Address City", "Shipping Address State", "Shipping Address Zip", "Shipping Address Country", "Shipping Method",
        "Custom Field", "Billing Address Line1", "Billing Address Line2", "Billing Address City", "Billing Address State", "Billing Address Zip", "Billing Address Country",
        "Consumer ID", "First Name", "Last Name", "Consumer Business Name", "Card Type", "Payment Source", "Shipping Name", "Authorization Review Status",
        "Protection Eligibility", "Payment Tracking ID",
    ];

    private static readonly string[] Agreement = ["CH", "Subscription ID", "Subscription Action Type", "Subscription Currency"];

    public static IReadOnlyList<string>? OfSettlement(IReadOnlyList<string[]> records) => Rows(records) is not { } rows || !rows.All(IsMovement) ? null : Width(rows) switch
    {
        14 => Movement,
        15 => Described,
        > 15 and <= 22 and var width => Settlement[..width],
        _ => null,
    };

    /// <summary>What follows the 55 columns differs from account to account and is not read.</summary>
    public static IReadOnlyList<string>? OfTransactionDetails(IReadOnlyList<string[]> records) =>
        Rows(records) is { } rows && Width(rows) >= Details.Length && rows.All(row => IsMovement(row) && row[14].Trim() is "S" or "P" or "V" or "D" or "")
            ? [.. Details, .. Enumerable.Range(Details.Length + 1, Width(rows) - Details.Length).Select(i => $"Column {i}")]
            : null;

    public static IReadOnlyList<string>? OfSubscriptions(IReadOnlyList<string[]> records) =>
        Rows(records) is { } rows && rows.All(row => row.Length > Agreement.Length && row[1].StartsWith("I-", StringComparison.Ordinal) && row[2].Trim() is ['S', _, _, _, _])
            ? [.. Agreement, .. Enumerable.Range(Agreement.Length + 1, Width(rows) - Agreement.Length).Select(i => $"Column {i}")]
            : null;

    /// <summary>The rows among the first records; null where there are none, or records that no part of a report has, or the header.</summary>
    private static List<string[]>? Rows(IReadOnlyList<string[]> records)
    {
        var rows = new List<string[]>();
        foreach (string[] record in records)
        {
            string mark = record[0].Trim(' ', '"', '\t', '\uFEFF');
            if (!Marks.Contains(mark, StringComparer.OrdinalIgnoreCase))
                return null;
            if (mark.Equals("SB", StringComparison.OrdinalIgnoreCase))
                rows.Add(record);
        }

        return rows.Count == 0 ? null : rows;
    }

    /// <summary>Rows may be narrower than their header, so the widest one tells.</summary>
    private static int Width(List<string[]> rows) => rows.Max(row => row.Length);

    private static bool IsMovement(string[] row) =>
        row.Length >= Movement.Length && row[5].Trim() is ['T' or 't', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9', >= '0' and <= '9']
        && row[8].Trim().ToUpperInvariant() is "CR" or "DR" && row[10].Trim().Length == 3;
}
