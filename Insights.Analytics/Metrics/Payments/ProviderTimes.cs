using System.Globalization;

namespace Insights.Analytics.Metrics.Payments;

/// <summary>From when a payment that waits is a case for the provider, and what a customer is promised about a refund, by method (provider-times.csv).</summary>
internal static class ProviderTimes
{
    private static readonly Dictionary<string, Times> s_byMethod = PaymentTable.Read("provider-times.csv").ToDictionary(
        row => row[0], row => new Times(row[0], int.Parse(row[1], CultureInfo.InvariantCulture), int.Parse(row[2], CultureInfo.InvariantCulture), row[3]), StringComparer.Ordinal);

    public static IReadOnlyCollection<Times> All => s_byMethod.Values;

    public static Times Of(string? method) => method is not null && s_byMethod.TryGetValue(method, out var times) ? times : s_byMethod["*"];

    /// <param name="EscalateDays">A payment that is pending, or paid and not settled, for longer is not usual any more.</param>
    /// <param name="RefundDays">A refund has arrived by then, as the customer is told.</param>
    public sealed record Times(string Method, int EscalateDays, int RefundDays, string Source);
}
