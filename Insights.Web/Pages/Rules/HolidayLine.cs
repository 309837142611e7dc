namespace Insights.Web.Pages.Rules;

/// <summary>A holiday as a line of the form.</summary>
/// <param name="Day">2026-12-25, or 12-25 for every year.</param>
/// <param name="Closed">12:00-24:00; empty = the whole day.</param>
internal sealed record HolidayLine(string Day, string Closed, string Name, string Country, string Source, string ReviewedBy)
{
    public static readonly HolidayLine Empty = new("", "", "", "", "", "");

    public bool IsEmpty => Day.Length == 0 && Closed.Length == 0 && Name.Length == 0;
}
