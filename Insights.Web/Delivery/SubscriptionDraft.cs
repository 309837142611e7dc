using Insights.Web.Delivery.Schedules;
using Insights.Web.Exports;
using NodaTime;

namespace Insights.Web.Delivery;

/// <summary>What a person wrote into the form.</summary>
internal sealed record SubscriptionDraft
{
    public string Name { get; init; } = "";
    public string ReportId { get; init; } = "";
    public string Query { get; init; } = "";

    /// <summary>The saved view that is sent; null: the filter as it is here.</summary>
    public int? ViewId { get; init; }
    public IReadOnlyList<string> Formats { get; init; } = [];
    public string Cadence { get; init; } = nameof(Schedules.Cadence.Monthly);
    public int Weekday { get; init; } = 1;
    public int WorkingDay { get; init; } = 3;
    public string Time { get; init; } = "07:00";
    public string Zone { get; init; } = "";
    public string? Calendar { get; init; }
    public bool HoldsStale { get; init; }
    public IReadOnlyList<int> People { get; init; } = [];
    public IReadOnlyList<ContactDraft> Contacts { get; init; } = [];

    private const int MostRecipients = 200;

    /// <summary>What is wrong with it, for a person; null when nothing is.</summary>
    public string? Refusal(IReadOnlyCollection<string> calendars) =>
        Name.Trim().Length is 0 or > 120 ? "Give the subscription a name of up to 120 characters."
        : Query.Length > 4000 ? "This filter is too long: choose fewer values."
        : Formats.Any(format => ExportFormat.Find(format) is null) ? "Choose the files from the list."
        : !Enum.IsDefined(typeof(Cadence), Cadence) ? "Choose how often it goes out."
        : Weekday is < 1 or > 7 ? "Choose a day of the week."
        : WorkingDay is < 1 or > Schedule.MostWorkingDays ? FormattableString.Invariant($"Choose a working day from 1 to {Schedule.MostWorkingDays}.")
        : Schedule.Minutes(Time) is null ? "Write the time as 07:00."
        : DateTimeZoneProviders.Tzdb.GetZoneOrNull(Zone) is null ? $"“{Zone}” is not a time zone, for example Europe/Berlin."
        : Calendar is not null && !calendars.Contains(Calendar) ? "Choose a calendar from the list."
        : People.Count + Contacts.Count == 0 ? "Choose at least one recipient."
        : People.Count + Contacts.Count > MostRecipients ? FormattableString.Invariant($"A subscription has at most {MostRecipients} recipients.")
        : Contacts.FirstOrDefault(contact => !contact.HasAddress) is { } wrong ? $"“{wrong.Address}” is not a mail address."
        : Contacts.Any(contact => string.IsNullOrWhiteSpace(contact.VendorCode)) ? "Say for each contact which vendor’s figures it may read."
        : Contacts.Select(contact => contact.Address.ToUpperInvariant()).Distinct().Count() != Contacts.Count ? "An address stands twice among the contacts."
        : null;
}

internal sealed record ContactDraft(string Address, string Name, string VendorCode)
{
    // One address and nothing else: a line break or a list in it would be another mail's header.
    public bool HasAddress => Address.Length <= 254 && !Address.Any(char.IsWhiteSpace) && System.Net.Mail.MailAddress.TryCreate(Address, out var parsed) && parsed.Address == Address;
}
