namespace Insights.Analytics.Rollups.Tables;

/// <summary>
/// Who paid, was refunded or asked on one day, and under which key: a few bytes a fact, so that a touched dispute finds its customer's year without reading everybody's.
/// Made when it is first asked for and thrown away when the day is touched; it says where to look and never what is there, so an entry too many does no harm.
/// </summary>
internal sealed class PayerDay
{
    public PayerDayKind Kind { get; set; }
    public DateOnly Day { get; set; }

    /// <summary>Four bytes a fact, sorted: the hash of a customer, or of the payment that is refunded or asked about.</summary>
    public byte[] Hashes { get; set; } = [];

    /// <summary>Eight bytes a fact, in the order of <see cref="Hashes"/>.</summary>
    public byte[] Keys { get; set; } = [];
}

internal enum PayerDayKind
{
    Payments = 1,
    Tickets = 2,
}
