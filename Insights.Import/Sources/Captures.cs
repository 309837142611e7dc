using System.Text;
using Insights.Import.Store.Keys;

namespace Insights.Import.Sources;

/// <summary>
/// Tells the first capture of a payment in a file from further ones. A payment is one fact under its own id, because refunds and disputes
/// name that id; what was captured of it in a second or third part is a charge of its own beside it, or its money would be lost.
/// </summary>
/// <remarks>
/// Sixteen bytes a payment, so a bound: behind it parts are no longer told apart and the last one wins. Parts that lie in two files cannot be
/// told apart either; the store keeps the newer.
/// </remarks>
internal sealed class Captures
{
    private const int Most = 2_000_000;
    private readonly Dictionary<ulong, ulong> _firsts = [];

    /// <summary>The id of the charge that this capture is.</summary>
    /// <param name="payment">The payment's own id.</param>
    /// <param name="capture">What tells captures of one payment apart; null or the payment's id where the provider does not.</param>
    public string IdOf(string payment, string? capture)
    {
        if (capture is null || capture == payment || payment.Length == 0)
            return payment;
        ulong key = Hash(payment);
        ulong part = Hash(capture);
        if (_firsts.TryGetValue(key, out ulong first))
            return first == part ? payment : $"{payment}#{capture}";
        if (_firsts.Count < Most)
            _firsts.Add(key, part);
        return payment;
    }

    private static ulong Hash(string text) => StableHash.Of(Encoding.UTF8.GetBytes(text));
}
