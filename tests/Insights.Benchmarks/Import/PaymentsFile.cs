using System.Globalization;
using System.Text;

namespace Insights.Benchmarks.Import;

/// <summary>
/// Payments as a provider exports them: canonical columns, random ids, nearly in time order, vendors of heavy-tailed size. The same seed gives the same bytes.
/// </summary>
internal static class PaymentsFile
{
    public static readonly string[] Columns =
    [
        "transaction_id", "vendor", "kind", "status", "occurred_at", "updated_at", "amount", "currency", "fee", "customer", "order_id", "gateway", "method", "brand", "country",
    ];

    private static readonly string[] s_currencies = ["EUR", "EUR", "EUR", "USD", "USD", "GBP", "SEK", "PLN"];
    private static readonly string[] s_gateways = ["stripe", "adyen", "paypal"];
    private static readonly string[] s_brands = ["visa", "visa", "mastercard", "amex"];
    private static readonly string[] s_countries = ["DE", "FR", "GB", "US", "SE", "PL", "ES", "IT", "NL"];

    /// <summary>The verb: a file to profile an import with.</summary>
    public static int Write(string path, int rows)
    {
        Write(path, rows, seed: 7);
        return 0;
    }

    /// <param name="reversed">The same rows in another order: other bytes, nothing new.</param>
    /// <param name="days">The time the rows spread over.</param>
    /// <param name="daysIn">When that time begins.</param>
    public static void Write(string path, int rows, int seed, bool reversed = false, int days = 540, int daysIn = 0)
    {
        var random = new Random(seed);
        var start = new DateTime(2025, 5, 1, 0, 0, 0, DateTimeKind.Utc).AddDays(daysIn);
        var step = TimeSpan.FromDays(days).TotalSeconds / rows;
        var text = new StringBuilder(256);
        var held = reversed ? new Queue<string>() : null;
        using var file = new StreamWriter(path, false, new UTF8Encoding(false), 1 << 20);
        file.Write(string.Join(',', Columns) + "\n");
        Span<char> id = stackalloc char[24];
        for (var i = 0; i < rows; i++)
        {
            const string Alphabet = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
            for (var c = 0; c < id.Length; c++)
                id[c] = Alphabet[random.Next(Alphabet.Length)];
            var at = start.AddSeconds((i * step) + random.Next(-300, 300));
            var vendor = (int)(24 * Math.Pow(random.NextDouble(), 2.5)) + 1;
            var wallet = random.Next(10) == 0;
            text.Clear();
            text.Append(CultureInfo.InvariantCulture, $"ch_{id},vendor-{vendor:00},charge,{(random.Next(12) == 0 ? "failed" : "succeeded")},{at:yyyy-MM-dd'T'HH:mm:ss'Z'},{at.AddSeconds(5):yyyy-MM-dd'T'HH:mm:ss'Z'},");
            text.Append(CultureInfo.InvariantCulture, $"{random.Next(100, 60000) / 100m:0.00},{s_currencies[random.Next(8)]},{random.Next(10, 900) / 100m:0.00},cus_{random.Next(rows / 4 + 1)},order-{i},");
            text.Append(CultureInfo.InvariantCulture, $"{s_gateways[random.Next(3)]},{(wallet ? "wallet" : "card")},{(wallet ? "" : s_brands[random.Next(4)])},{s_countries[random.Next(9)]}\n");
            if (held is null)
            {
                file.Write(text);
                continue;
            }

            // Out by one in a thousand places: another file with the same rows.
            held.Enqueue(text.ToString());
            if (held.Count == 1000)
                foreach (var line in held.Reverse())
                    file.Write(line);
            if (held.Count == 1000)
                held.Clear();
        }

        foreach (var line in held ?? [])
            file.Write(line);
    }
}
