using NodaTime;

namespace Insights.Web.Exports.Calendar;

/// <summary>One entry of a calendar file.</summary>
/// <param name="Uid">The same for the same thing whenever the file is made, so that a second import moves the entry instead of doubling it.</param>
/// <param name="IsTentative">The date is an estimate.</param>
internal sealed record CalendarEntry(string Uid, Instant At, string Summary, string Description, string Url, bool IsTentative);
