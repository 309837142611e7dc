using Insights.Import.Store.Facts;

namespace Insights.Import.Store.Keys;

/// <summary>SQLite only: where a fact with this (source, external id) lies. Narrow, so that ids arriving in random order touch few pages.</summary>
internal sealed class FactId<T> where T : IFact
{
    /// <summary>The hash of (source, external id), or the next free number after it when two ids share a hash.</summary>
    public long IdHash { get; set; }
    public long Key { get; set; }
}

/// <summary>SQLite only: ids of payments that came many at once, a few hundred to a row. See <see cref="IdPages"/>.</summary>
internal sealed class IdPage
{
    public long Number { get; set; }
    public required byte[] Ids { get; set; }
}

/// <summary>SQLite only: a vendor's facts in time order, so that a vendor's window is not a scan of everybody's.</summary>
internal sealed class FactVendor<T> where T : IFact
{
    public int VendorId { get; set; }
    public long Key { get; set; }
}
