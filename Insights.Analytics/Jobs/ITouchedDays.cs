using NodaTime;

namespace Insights.Analytics.Jobs;

/// <summary>Marks days by hand, so that the next refresh derives them anew whether or not an import changed them.</summary>
public interface ITouchedDays
{
    /// <summary>Payments and disputes of the days, and the tickets created in them.</summary>
    Task TouchAsync(LocalDate from, LocalDate to, CancellationToken cancel = default);
}
