using Insights.Import.Store;
using NodaTime;

namespace Insights.Analytics.Queries.Chargebacks;

/// <summary>"We did this": actions that vendors, or the house for them, say are taken. What came of them is in the scorecard and the vendor's report.</summary>
public interface ITakenActions
{
    /// <summary>Grows with every change made in this process: part of the keys of what is kept.</summary>
    long Version { get; }

    /// <summary>Those of the scope, the newest day first; those taken back among them.</summary>
    Task<IReadOnlyList<TakenActionLine>> OfAsync(DataScope scope, CancellationToken cancel = default);

    /// <param name="vendor">A vendor's scope; in any other nothing is written.</param>
    /// <param name="byVendor">The vendor says so itself, not the house for it.</param>
    /// <returns>False when the scope is no vendor's, there is no such action, or it is already taken from that day on.</returns>
    Task<bool> TakeAsync(DataScope vendor, string actionId, LocalDate day, string note, string by, bool byVendor, CancellationToken cancel = default);

    /// <returns>False when there is none of this id in the scope, or it was taken back before.</returns>
    Task<bool> WithdrawAsync(DataScope vendor, int id, string by, CancellationToken cancel = default);
}

/// <param name="By">A person's name, for the house only; a vendor is told whether it was itself or the house.</param>
public sealed record TakenActionLine(int Id, string ActionId, LocalDate Day, string Note, string By, bool ByVendor, Instant At, string? WithdrawnBy, Instant? WithdrawnAt)
{
    public bool IsInForce => WithdrawnAt is null;
}
