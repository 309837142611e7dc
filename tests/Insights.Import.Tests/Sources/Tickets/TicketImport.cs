using Insights.Import.Store.Facts;
using Insights.Import.Tests.Pipeline;
using Xunit;

namespace Insights.Import.Tests.Sources.Tickets;

/// <summary>An import into a source whose settings are given: help desks' lists do not tell their zone.</summary>
internal static class TicketImport
{
    public static void Settle(this ImportFixture import, string source, string settings)
    {
        string folder = Directory.CreateDirectory(Path.Combine(import.DataDirectory, "sources")).FullName;
        File.WriteAllText(Path.Combine(folder, source + ".json"), settings);
    }

    /// <summary>Imports a list whose times are Berlin's and returns the only ticket.</summary>
    public static async Task<(Ticket Row, string? Vendor, FileResult File)> OneOfBerlinAsync(this ImportFixture import, string source, string text)
    {
        import.Settle(source, """{"zone":"Europe/Berlin"}""");
        var file = await import.ImportAsync("list.csv", text);
        Assert.Null(file.Error);
        var (row, vendor) = Assert.Single(import.Store.Tickets.Values);
        return (row, vendor, file);
    }

    public static DateTime Utc(int year, int month, int day, int hour, int minute, int second = 0) => new(year, month, day, hour, minute, second, DateTimeKind.Utc);

    /// <summary>Events in the order they happened, as one line each.</summary>
    public static IEnumerable<string> History(this ImportFixture import) => import.Store.TicketEvents.Values
        .OrderBy(e => e.OccurredAt).ThenBy(e => e.EventId, StringComparer.Ordinal)
        .Select(e => $"{e.OccurredAt:MM-dd HH:mm} {e.Kind} {e.ActorKind} {(e.IsPublic ? "public" : "private")} {e.Value}".TrimEnd());
}
